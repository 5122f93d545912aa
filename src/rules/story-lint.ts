import { nearest } from '../core/did-you-mean.ts'
import type { Complaint } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { Story } from '../core/story.ts'
import { type Says, says } from '../words/says.ts'
import { lintFacts } from './fact-lint.ts'
import { factSchema } from './fact-schema.ts'

type At = Complaint['at']

/** What in a story names nothing, or says one thing twice. */
export function lintStory(story: Story, repository: Repository | undefined): readonly Complaint[] {
  return [
    ...twice(story),
    ...peopleIn(story).flatMap(([name, at]) => lintName(name, at, 'person', castOf(story, repository))),
    ...(story.policies ?? []).flatMap((policy, i) =>
      typeof policy === 'string' ? lintName(policy, ['policies', i], 'approvals-policy', rulesOf(repository)) : [],
    ),
    ...modelsIn(story).flatMap(([name, at]) => lintName(name, at, 'model', Object.keys(repository?.models ?? {}))),
    ...factsIn(story).flatMap(([facts, at]) =>
      repository ? lintFacts(facts, factSchema(Object.values(repository.models)), at) : [],
    ),
  ]
}

/** Who is nobody’s key and still means somebody: accounts, Kedge itself, GitHub, an address of nobody. */
const OTHERS = /^(?:kedge|github|unlinked|slack:\w+:\w+|github:\d+)$/

function lintName(
  name: string,
  at: At,
  what: keyof Says['storyLint']['unknown'],
  known: readonly string[],
): Complaint[] {
  if (known.includes(name) || (what === 'person' && OTHERS.test(name))) return []
  return [
    {
      at,
      code: `unknown-${what}`,
      says: says.storyLint.unknown[what](name, nearest(name, known)),
      fix: says.storyLint.unknownFix(known.slice(0, 12)),
    },
  ]
}

function castOf({ people }: Story, repository: Repository | undefined): readonly string[] {
  return Object.keys(people ?? repository?.people.people ?? {})
}

function rulesOf(repository: Repository | undefined): readonly string[] {
  return ((repository?.policies.approvals ?? []) as readonly { readonly id: string }[]).map(({ id }) => id)
}

function peopleIn({ change, events = [], teams = {} }: Story): (readonly [string, At])[] {
  return [
    ...(change.askedAs ? [] : [[change.asks, ['change', 'asks']] as const]),
    ...(change.authors ?? []).flatMap((name, i) =>
      typeof name === 'string' ? [[name, ['change', 'authors', i]] as const] : [],
    ),
    ...(change.grants ?? []).map(({ person }, i) => [person, ['change', 'grants', i, 'person']] as const),
    ...events.flatMap(({ by, does, account, of }, i) => [
      // Who gave it by an account may have had another key then; what warns is a rule.
      ...(account === undefined && does !== 'warn' && does !== 'calm' ? [[by, ['events', i, 'by']] as const] : []),
      ...(of === undefined || account !== undefined ? [] : [[of, ['events', i, 'of']] as const]),
    ]),
    ...Object.entries(teams).flatMap(([role, members]) =>
      Array.isArray(members) ? members.map((name, i) => [name, ['teams', role, i]] as const) : [],
    ),
  ]
}

function modelsIn({ change: { model, parts = [] } }: Story): (readonly [string, At])[] {
  const all = [
    [model, ['change', 'model']] as const,
    ...parts.map((part, i) => [part.model, ['change', 'parts', i, 'model']] as const),
  ]
  return all.flatMap(([name, at]) => (typeof name === 'string' ? [[name, at] as const] : []))
}

/** All that are said, of every model or of one. */
function factsIn({ facts, change: { parts = [] } }: Story): (readonly [unknown, At])[] {
  const own = parts.map((part, i) => [part.facts, ['change', 'parts', i, 'facts']] as const)
  return [[facts, ['facts']] as const, ...own].filter(([said]) => said !== undefined)
}

/** Two words for one thing: nobody could tell which is meant. */
function twice({ change, events = [], now, afterHours }: Story): Complaint[] {
  const two = (at: At, is: boolean, a: string, b: string): Complaint[] =>
    is ? [{ at, code: 'said-twice', ...says.storyLint.twice(a, b) }] : []
  const kinds = change.kinds !== undefined
  const none: Complaint = { at: ['change'], code: 'no-kinds', ...says.storyLint.noKinds }
  return [
    ...(kinds || change.parts
      ? two(['change', 'parts'], kinds && change.parts !== undefined, 'kinds', 'parts')
      : [none]),
    ...two(['now'], now !== undefined && afterHours !== undefined, 'now', 'afterHours'),
    ...events.flatMap(({ at, hours }, i) => two(['events', i], at !== undefined && hours !== undefined, 'at', 'hours')),
  ]
}
