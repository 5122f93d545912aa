import type { ChangeKind } from '../core/change.ts'
import { DELAY_REASONS } from '../core/delay-reason.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { type ChangedData, isMap, mapAt, textIn } from './changed-data.ts'
import { positionsOf } from './yaml-positions.ts'

export const HOLD_REASON = 'hold-reason'

type Files = readonly (ChangedData & { readonly kinds: readonly ChangeKind[] })[]
type Texts = Readonly<Record<string, { readonly text: string }>>

/**
 * Whoever puts a model on hold says why by the list, in a pull request of their own as in Slack. What is on hold already may
 * say nothing: it was merged before anybody asked, is of a model that does not serve yet, or a playbook asked for it.
 */
export function holdsUnexplained(files: Files, texts: Texts): Problem[] {
  return files.flatMap(file => (file.kinds.includes('hold') ? unexplained(file, texts[file.path]?.text ?? '') : []))
}

/** The same where nobody knows who asks, as in a clone: told, and held against none, since a playbook’s is no person’s. */
export const holdsToExplain = (files: Files, texts: Texts): Problem[] =>
  holdsUnexplained(files, texts).map(it => ({ ...it, level: 'note', says: says.holdAsked() }))

function unexplained({ path, after }: ChangedData, text: string): Problem[] {
  const hold = isMap(after) ? mapAt(mapAt(after, 'serving'), 'hold') : {}
  if (textIn(hold, 'reason') !== undefined) return []
  const at = positionsOf(text).of(['serving', 'hold'])
  return [problem(HOLD_REASON, ...says.holdReason(DELAY_REASONS), { file: path, ...at })]
}
