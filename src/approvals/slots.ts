import type { ChangeKind, Grant, Part } from '../core/change.ts'
import { isHere, type People, peopleBehind, personByGithub } from '../core/people.ts'
import { selects, selectsOthers } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { ApprovalsRule, Bench, Door, Slot } from './approval.ts'

/** The approvals policies that cover a change, by id, and the kinds of change that none of them covers. */
export function coverage(
  bench: Pick<Bench, 'parts' | 'rules' | 'grants' | 'emergency'> & Partial<Pick<Bench, 'people' | 'now'>>,
) {
  const covering = bench.parts.map(part => bench.rules.filter(rule => coversPart(rule, part)))
  const uncovered = bench.parts.flatMap(({ kinds }, i) =>
    kinds.filter(kind => !covering[i]?.some(rule => rule.covers.includes(kind))),
  )
  const found = new Set(covering.flat())
  const rules = bench.rules
    .filter(rule => found.has(rule))
    .map(rule => (bench.emergency && rule.emergency ? { ...rule, needs: rule.emergency.needs } : rule))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return { rules: [...rules, ...grantRules(grantsNow(bench), rules)], uncovered: [...new Set(uncovered)] }
}

/** The word of whoever was to agree and has left since cannot be had any more; what they granted is nobody else’s. */
function grantsNow({ grants = [], people, now }: Parameters<typeof coverage>[0]): readonly Grant[] {
  if (people === undefined || now === undefined) return grants
  const hasLeft = (id: string) => Object.hasOwn(people.people, id) && !isHere(people.people[id], now)
  return grants.filter(({ agrees, person }) => !agrees || !hasLeft(person))
}

/** A grant is one slot for one person; it takes its time from the rules it stands beside, and never stands alone. */
function grantRules(grants: readonly Grant[], [first, ...others]: readonly ApprovalsRule[]): readonly ApprovalsRule[] {
  if (first === undefined) return []
  const withinHours = Math.min(first.withinHours, ...others.map(rule => rule.withinHours))
  return grants.map(({ waiver, person, role, roles, agrees }) => ({
    id: agrees ? `agreed-${waiver}-by-${person}` : `granted-${waiver}`,
    because: agrees ? says.approvalSlots.agreed : says.approvalSlots.granted,
    covers: ['rules'],
    needs: [{ role, ...(roles && { roles }), count: 1, person }],
    withinHours,
    merge: first.merge,
    channel: first.channel,
  }))
}

function coversPart({ appliesTo, covers }: ApprovalsRule, { kinds, model }: Part): boolean {
  const own = model ? selects(appliesTo, model) : selectsOthers(appliesTo)
  return own && covers.some(kind => kinds.includes(kind))
}

/** All kinds of all parts, each once. */
export function kindsIn({ parts }: Pick<Bench, 'parts'>): readonly ChangeKind[] {
  return [...new Set(parts.flatMap(({ kinds }) => kinds))]
}

/** One slot for each person a rule asks for. */
export function slotsOf(rules: readonly ApprovalsRule[], askedAt: string): readonly Slot[] {
  return rules.flatMap(rule =>
    rule.needs.flatMap((need, i) =>
      Array.from({ length: need.count }, (_, n) => ({
        id: `${rule.id}/${i + 1}-${need.role}/${n + 1}`,
        rule: rule.id,
        role: need.role,
        ...(need.roles && { roles: need.roles }),
        ...(need.person !== undefined && { person: need.person }),
        ...(need.via && { via: need.via }),
        deadline: new Date(Date.parse(askedAt) + rule.withinHours * 3_600_000).toISOString(),
      })),
    ),
  )
}

/** Whether this person, voting by this door at this time, could fill the slot. */
export function fitsSlot(slot: Slot, people: People, person: string, door: Door, at: number): boolean {
  return isFor(slot, people, person) && (slot.via?.includes(door) ?? true) && at <= Date.parse(slot.deadline)
}

/** Whether the slot is one for this person, however and whenever they vote. */
export function isFor(slot: Slot, { people }: People, person: string): boolean {
  const roles = Object.hasOwn(people, person) ? people[person]?.roles : undefined
  const has = rolesFor(slot).some(role => roles?.includes(role))
  return has && (slot.person === undefined || slot.person === person)
}

/** Whether the roles of this person show them every model it is about: whoever may not look at it cannot judge it. */
export function sees({ people: { people }, shownTo = [] }: Pick<Bench, 'people' | 'shownTo'>, person: string): boolean {
  const roles = Object.hasOwn(people, person) ? people[person]?.roles : undefined
  return shownTo.every(showing => showing.some(role => roles?.includes(role)))
}

/** Roles of which one will do for the slot. */
export function rolesFor({ role, roles = [role] }: Pick<Slot, 'role' | 'roles'>): readonly string[] {
  return roles
}

/** People whose vote never counts on this change, and why. */
export function excluded(bench: Bench): ReadonlyMap<string, 'asked-it-yourself' | 'wrote-it'> {
  const found = new Map<string, 'asked-it-yourself' | 'wrote-it'>()
  for (const { github } of bench.authors) {
    const person = github === undefined ? undefined : personByGithub(bench.people, github)
    if (person !== undefined) found.set(person, 'wrote-it')
  }
  for (const asker of peopleBehind(bench.people, bench.askedBy, bench.askedAs)) found.set(asker, 'asked-it-yourself')
  return found
}

/** The account by which a person comes through a door, as `accounts` of the bench names it. */
export function accountOf(people: People, person: string, door: Door): string | undefined {
  const entry = Object.hasOwn(people.people, person) ? people.people[person] : undefined
  if (door === 'slack') return entry?.slack
  return entry?.github && `github:${entry.github.id}`
}

/** The first two people who share an account, so that nobody could tell them apart. */
export function sharedAccount(people: People): readonly string[] | undefined {
  const owners = new Map<string, string>()
  for (const person of Object.keys(people.people)) {
    for (const door of ['slack', 'github'] as const) {
      const account = accountOf(people, person, door)
      const other = account && owners.get(account)
      if (other) return [other, person]
      if (account) owners.set(account, person)
    }
  }
  return undefined
}
