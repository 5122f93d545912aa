import { hereIn, type People, type When } from '../core/people.ts'
import type { ApprovalsRule, Door, Slot } from './approval.ts'
import { match } from './matching.ts'
import { accountOf, fitsSlot, sees, slotsOf } from './slots.ts'

/** Who asks, and a slot that then nobody is left for. `asks` is undefined where it stays empty whoever asks. */
export interface Witness {
  readonly asks: string | undefined
  readonly slot: Slot
}

/**
 * Whether these rules together can be met whoever asks; if not, a witness. Not asked: who else wrote the change. Whoever
 * has left fills nothing, nor does who may not see what it is about: `shownTo` holds a list of roles for each bound.
 */
export function satisfiable(
  rules: readonly ApprovalsRule[],
  people: People,
  when: When,
  shownTo: readonly (readonly string[])[] = [],
): Witness | undefined {
  const slots = slotsOf(rules, '2000-01-01T00:00:00.000Z')
  const able = withRolesPerhaps(people)
  const everyone = hereIn(people, when)
    .filter(person => sees({ people: able, shownTo }, person))
    .sort()
  const fill = (voters: readonly string[]) =>
    match(voters.length, slots.length, (p, s) => couldEver(able, voters[p], slots[s]))
  const places = fill(everyone)
  const witness = (asks: string | undefined, without: readonly (number | undefined)[]): Witness | undefined => {
    const slot = slots[without.indexOf(undefined)]
    return slot && { asks, slot }
  }
  const empty = witness(undefined, places)
  if (empty) return empty
  // Only somebody who holds a slot can be missed.
  const holders = everyone.filter((_, p) => places.includes(p))
  return holders
    .map(asks => witness(asks, fill(everyone.filter(person => person !== asks))))
    .find(found => found !== undefined)
}

/** Who is in a team only GitHub knows: with an account there anybody may be, so that nothing possible is called impossible. */
function withRolesPerhaps(all: People): People {
  const given = Object.keys(all.teams ?? {})
  const people = Object.entries(all.people).map(([id, person]) => {
    const roles = person.github === undefined ? person.roles : [...person.roles, ...given]
    return [id, { ...person, roles }] as const
  })
  return { ...all, people: Object.fromEntries(people) }
}

function couldEver(people: People, person: string | undefined, slot: Slot | undefined): boolean {
  if (person === undefined || slot === undefined) return false
  const doors = (['slack', 'github'] as const).filter((door: Door) => accountOf(people, person, door) !== undefined)
  return doors.some(door => fitsSlot(slot, people, person, door, Number.NEGATIVE_INFINITY))
}
