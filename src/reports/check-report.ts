import type { Coverage } from '../core/coverage.ts'
import { lineOf, type Problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { checkJunit } from './check-junit.ts'
import { checkSarif } from './check-sarif.ts'
import { visibleProblem } from './visible.ts'

export interface CheckReport {
  readonly good: boolean
  readonly problems: readonly Problem[]
  /** Models and policies that were read, good or bad. */
  readonly files: readonly string[]
  readonly counts: {
    readonly models: number
    readonly useCases: number
    readonly sources: number
    readonly profiles: number
    readonly policies: number
    readonly examples: number
  }
  /** Left out where the rules could not be read. */
  readonly coverage?: Coverage
  /** ISO 8601, in UTC. */
  readonly began: string
  readonly milliseconds: number
  /** Who checked. */
  readonly kedge: { readonly version: string; readonly homepage?: string }
}

export const CHECK_FORMATS = ['text', 'json', 'github', 'sarif', 'junit'] as const
export type CheckFormat = (typeof CHECK_FORMATS)[number]

/** What `kedge check` prints: for people, for programs, as annotations of a GitHub Actions run, for code scanning, for CI. */
export function checkReport(report: CheckReport, format: CheckFormat): string {
  switch (format) {
    case 'text':
      return [...report.problems.map(p => lineOf(visibleProblem(p))), closing(report)].join('\n')
    case 'json':
      return JSON.stringify(report, null, 2)
    case 'github':
      return [...report.problems.map(p => annotation(visibleProblem(p))), closing(report)].join('\n')
    case 'sarif':
      return JSON.stringify(checkSarif(report), null, 2)
    case 'junit':
      return checkJunit(report)
  }
}

function closing({ problems, counts, coverage, milliseconds }: CheckReport): string {
  const of = (level: Problem['level']) => problems.filter(p => p.level === level).length
  const found = { errors: of('error'), warnings: of('warning'), notes: of('note') }
  const line = says.checkReport.closing({ ...found, ...counts, milliseconds: Math.round(milliseconds) })
  return [...(coverage === undefined ? [] : [says.checkReport.coverage(coverage)]), line].join('\n')
}

/** A workflow command: what stands in it is escaped, so that no text of a pull request can begin another command. */
function annotation(p: Problem): string {
  const places = { file: p.file, line: p.line, col: p.column, title: p.code }
  const shown = Object.entries(places).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(String(value))}`],
  )
  return `::${p.level === 'note' ? 'notice' : p.level} ${shown.join(',')}::${message(says.checkReport.annotation(p.says, p.fix))}`
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
