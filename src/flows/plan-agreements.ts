import type { Grant } from '../core/change.ts'
import { isHere, rolesOf } from '../core/people.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import sla from '../policies/sla.ts'
import { isMap, mapAt, textIn } from '../repository/changed-data.ts'
import { says } from '../words/says.ts'
import type { DifferingFile } from './plan-files.ts'

type Agreeing = Pick<DifferingFile, 'path' | 'is' | 'id' | 'changes' | 'before' | 'after'>

/**
 * Who has to agree to a promise that is new, changed or gone: both sides, as they were and as they are to be. Whoever
 * has left cannot be asked any more.
 */
export function agreeing(file: Agreeing, old: Repository, now: Date): readonly string[] {
  return sidesOf(file, old).filter(id => isHere(old.people.people[id], now))
}

function sidesOf({ is, changes, before, after }: Agreeing, { people }: Repository): readonly string[] {
  if (is !== sla.kind || changes.length === 0) return []
  const sides = [before, after].flatMap(data => (isMap(data) ? [mapAt(data, 'agreedBy')] : []))
  const named = sides.flatMap(side => [textIn(side, 'business'), textIn(side, 'provider')])
  return [...new Set(named)].filter(id => id !== undefined && Object.hasOwn(people.people, id)) as string[]
}

/**
 * The slot of each, by a role they have by the rules of the base. A look is kept and knows no day, so those who have left
 * have one too: the verdict, which knows the day, leaves it out.
 */
export function agreements(file: Agreeing, old: Repository): (Grant | Problem)[] {
  return sidesOf(file, old).map(person => {
    const { roles = [], left } = old.people.people[person] ?? {}
    const mine = rolesOf(old.people, person, [...roles, ...Object.keys(old.people.teams ?? {})])
    if (mine.length > 0 || left !== undefined) return { waiver: file.id, person, ...oneOf(mine), agrees: true }
    return problem('no-role-to-agree', ...says.planAgreements.noRole(person, file.id), { file: file.path })
  })
}

/** One of these roles, whichever it turns out to be; of none, a slot that nobody can fill. */
export function oneOf(roles: readonly string[]): Pick<Grant, 'role' | 'roles'> {
  const role = says.planAgreements.anyOf(roles)
  return roles.length === 1 ? { role } : { role, roles }
}
