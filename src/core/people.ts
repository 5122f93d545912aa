import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, described, PersonId } from './naming.ts'

export const Person = Type.Object(
  {
    name: Type.String(),
    slack: Type.Optional(Type.String({ pattern: '^[UW][A-Z0-9]{2,}$', description: says.people.slack })),
    github: Type.Optional(
      Type.Object(
        {
          login: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$', maxLength: 100 }),
          id: Type.Integer({ description: says.people.id }),
        },
        closed,
      ),
    ),
    roles: Type.Array(Type.String()),
    left: Type.Optional(Type.String({ format: 'date', description: says.people.left })),
  },
  closed,
)

export const People = Type.Object(
  {
    kind: Type.Literal('people'),
    id: Type.Literal('people'),
    because: Type.String(),
    slackTeam: Type.String({ pattern: '^[TE][A-Z0-9]{2,}$', description: says.people.slackTeam }),
    processOwner: Type.Optional(described(PersonId, says.people.processOwner)),
    teams: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.String({ pattern: '^[A-Za-z0-9-]+/[a-z0-9._-]+$' }), {
        description: says.people.teams,
      }),
    ),
    people: Type.Record(PersonId, Person),
  },
  { ...closed, description: says.people.about },
)
export type Person = Static<typeof Person>
export type People = Static<typeof People>

export function personBySlack(people: People, team: string, user: string): string | undefined {
  if (team !== people.slackTeam) return undefined
  return Object.keys(people.people).find(id => people.people[id]?.slack === user)
}

export function personByGithub(people: People, id: number): string | undefined {
  return Object.keys(people.people).find(key => people.people[key]?.github?.id === id)
}

/** The key of `people` behind a key, a Slack account (`slack:T1:U1`) or a GitHub account (`github:101`), as it is now. */
export function personOf(people: People, by: string): string | undefined {
  if (Object.hasOwn(people.people, by)) return by
  const [door, first, second] = by.split(':')
  if (door === 'slack' && first && second) return personBySlack(people, first, second)
  return door === 'github' && first ? personByGithub(people, Number(first)) : undefined
}

/** The accounts of a person, in the form that `personOf` reads; of an account that nobody knows, itself. */
export function accountsHeldBy({ people, slackTeam }: People, by: string): readonly string[] {
  const person = Object.hasOwn(people, by) ? people[by] : undefined
  if (person === undefined) return /^(?:slack|github):/.test(by) ? [by] : []
  const { slack, github } = person
  return [...(slack === undefined ? [] : [`slack:${slackTeam}:${slack}`]), ...(github ? [`github:${github.id}`] : [])]
}

/**
 * The keys of whoever did something: who holds one of the accounts it was done by, under whatever key, and the key it was
 * done under. Several where the accounts have come to different people since.
 */
export function peopleBehind(people: People, by: string, accounts: readonly string[] = []): ReadonlySet<string> {
  return new Set([by, ...accounts].flatMap(each => personOf(people, each) ?? []))
}

/** A moment to ask about, or `for good`: what files say is to last, so nobody with a day to leave on counts there. */
export type When = Date | 'for good'

/** Whether somebody is here: the day they leave has not come. A day that is none has come. */
export function isHere(person: Pick<Person, 'left'> | undefined, when: When): boolean {
  if (person?.left === undefined) return person !== undefined
  // Said the other way round, so that on a day that is none those who have left stay gone.
  return when !== 'for good' && when.getTime() < Date.parse(person.left)
}

/** The keys of those who are here. */
export function hereIn({ people }: Pick<People, 'people'>, when: When): string[] {
  return Object.keys(people).filter(id => isHere(people[id], when))
}

/** Every role that somebody has by the file, or that a GitHub team gives. */
export function rolesIn({ people, teams = {} }: Pick<People, 'people' | 'teams'>): string[] {
  return [...new Set([...Object.values(people).flatMap(({ roles }) => roles), ...Object.keys(teams)])].sort()
}

/**
 * The first of these roles that a person has by the file, else each that a GitHub team gives them, perhaps: who is in it
 * only GitHub knows, so a file can neither promise nor refuse it. What counts is asked when it is judged.
 */
export function rolesOf({ people, teams = {} }: People, id: string, roles: readonly string[]): readonly string[] {
  const person = Object.hasOwn(people, id) ? people[id] : undefined
  const own = roles.find(role => person?.roles.includes(role))
  if (own !== undefined) return [own]
  return person?.github === undefined ? [] : roles.filter(role => Object.hasOwn(teams, role))
}
