import { type Change, movesOf, retrainsOf } from './change-state.ts'
import { about } from './change-tasks.ts'
import { compareVersions, type Model } from './model.ts'

/** A version that is to run, asked for while another promotion of its model stands. */
export interface FixForward {
  readonly model: Model
  readonly to: string
  /** When it was registered; left out: it is listed in the file of the model, whose order counts. */
  readonly registered?: string
}

/** Whether a change does nothing but promote this model, to a version before that one. */
export function isFixedBy(change: Change, { model, to, registered }: FixForward): boolean {
  const [move, ...others] = movesOf(change)
  if (move === undefined || others.length > 0 || retrainsOf(change).length > 0) return false
  if (move.kind !== 'promote' || move.model !== model.id || move.to === to) return false
  if (registered === undefined) return compareVersions(model, move.to, to) === -1
  return (change.asked.registered ?? change.asked.at) <= registered
}

/** Whether it would mend what was merged and could not be delivered. */
export function fixesFailed(change: Change, newer: FixForward): boolean {
  const end = about(change.delivered, { model: newer.model.id })
  return change.merged !== undefined && end !== undefined && end.conclusion !== 'success' && isFixedBy(change, newer)
}
