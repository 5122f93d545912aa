import { addMonths } from '../core/calendar.ts'
import { caseFrom } from '../core/case.ts'
import { changeFrom } from '../core/change-state.ts'
import { nearest } from '../core/did-you-mean.ts'
import { digestSubject } from '../core/digest.ts'
import type { Event } from '../core/event.ts'
import { policiesOf, selects } from '../core/policy-kind.ts'
import type { Portfolio } from '../core/portfolio.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { periodBefore } from '../core/schedule.ts'
import { troubleFrom } from '../core/trouble.ts'
import digestKind from '../policies/digest.ts'
import { says } from '../words/says.ts'
import { type Known, portfolioFrom } from './portfolio.ts'
import { type Reader, readerIn } from './reader.ts'
import type { Standing } from './standing.ts'

/** A digest that was posted, as the record has it: by this its numbers are made again. */
export interface Posted {
  readonly id: string
  readonly channel: string
  readonly since: string
  readonly drawn: string
  readonly commit: string
}

/** The newest one of this policy that was posted up to then. */
export function postedOn(events: readonly Event[], id: string, until: string): Posted {
  const mine = events.filter(({ subject, at }) => subject === digestSubject(id) && at <= until)
  const posted = mine.findLast(event => event.type === 'digest.posted')?.body
  if (posted === undefined) throw notPosted(events, id, until)
  const { channel, period, drawn, commit } = posted
  const due = mine.findLast(event => event.type === 'digest.due' && event.body.period === period)
  if (drawn === undefined || commit === undefined || due?.type !== 'digest.due') throw notKept(id, period)
  return { id, channel, since: due.body.since, drawn, commit }
}

/** Its numbers again: of what its channel may be shown, by what was on record when it was drawn. */
export function portfolioPosted(repository: Repository, record: Recorded, posted: Posted): Portfolio {
  const { id, channel, since, drawn: now } = posted
  const digest = policiesOf(repository, digestKind).find(it => it.id === id)
  const may = readerIn(repository, channel)
  const models = Object.values(repository.models).filter(it => selects(digest?.appliesTo, it) && may.see(it))
  const than = digest && periodBefore(digest, since, new Date(now))
  return portfolioFrom(repository, { models, may, since, now, ...(than && { than }) }, knownAt(record, now))
}

/** Of all models, over the month that ends then, beside the month before it. */
export function portfolioAt(repository: Repository, record: Recorded, now: string): Portfolio {
  const before = (months: number) => `${addMonths(now.slice(0, 10), -months)}${now.slice(10)}`
  const than = { from: before(2), says: 'month', whole: true } as const
  const counting = { models: Object.values(repository.models), may: EVERYTHING, since: before(1), now, than }
  return portfolioFrom(repository, counting, knownAt(record, now))
}

/** Whoever has the clone has all of it. */
const EVERYTHING: Reader = { see: () => true, seeChange: () => true }

export interface Recorded {
  readonly events: readonly Event[]
  readonly begun: string
}

function knownAt({ events, begun }: Recorded, now: string): Known {
  const bySubject = [
    ...Map.groupBy(
      events.filter(({ at }) => at <= now),
      ({ subject }) => subject,
    ).values(),
  ]
  const standing = <T>(from: (events: readonly Event[]) => T | undefined): Standing<T>[] =>
    bySubject.flatMap(mine => {
      const it = from(mine)
      return it === undefined ? [] : [{ it, seen: mine.length, events: mine }]
    })
  return {
    ...{ cases: standing(caseFrom), changes: standing(changeFrom), troubles: standing(troubleFrom), begun },
    events: bySubject.flat().filter(({ subject }) => subject.startsWith('model/')),
  }
}

function notPosted(events: readonly Event[], id: string, until: string): ProblemError {
  const subjects = new Set(events.flatMap(({ type, subject }) => (type === 'digest.posted' ? [subject] : [])))
  const known = [...subjects].map(subject => subject.slice(digestSubject('').length)).sort()
  const told = { id, near: nearest(id, known), until: until.slice(0, 10), known }
  return new ProblemError([problem('no-digest', ...says.portfolioRecord.noDigest(told))])
}

function notKept(id: string, period: string): ProblemError {
  return new ProblemError([problem('digest-not-kept', ...says.portfolioRecord.notKept(id, period))])
}
