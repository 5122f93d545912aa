import type { Judged } from '../approvals/judged.ts'
import { notKnown } from '../approvals/standing-votes.ts'
import { type Change, sealOf } from '../core/change-state.ts'
import type { NewEvent } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Repository } from '../core/repository.ts'
import { answersName } from '../core/shown.ts'
import { type Asked, askerWords } from '../reports/asker-words.ts'
import { answeredWorse, askedAgain, cameToNothingOf, lapsedByBase, madeWayFor } from '../reports/change-words.ts'
import { underCard } from './notes.ts'
import type { NewJob } from './store.ts'

type Vote = Bodies['change.voted']

export interface Round {
  readonly was: Change
  readonly now: Change
  /** What this round took in. */
  readonly voted: readonly NewEvent[]
  /** Whose approval counts all the same. */
  readonly counted: readonly string[]
}

/**
 * Whose approvals lapse because the base was changed is told once, in the thread of the card: a review lapses once. Left
 * out are those whom the new seal asks by name, whoever has said something since, and what was cleared long before.
 */
export function lapsedNews({ was, now, voted, counted }: Round, repository: Repository): NewJob[] {
  const [before, after] = [sealOf(was)?.body, sealOf(now)?.body]
  if (!after) return []
  const named = before && before.seal !== after.seal ? askedAgain(was, before.seal, repository) : []
  const isNews = ({ person, review, seal }: Vote) =>
    Object.hasOwn(repository.people.people, person) &&
    ![...counted, ...named].includes(person) &&
    [before?.seal, after.seal].includes(seal) &&
    lastOf(now, person)?.review === review
  const lapsed = voted.map(({ body }) => body as Vote).filter(({ is, lapsed: by }) => is === 'approve' && by === 'base')
  const told = lapsed.filter(isNews)
  const who = [...new Set(told.map(({ person }) => person))]
  const which = told.map(({ review, given }) => review ?? given).join('-')
  return who.length === 0 ? [] : underCard(now, `lapsed-${which}`, lapsedByBase(who, after.pins.base))
}

/** Whose approvals count no more because the rules hold more against it than they knew is told there, once for each answer. */
export function worseNews({ change, bench, verdict: { ignored, counted }, repository, findings }: Judged): NewJob[] {
  const counts = new Set(counted.map(({ person }) => person))
  const worse = ignored.filter(({ code, person }) => code === 'answered-worse' && !counts.has(person))
  const who = [...new Set(worse.map(({ person }) => person))].filter(it => Object.hasOwn(repository.people.people, it))
  const rules = new Set(worse.flatMap(({ vote }) => notKnown(bench, bench.votes[vote] ?? {})))
  return who.length === 0 ? [] : underCard(change, `worse-${answersName(findings)}`, answeredWorse(who, [...rules]))
}

/** Whoever asked is called where it is denied, or its time is over: the next step is with them. */
export function endedNews({ change, verdict, repository }: Judged, was: Change, seen: number): NewJob[] {
  const { by } = change.asked
  if (was.verdict?.is === verdict.is || !Object.hasOwn(repository.people.people, by)) return []
  const document = cameToNothingOf(verdict, by)
  return document ? underCard(change, `${verdict.is}-${seen}`, document) : []
}

/** Whoever asked is called where it made way for what somebody else wished; what they gave up themselves they know. */
export function madeWayNews(
  was: Change,
  { body: { says: why } }: NewEvent<'change.closed'>,
  by: Asked,
  { people }: Repository['people'],
): NewJob[] {
  if (was.asked.by === by.asked.by) return []
  const asker = Object.hasOwn(people, was.asked.by) ? was.asked.by : undefined
  return underCard(was, 'made-way', madeWayFor(why, askerWords(by), asker))
}

function lastOf({ votes }: Change, person: string): Vote | undefined {
  const theirs = votes.filter(({ body }) => body.person === person)
  return theirs.toSorted((a, b) => Date.parse(a.body.given ?? a.at) - Date.parse(b.body.given ?? b.at)).at(-1)?.body
}
