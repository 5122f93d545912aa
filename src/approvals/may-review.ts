import { isHere } from '../core/people.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Judged } from './judged.ts'
import { withRolesNow } from './roles.ts'
import { coverage, excluded, isFor, personOf, slotsOf } from './slots.ts'

/**
 * Why this person’s review of what is in force does not count; undefined where it does. It takes somebody with a role
 * that could have approved it, or the process owner, who neither asked for it nor wrote nor merged it.
 */
export function mayReview({ bench: given, change, repository }: Judged, person: string): Refusal | undefined {
  const bench = withRolesNow(given)
  const merger = change.merged && personOf(bench.people, change.merged.by)
  if (merger === person) return refusalOf('merged-it')
  const own = excluded(bench).get(person)
  if (own !== undefined) return refusalOf(own)
  if (!isHere(bench.people.people[person], bench.now)) return refusalOf('left')
  const slots = slotsOf(coverage(bench).rules, bench.askedAt)
  const mine = slots.some(slot => isFor(slot, bench.people, person))
  return mine || repository.people.processOwner === person ? undefined : refusalOf('wrong-role')
}
