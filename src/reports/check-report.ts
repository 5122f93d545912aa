import { lineOf, type Problem } from '../core/problem.ts'

export interface CheckReport {
  readonly good: boolean
  readonly problems: readonly Problem[]
  readonly counts: {
    readonly models: number
    readonly useCases: number
    readonly sources: number
    readonly policies: number
    readonly examples: number
  }
  readonly coverage?: {
    readonly full: number
    readonly failing: number
    readonly waived: number
    readonly unmanaged: number
    readonly waivers: number
  }
  readonly milliseconds: number
}

export const CHECK_FORMATS = ['text', 'json', 'github'] as const
export type CheckFormat = (typeof CHECK_FORMATS)[number]

/** What `kedge check` prints: for people, for programs, or as annotations of a GitHub Actions run. */
export function checkReport(report: CheckReport, format: CheckFormat): string {
  switch (format) {
    case 'text':
      return [...report.problems.map(p => lineOf(harmless(p))), closing(report)].join('\n')
    case 'json':
      return JSON.stringify(report, null, 2)
    case 'github':
      return [...report.problems.map(p => annotation(harmless(p))), closing(report)].join('\n')
  }
}

function closing({ problems, counts, coverage, milliseconds }: CheckReport): string {
  const of = (level: Problem['level']) => problems.filter(p => p.level === level).length
  const notes = of('note') > 0 ? `, ${some(of('note'), 'note')}` : ''
  const found =
    problems.length === 0 ? 'all good' : `${some(of('error'), 'error')}, ${some(of('warning'), 'warning')}${notes}`
  const read = [
    some(counts.models, 'model'),
    ...(counts.useCases > 0 ? [some(counts.useCases, 'use case')] : []),
    ...(counts.sources > 0 ? [some(counts.sources, 'data source')] : []),
    some(counts.policies, 'policy', 'policies'),
    `${some(counts.examples, 'example')} run`,
  ]
  const covered = coverage === undefined ? [] : [coverageWords(coverage)]
  return [...covered, `${found}: ${read.join(', ')}, ${Math.round(milliseconds)} ms`].join('\n')
}

function coverageWords({ full, failing, waived, unmanaged, waivers }: NonNullable<CheckReport['coverage']>): string {
  const all = full + failing + waived + unmanaged
  const share = (n: number) => (all === 0 ? '0 %' : `${Math.round((100 * n) / all)} %`)
  const used = waivers > 0 ? ` (${some(waivers, 'waiver')} used)` : ''
  return `coverage: ${full} under full policy (${share(full)}), ${waived} waived${used}, ${failing} failing, ${unmanaged} under no rule`
}

function some(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

/** Problems quote what stands in files, which may hold signs that begin a line, move a cursor or colour a terminal. */
function harmless(p: Problem): Problem {
  const shown = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, hidden)
  return { ...p, says: shown(p.says), fix: shown(p.fix), ...(p.file === undefined ? {} : { file: shown(p.file) }) }
}

function hidden(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A workflow command: what stands in it is escaped, so that no text of a pull request can begin another command. */
function annotation(p: Problem): string {
  const places = { file: p.file, line: p.line, col: p.column, title: p.code }
  const shown = Object.entries(places).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(String(value))}`],
  )
  return `::${p.level === 'note' ? 'notice' : p.level} ${shown.join(',')}::${message(`${p.says}\nfix: ${p.fix}`)}`
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
