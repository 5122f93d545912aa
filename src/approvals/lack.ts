import { isHere, type People } from '../core/people.ts'
import { says } from '../words/says.ts'
import type { Door, Slot } from './approval.ts'
import type { Witness } from './satisfiable.ts'
import { accountOf } from './slots.ts'

/** Why rules can never be met, and what would mend it; `others` are the rules beside the one that is looked at. */
export function lackWords(
  witness: Witness,
  others: readonly string[],
  people: People,
): { readonly says: string; readonly fix: string } {
  const { asks, slot } = witness
  const { role, via } = slot
  return { says: says.approvalLack.nobody({ asks, role, via, beside: others }), fix: lackFix(witness, people) }
}

export interface Hidden {
  readonly model: string
  readonly path: string
  /** Who may see it, and whom the rules ask for. */
  readonly roles: readonly string[]
  readonly asked: readonly string[]
}

/** The same where there are people enough, and too few of them may see the model. */
export function unseenWords(
  { asks, slot }: Witness,
  { model, path, roles, asked }: Hidden,
): { readonly says: string; readonly fix: string } {
  const { unseen, unseenFix } = says.approvalLack
  const missing = asked.filter(role => !roles.includes(role))
  return { says: unseen({ asks, role: slot.role, model, seenBy: roles }), fix: unseenFix(missing, path) }
}

/** How the slot can be filled: by an account for those who have the role already, else by one more person with it. */
function lackFix({ asks, slot }: Witness, people: People): string {
  const shut = shutOut(slot, people).filter(person => person !== asks)
  const { moreFix, accountFix } = says.approvalLack
  return shut.length === 0 ? moreFix(slot.role) : accountFix(doorsOf(slot), shut.slice(0, 12), slot.role)
}

/** Those who have the role, and come through none of the doors. */
function shutOut(slot: Slot, people: People): readonly string[] {
  return Object.entries(people.people)
    .filter(([id, it]) => isHere(it, 'for good') && it.roles.includes(slot.role) && !comesIn(id, slot, people))
    .map(([id]) => id)
    .sort()
}

function comesIn(person: string, slot: Slot, people: People): boolean {
  return doorsOf(slot).some(door => accountOf(people, person, door) !== undefined)
}

function doorsOf({ via }: Slot): readonly Door[] {
  return via ?? ['slack', 'github']
}
