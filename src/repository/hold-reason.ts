import { DELAY_REASONS } from '../core/delay-reason.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { type ChangedData, isMap, mapAt, textIn } from './changed-data.ts'
import { positionsOf } from './yaml-positions.ts'

export const HOLD_REASON = 'hold-reason'

/**
 * Whoever puts a model on hold says why by the list, in a pull request of their own as in Slack. What is on hold already may
 * say nothing: it was merged before anybody asked, is of a model that does not serve yet, or a playbook asked for it.
 */
export function holdUnexplained({ path, after }: ChangedData, text: string): Problem[] {
  const hold = isMap(after) ? mapAt(mapAt(after, 'serving'), 'hold') : {}
  if (textIn(hold, 'reason') !== undefined) return []
  const at = positionsOf(text).of(['serving', 'hold'])
  return [problem(HOLD_REASON, ...says.holdReason(DELAY_REASONS), { file: path, ...at })]
}
