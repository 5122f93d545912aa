import type { Bench, Vote } from './approval.ts'
import { asNow } from './as-now.ts'
import { coverage, slotsOf } from './slots.ts'
import { standingVotes } from './standing-votes.ts'
import { countVotes } from './tally.ts'

/** The first denial that stands, whatever else is in the way: making a draft of it is no way past who said no. */
export function standingDenial(given: Bench): Vote | undefined {
  const bench = asNow({ ...given, pull: { state: 'open', draft: false } })
  return countVotes(bench, coverage(bench).rules).denial
}

/** Whether this person’s own denial stands now. */
export function denies(given: Bench, person: string): boolean {
  const bench = asNow(given)
  const { rules } = coverage(bench)
  return standingVotes(bench, slotsOf(rules, bench.askedAt)).words.get(person)?.denial !== undefined
}
