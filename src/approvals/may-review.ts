import { isHere, peopleBehind } from '../core/people.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import { asNow } from './as-now.ts'
import type { Judged } from './judged.ts'
import { coverage, excluded, isFor, slotsOf } from './slots.ts'

/**
 * Why this person’s review of what is in force does not count; undefined where it does. It takes somebody with a role
 * that could have approved it, or the process owner, who neither asked for it nor wrote nor merged it.
 */
export function mayReview({ bench: given, change, repository }: Judged, person: string): Refusal | undefined {
  const bench = asNow(given)
  const { by = '', account = by } = change.merged ?? {}
  if (peopleBehind(bench.people, by, [account]).has(person)) return refusalOf('merged-it')
  const own = excluded(bench).get(person)
  if (own !== undefined) return refusalOf(own)
  if (!isHere(bench.people.people[person], bench.now)) return refusalOf('left')
  const slots = slotsOf(coverage(bench).rules, bench.askedAt)
  const mine = slots.some(slot => isFor(slot, bench.people, person))
  return mine || repository.people.processOwner === person ? undefined : refusalOf('wrong-role')
}
