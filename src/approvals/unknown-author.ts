import type { Author } from '../core/event.ts'
import type { ReasonCode } from '../core/reason.ts'
import type { Bench } from './approval.ts'

/** Why it cannot be said who had a hand in it, so that nobody can be ruled out; undefined where everybody is known. */
export function unknownAuthor({ authors }: Pick<Bench, 'authors'>): ReasonCode | undefined {
  const unknown = authors.filter(({ github }) => github === undefined)
  const lies = (where: NonNullable<Author['unseen']>) => unknown.some(({ unseen }) => unseen === where)
  // First what linking an e-mail address would not mend.
  if (lies('fork')) return 'from-fork'
  if (lies('cut')) return 'pushers-not-seen'
  if (lies('bot')) return 'by-bot'
  return unknown.length > 0 ? 'unlinked-author' : undefined
}
