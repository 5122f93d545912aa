import { isHere, type People } from '../core/people.ts'
import { listWords } from '../words/figures.ts'
import type { Door, Slot } from './approval.ts'
import type { Witness } from './satisfiable.ts'
import { accountOf } from './slots.ts'

const ACCOUNT: Record<Door, string> = { slack: 'a Slack user', github: 'a GitHub account' }

/** Why rules can never be met, and what would mend it; `others` are the rules beside the one that is looked at. */
export function lackWords(
  witness: Witness,
  others: readonly string[],
  people: People,
): { readonly says: string; readonly fix: string } {
  const { asks, slot } = witness
  const when = asks === undefined ? '' : `when ${asks} asks, `
  const via = slot.via === undefined ? '' : ` via ${slot.via.join(' or ')}`
  const beside = others.length > 0 ? ` beside ${others.join(', ')}` : ''
  return { says: `${when}nobody is left who can approve as ${slot.role}${via}${beside}`, fix: lackFix(witness, people) }
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
  const when = asks === undefined ? '' : `when ${asks} asks, `
  const to = roles.length === 0 ? 'nobody' : `${named(roles)} alone`
  const says = `${when}nobody who may see the model ${model} is left who can approve as ${slot.role}: its \`visibility.roles\` show it to ${to}`
  const missing = named(asked.filter(role => !roles.includes(role)))
  return { says, fix: `Add ${missing} to \`visibility.roles\` in ${path}, or ask here for roles that may see it.` }
}

const named = (roles: readonly string[]) => listWords(roles.map(role => `\`${role}\``))

/** How the slot can be filled: by an account for those who have the role already, else by one more person with it. */
function lackFix({ asks, slot }: Witness, people: People): string {
  const shut = shutOut(slot, people).filter(person => person !== asks)
  if (shut.length === 0)
    return `Give one more person the role \`${slot.role}\` in policies/people.yaml, or ask for fewer.`
  const account = listWords(
    doorsOf(slot).map(door => ACCOUNT[door]),
    'or',
  )
  return `Add ${account} to ${listWords(shut.slice(0, 12))} in policies/people.yaml: they have the role \`${slot.role}\`, and no way to approve.`
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
