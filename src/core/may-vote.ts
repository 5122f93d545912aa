import type { Bench, Door, Refusal } from './approval.ts'
import type { VoteIs } from './change.ts'

/**
 * Whether a press of a button would count, so that a refused click has words at once.
 * `person` is a key of `people` or an unknown account; `seal` is the one on the card that was pressed.
 */
export function mayVote(
  _bench: Bench,
  _person: string,
  _door: Door,
  _press: { readonly is: VoteIs; readonly seal?: string } = { is: 'approve' },
): { readonly ok: true } | ({ readonly ok: false } & Refusal) {
  throw new Error('not yet')
}
