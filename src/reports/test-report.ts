import { lineOf, type Problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
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
  return says.testReport.policy(visible(policy.file), countsOf([policy]))
}

function total(policies: Policies): string {
  return says.testReport.total(policies.length, countsOf(policies))
}

/** Branches and mutants are left out where none were looked at. */
function countsOf(policies: Policies) {
  const examples = policies.flatMap(it => it.examples)
  const branches = policies.flatMap(it => it.branches ?? []).filter(it => !it.optional)
  const of = (fate: string) => policies.flatMap(it => it.mutants ?? []).filter(it => it.fate === fate).length
  const [killed, survived, refused] = [of('killed'), of('survived'), of('refused')]
  return {
    examples: { right: examples.filter(it => it.got === it.expected).length, of: examples.length },
    ...(policies.some(it => it.branches !== undefined) && {
      branches: { taken: branches.filter(it => it.taken).length, of: branches.length },
    }),
    ...(policies.some(it => it.mutants !== undefined) && { mutants: { killed, of: killed + survived, refused } }),
  }
}
