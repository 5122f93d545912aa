import type { Change } from '../core/change-state.ts'
import type { Story } from '../core/story.ts'
import { flowText } from '../repository/yaml-flow.ts'
import { says } from '../words/says.ts'
import { line } from './clean.ts'

export interface CaseFile {
  readonly story: Story
  readonly change: Change
  /** The commit of the main branch whose people and policies are written out. */
  readonly rules: string
  /** The last line of the record. */
  readonly head: { readonly n: number; readonly hash: string }
  /** What the record does not tell, a sentence each. */
  readonly notes: readonly string[]
}

/** A story as the text of a case file, one thing a line; what nobody can tell stands first. */
export function caseText({ story, change, rules, head, notes }: CaseFile): string {
  const { pull, merged, closed, review } = change
  const said = [
    says.caseFile.about({ id: change.id, request: change.request, pull: pull?.pull }),
    change.request.title,
    says.caseFile.from({ line: head.n, hash: head.hash, rules }),
    ...(merged ? [says.caseFile.merged({ ...merged, at: merged.mergedAt ?? merged.at })] : []),
    ...(closed ? [says.caseFile.closed(closed.outcome, closed.says)] : []),
    ...(review ? [reviewWords(review)] : []),
    ...notes.map(says.caseFile.notOnRecord),
  ]
  const comments = said.map(words => `# ${line(words)}`)
  return `${[...comments, ...Object.entries(story).flatMap(([key, value]) => linesOf(key, value))].join('\n')}\n`
}

const reviewWords = ({ because, due, done }: NonNullable<Change['review']>): string =>
  done ? says.caseFile.reviewed(because, done.by) : says.caseFile.toReview(because, due)

function linesOf(key: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length > 0) return [`${key}:`, ...value.map(each => `  - ${flowText(each)}`)]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${key}: ${flowText(value)}`]
  const entries = Object.entries(value)
  if (key === 'then' || entries.length === 0) return [`${key}: ${flowText(value)}`]
  return [`${key}:`, ...entries.map(([name, each]) => `  ${flowText(name)}: ${flowText(each)}`)]
}
