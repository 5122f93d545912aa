import type { Problem } from '../core/problem.ts'
import { lineOf } from '../core/problem.ts'
import { count } from '../core/words.ts'

export interface TestReport {
  readonly problems: readonly Problem[]
  readonly policies: readonly {
    readonly file: string
    readonly examples: readonly { readonly expected: string; readonly got: string }[]
    readonly branches?: readonly { readonly taken: boolean; readonly optional?: true }[]
    readonly mutants?: readonly { readonly fate: 'killed' | 'refused' | 'survived' }[]
  }[]
  readonly leftOut: Readonly<Record<string, readonly string[]>>
}

export const TEST_FORMATS = ['text', 'json'] as const
export type TestFormat = (typeof TEST_FORMATS)[number]

/** What `kedge test` prints: a line for each policy, what is wrong, and the score. */
export function testReport(report: TestReport, format: TestFormat): string {
  if (format === 'json') return JSON.stringify(report, null, 2)
  return [...report.policies.map(policyLine), ...report.problems.map(lineOf), score(report.policies)].join('\n')
}

type Policies = TestReport['policies']

function policyLine(policy: Policies[number]): string {
  return `${policy.file}: ${score([policy]).replace(/^.*?, /, '')}`
}

function score(policies: Policies): string {
  const examples = policies.flatMap(it => it.examples)
  return [
    count(policies.length, 'policy', 'policies'),
    `examples: ${examples.filter(it => it.got === it.expected).length} of ${examples.length} as they say`,
    ...branchWords(policies),
    ...mutantWords(policies),
  ].join(', ')
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
