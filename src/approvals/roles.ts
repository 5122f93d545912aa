import { isHere, type People } from '../core/people.ts'
import type { Bench } from './approval.ts'

/**
 * The same bench with the roles people have now: those of the GitHub teams they are in besides their own, and none for
 * those who have left. Asked anew at every judgement, so that a role that was lost takes its votes with it.
 */
export function withRolesNow(bench: Bench): Bench {
  const people = Object.entries(bench.people.people).map(([id, person]) => {
    const all = () => [...new Set([...person.roles, ...rolesOfTeams(bench, person.github?.id)])]
    const roles = isHere(person, bench.now) ? all() : []
    return [id, { ...person, roles }] as const
  })
  return { ...bench, people: { ...bench.people, people: Object.fromEntries(people) as People['people'] } }
}

/** Roles of which nobody can say who has them, since GitHub did not say who is in their team. */
export function unknownRoles({ people, teams = {} }: Bench): readonly string[] {
  return Object.entries(people.teams ?? {}).flatMap(([role, team]) =>
    Object.hasOwn(teams, team) && teams[team] !== 'unavailable' ? [] : [role],
  )
}

function rolesOfTeams({ people, teams = {} }: Bench, github: number | undefined): string[] {
  return Object.entries(people.teams ?? {}).flatMap(([role, team]) => {
    const members = Object.hasOwn(teams, team) ? teams[team] : undefined
    return github !== undefined && Array.isArray(members) && members.includes(github) ? [role] : []
  })
}
