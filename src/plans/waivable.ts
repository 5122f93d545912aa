import { addDays } from '../core/calendar.ts'
import { isDay } from '../core/local-time.ts'
import { hereIn, isHere, rolesOf } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { about, ifStranger, type NoPlan, noSuch, refuse } from './plan.ts'
import type { Waive } from './waive.ts'

/** As much of any policy as an exception from it has to do with. */
interface Rule {
  readonly id: string
  readonly mayWaive?: readonly string[]
}

interface Exception {
  readonly id: string
  readonly rule: string
  readonly models: readonly string[]
}

const rulesOf = ({ policies }: Repository) => Object.values(policies).flat() as readonly Rule[]

/** Ids of the rules that somebody may waive. */
export function waivableRules(repository: Repository): readonly string[] {
  return rulesOf(repository)
    .flatMap(({ id, mayWaive = [] }) => (mayWaive.length > 0 ? [id] : []))
    .sort()
}

/** Who may grant an exception from one of these rules, with the roles that let them. */
export function granters(
  repository: Repository,
  rules: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const roles = rulesOf(repository).flatMap(({ id, mayWaive = [] }) => (rules.includes(id) ? mayWaive : []))
  const { people } = repository
  const all = hereIn(people, 'for good').map(id => [id, roles.flatMap(role => rolesOf(people, id, [role]))] as const)
  return Object.fromEntries(all.flatMap(([id, own]) => (own.length === 0 ? [] : [[id, [...new Set(own)]]])))
}

/** Why there can be no such exception, whatever the reason for it: all that is wrong, each with the answer it is about. */
export function notWaivable(repository: Repository, asked: Waive): readonly NoPlan[] {
  const rule = rulesOf(repository).find(({ id }) => id === asked.rule)
  const roles = rule?.mayWaive ?? []
  const no = roles.length === 0 ? ifNoRule(repository, asked.rule, rule) : undefined
  const models = asked.models.length === 0 ? refuse(...says.planWaivable.noModels()) : undefined
  return [
    ...said('rule', no),
    ...said('models', models),
    ...said('grantedBy', no ? ifStranger(repository, asked.grantedBy) : ifMayNot(repository, roles, asked)),
    ...said('until', ifOddEnd(asked)),
    ...said('models', ifWaived(repository, asked)),
  ]
}

const said = (answer: keyof Waive, no: NoPlan | undefined) => (no === undefined ? [] : [about(answer, no)])

function ifNoRule(repository: Repository, id: string, rule: Rule | undefined): NoPlan {
  const { nobodyMay, noRule, noRules } = says.planWaivable
  return rule === undefined ? noSuch(noRule(id), id, waivableRules(repository), noRules) : refuse(...nobodyMay(id))
}

/** Whoever asks for a change never approves it, and a grant is an approval of one person. */
function ifMayNot(repository: Repository, roles: readonly string[], asked: Waive): NoPlan | undefined {
  const { rule, grantedBy: by, owner } = asked
  const stranger = ifStranger(repository, by)
  if (stranger !== undefined) return stranger
  const { people, teams = {} } = repository.people
  const here = hereIn(repository.people, 'for good').filter(id => id !== owner)
  const may = {
    people: here.filter(id => people[id]?.roles.some(role => roles.includes(role))),
    teams: roles.flatMap(role => teams[role] ?? []),
  }
  if (isHere(people[by], 'for good') && rolesOf(repository.people, by, roles).length > 0)
    return by === owner ? refuse(...says.planWaivable.own(may)) : undefined
  return refuse(...says.planWaivable.mayNot({ person: by, rule, roles, may }))
}

/** A year and its leap day: whoever needs longer has it granted anew, and looks at it again. */
const MOST_DAYS = 366

function ifOddEnd({ until, today }: Waive): NoPlan | undefined {
  const latest = addDays(today, MOST_DAYS)
  const { noDay, over, far, fix } = says.planWaivable.end
  if (!isDay(until)) return refuse(noDay(until), fix(today, latest))
  if (until < today) return refuse(over(until), fix(today, latest))
  return until > latest ? refuse(far(until, MOST_DAYS), fix(today, latest)) : undefined
}

/** Of two exceptions the strictest counts, so that a second one could only take away. */
function ifWaived({ policies }: Repository, { rule, models }: Waive): NoPlan | undefined {
  const waivers = (policies.waiver ?? []) as readonly Exception[]
  const found = waivers.find(it => it.rule === rule && models.some(({ id }) => it.models.includes(id)))
  if (found === undefined) return undefined
  const both = models.filter(({ id }) => found.models.includes(id)).map(({ id }) => id)
  return refuse(...says.planWaivable.waived(found.id, rule, both))
}
