import { lineOf, type Problem } from '../core/problem.ts'
import { count } from '../core/words.ts'
import { checkJunit } from './check-junit.ts'
import type { CheckReport } from './check-report.ts'
import { visible, visibleProblem } from './visible.ts'

export interface TestReport extends Pick<CheckReport, 'began' | 'milliseconds' | 'kedge'> {
  readonly good: boolean
  readonly problems: readonly Problem[]
  readonly policies: readonly {
    readonly file: string
    readonly examples: readonly { readonly expected: string; readonly got: string }[]
    readonly branches?: readonly { readonly taken: boolean; readonly optional?: true }[]
    readonly mutants?: readonly { readonly fate: 'killed' | 'refused' | 'survived' }[]
  }[]
  readonly leftOut: Readonly<Record<string, readonly string[]>>
}

export const TEST_FORMATS = ['text', 'json', 'junit'] as const
export type TestFormat = (typeof TEST_FORMATS)[number]

/** What `kedge test` prints: a line for each policy, what is wrong, and the score. */
export function testReport(report: TestReport, format: TestFormat): string {
  const { policies, problems } = report
  switch (format) {
    case 'text':
      return [...policies.map(policyLine), ...problems.map(it => lineOf(visibleProblem(it))), total(policies)].join(
        '\n',
      )
    case 'json':
      return JSON.stringify(report, null, 2)
    case 'junit':
      return checkJunit({ ...report, files: policies.map(it => it.file) })
  }
}

type Policies = TestReport['policies']

function policyLine(policy: Policies[number]): string {
  return `${visible(policy.file)}: ${counts([policy])}`
}

function total(policies: Policies): string {
  return `${count(policies.length, 'policy', 'policies')}, ${counts(policies)}`
}

function counts(policies: Policies): string {
  const examples = policies.flatMap(it => it.examples)
  const right = examples.filter(it => it.got === it.expected).length
  const ran = `examples: ${right} of ${examples.length} as they say`
  return [ran, ...branchWords(policies), ...mutantWords(policies)].join(', ')
}

function branchWords(policies: Policies): readonly string[] {
  if (!policies.some(it => it.branches !== undefined)) return []
  const branches = policies.flatMap(it => it.branches ?? []).filter(it => !it.optional)
  return [`branches: ${branches.filter(it => it.taken).length} of ${branches.length} taken`]
}

function mutantWords(policies: Policies): readonly string[] {
  if (!policies.some(it => it.mutants !== undefined)) return []
  const of = (fate: string) => policies.flatMap(it => it.mutants ?? []).filter(it => it.fate === fate).length
  const refused = of('refused') > 0 ? ` (${of('refused')} refused at load)` : ''
  return [`mutants: ${of('killed')} of ${of('killed') + of('survived')} killed${refused}`]
}
