import { addDays } from '../core/calendar.ts'
import { hereIn, isHere, rolesOf } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { ifStranger, type NoPlan, noSuch, refuse } from './plan.ts'
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

/** Why there can be no such exception, whatever the reason for it. */
export function ifNotWaivable(repository: Repository, asked: Waive): NoPlan | undefined {
  const rules = Object.values(repository.policies).flat() as readonly Rule[]
  const rule = rules.find(({ id }) => id === asked.rule)
  const waivable = rules.filter(({ mayWaive = [] }) => mayWaive.length > 0).map(({ id }) => id)
  if (rule === undefined) {
    return noSuch(`there is no rule ${asked.rule}`, asked.rule, waivable, 'the rules with `mayWaive`; there are none')
  }
  const { mayWaive = [] } = rule
  if (mayWaive.length === 0)
    return refuse(`nobody may waive ${rule.id}`, 'do what it asks: `mayWaive` names no role there')
  if (asked.models.length === 0) return refuse('it is for no model', 'name the models it is for, one by one')
  return ifMayNot(repository, rule.id, mayWaive, asked.grantedBy) ?? ifOddEnd(asked) ?? ifWaived(repository, asked)
}

function ifMayNot(repository: Repository, rule: string, roles: readonly string[], by: string): NoPlan | undefined {
  const stranger = ifStranger(repository, by)
  if (stranger !== undefined) return stranger
  const { people, teams = {} } = repository.people
  if (isHere(people[by], 'for good') && rolesOf(repository.people, by, roles).length > 0) return undefined
  const may = hereIn(repository.people, 'for good').filter(id => people[id]?.roles.some(role => roles.includes(role)))
  const those = [...may, ...roles.flatMap(role => (teams[role] === undefined ? [] : `somebody of ${teams[role]}`))]
  const fix =
    those.length === 0 ? `nobody has the role ${roles.join(' or ')} yet` : `ask ${those.join(' or ')} to grant it`
  return refuse(`${by} may not waive ${rule}`, fix)
}

/** A year and its leap day: whoever needs longer has it granted anew, and looks at it again. */
const MOST_DAYS = 366

function ifOddEnd({ until, today }: Waive): NoPlan | undefined {
  const latest = addDays(today, MOST_DAYS)
  const fix = `say a day from ${today} to ${latest}`
  if (!isDay(until)) return refuse(`${until} is no day`, fix)
  if (until < today) return refuse(`${until} is over`, fix)
  return until > latest ? refuse(`${until} is more than ${MOST_DAYS} days away`, fix) : undefined
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Of two exceptions the strictest counts, so that a second one could only take away. */
function ifWaived({ policies }: Repository, { rule, models }: Waive): NoPlan | undefined {
  const waivers = (policies.waiver ?? []) as readonly Exception[]
  const found = waivers.find(it => it.rule === rule && models.some(({ id }) => it.models.includes(id)))
  if (found === undefined) return undefined
  const both = models.filter(({ id }) => found.models.includes(id)).map(({ id }) => id)
  return refuse(
    `${found.id} waives ${rule} for ${both.join(', ')} already`,
    `change policies/${found.id}.yaml in a pull request by hand`,
  )
}
