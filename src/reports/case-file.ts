import type { Change } from '../core/change-state.ts'
import { kindFromTo } from '../core/request-words.ts'
import type { Story } from '../core/story.ts'
import { flowText } from '../repository/yaml-flow.ts'
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
  const said = [
    `${change.id}: ${kindFromTo(change.request)}${change.pull ? `, pull request ${change.pull.pull}` : ''}.`,
    change.request.title,
    `From the record up to line ${head.n}, ${head.hash}; people and policies as of commit ${rules}.`,
    ...cameOf(change),
    ...notes.map(note => `NOT ON RECORD: ${note}`),
  ]
  const comments = said.map(words => `# ${line(words)}`)
  return `${[...comments, ...Object.entries(story).flatMap(([key, value]) => linesOf(key, value))].join('\n')}\n`
}

function cameOf({ merged, closed, review }: Change): readonly string[] {
  const looked = review && (review.done ? `reviewed by ${review.done.by}` : `until ${review.due}`)
  return [
    ...(merged ? [`Merged ${merged.mergedAt ?? merged.at} by ${merged.by} as ${merged.commit}.`] : []),
    ...(closed ? [`Closed: ${closed.outcome}, ${closed.says}.`] : []),
    ...(review ? [`A review was owed since ${review.because}: ${looked}.`] : []),
  ]
}

function linesOf(key: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length > 0) return [`${key}:`, ...value.map(each => `  - ${flowText(each)}`)]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${key}: ${flowText(value)}`]
  const entries = Object.entries(value)
  if (key === 'then' || entries.length === 0) return [`${key}: ${flowText(value)}`]
  return [`${key}:`, ...entries.map(([name, each]) => `  ${flowText(name)}: ${flowText(each)}`)]
}
