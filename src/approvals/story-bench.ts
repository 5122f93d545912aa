import type { Part } from '../core/change.ts'
import { knownFrom } from '../core/held-against.ts'
import type { People, Person } from '../core/people.ts'
import type { Selectable } from '../core/policy-kind.ts'
import type { Story } from '../core/story.ts'
import type { StoryAnswer, StoryEvent } from '../core/story-event.ts'
import { says } from '../words/says.ts'
import { answersIn } from './answers.ts'
import type { ApprovalsRule, Bench } from './approval.ts'
import { authorsOf, type Course, courseOf } from './course.ts'

/** What a story takes from a repository, where it is told beside one. */
export interface Setting {
  readonly people?: People
  readonly models?: Readonly<Record<string, Selectable>>
  readonly rules: readonly ApprovalsRule[]
}

/** When a story begins that does not say it. */
const ASKED = '2026-03-02T09:00:00.000Z'

/** The bench of a story: what a verdict is made from, told in order. */
export function benchOfStory(story: Story, { people, models = {}, rules }: Setting): Bench {
  const { change, events = [] } = story
  const asked = Date.parse(change.at ?? ASKED)
  const hour = (hours: number) => new Date(asked + hours * 3_600_000)
  const moment = ({ at, hours = 0 }: StoryEvent) => (at === undefined ? hour(hours) : new Date(at)).toISOString()
  const now = nowOf(story, hour, moment)
  const seal = change.seal ?? 'seal-1'
  const course = courseOf(events, seal, moment, now)
  const parts = partsOf(change, models)
  const judgings = course.judgings.map(({ at, answers }) => ({ at, findings: answers.map(findingOf) }))
  const { against = [], ...answered } = answersIn(judgings.at(-1)?.findings ?? [], parts)
  const cast = people === undefined || story.people !== undefined ? castOf(story) : people
  return {
    ...seated(cast, story, course),
    parts,
    rules,
    grants: change.grants ?? [],
    broken: change.broken ?? 0,
    ...answered,
    against: [...course.against, ...against],
    emergency: change.emergency === true,
    ...(change.shownTo && { shownTo: change.shownTo }),
    askedBy: change.asks,
    ...(change.door === 'repository' && { ownPull: true as const }),
    ...(change.askedAs && { askedAs: change.askedAs }),
    askedAt: (change.door === 'repository' && course.pushedAt) || hour(0).toISOString(),
    authors: authorsOf(change.authors ?? [], course.pushed, name => numberOf(cast, name)),
    votes: course.votes.map(vote => ({ ...vote, known: [...(vote.known ?? []), ...knownAt(judgings, vote.at)] })),
    seal: course.seal,
    pull: course.pull,
    accounts: accountsOf(cast, story),
    now,
  }
}

type Finding = Parameters<typeof answersIn>[0][number]

function findingOf({
  model = '',
  because = says.approvalStoryBench.because,
  fix = '',
  trace = [],
  ...answer
}: StoryAnswer): Finding {
  return { ...answer, model, because, fix, trace }
}

/** By the clock, not by the order they were heard in: a review may be heard of long after it was given. */
function knownAt(judgings: readonly { readonly at: string; readonly findings: readonly Finding[] }[], at: string) {
  return knownFrom(judgings.findLast(it => Date.parse(it.at) <= Date.parse(at))?.findings ?? [])
}

/** As it is said; else when the last thing happened. */
function nowOf({ now, afterHours, events = [] }: Story, hour: (n: number) => Date, moment: (e: StoryEvent) => string) {
  if (now !== undefined) return new Date(now)
  if (afterHours !== undefined) return hour(afterHours)
  return new Date(Math.max(hour(0).getTime(), ...events.map(event => Date.parse(moment(event)))))
}

function partsOf({ parts, kinds = [], model }: Story['change'], models: Readonly<Record<string, Selectable>>): Part[] {
  const found = (it: NonNullable<typeof model>) => {
    if (typeof it !== 'string') return it
    return Object.hasOwn(models, it) ? models[it] : undefined
  }
  return (parts ?? [{ kinds, ...(model !== undefined && { model }) }]).map(part => {
    const own = part.model === undefined ? undefined : found(part.model)
    return { kinds: part.kinds, ...(own && { model: own }) }
  })
}

/** People who stand only in the story get an account at each door. */
function castOf({ people = {}, slackTeam = 'T0' }: Story): People {
  const all = Object.entries(people).map(([name, said], i): [string, Person] => {
    const actor: Exclude<typeof said, string[]> = Array.isArray(said) ? { roles: said } : said
    const { roles, left, doors = ['slack', 'github'], slack = `U${i}`, github: id = i + 1 } = actor
    const account = {
      ...(doors.includes('slack') && { slack }),
      ...(doors.includes('github') && { github: { login: name, id } }),
    }
    return [name, { name, ...account, roles: [...roles], ...(left !== undefined && { left }) }]
  })
  return {
    kind: 'people',
    id: 'people',
    because: says.approvalStoryBench.people,
    slackTeam,
    people: Object.fromEntries(all),
  }
}

/** The people and the teams as they are in the end. */
function seated(cast: People, { teams = {} }: Story, { moves }: Course): Pick<Bench, 'people' | 'teams'> {
  const has = (person: string, role: string, first: boolean) =>
    moves.reduce((held, it) => (it.person === person && (it.role ?? role) === role ? !it.lost : held), first)
  const people = Object.entries(cast.people).map(([id, person]) => {
    const roles = new Set([...person.roles, ...moves.flatMap(it => (it.person === id ? (it.role ?? []) : []))])
    return [id, { ...person, roles: [...roles].filter(role => has(id, role, person.roles.includes(role))) }] as const
  })
  const named = Object.keys(teams).map(role => [role, cast.teams?.[role] ?? `story/${role}`] as const)
  const members = named.map(([role, team]) => {
    const inIt = teams[role] ?? 'unavailable'
    if (inIt === 'unavailable') return [team, inIt] as const
    return [team, inIt.filter(it => has(it, role, true)).map(it => numberOf(cast, it))] as const
  })
  return {
    people: { ...cast, teams: { ...cast.teams, ...Object.fromEntries(named) }, people: Object.fromEntries(people) },
    teams: Object.fromEntries(members),
  }
}

/** Whoever has none gets a number that nobody has. */
function numberOf({ people }: People, name: string): number {
  const known = Object.hasOwn(people, name) ? people[name]?.github?.id : undefined
  return known ?? (Number(/^github:(\d+)$/.exec(name)?.[1]) || 0)
}

/** Slack knows everybody as a person, where the story does not say otherwise. */
function accountsOf(cast: People, { people = {} }: Story): Bench['accounts'] {
  return Object.fromEntries(
    Object.entries(cast.people).flatMap(([id, { slack }]) => {
      const said = Object.hasOwn(people, id) ? people[id] : undefined
      const account = said === undefined || Array.isArray(said) ? 'person' : (said.account ?? 'person')
      return slack === undefined || account === 'unknown' ? [] : [[slack, account] as const]
    }),
  )
}
