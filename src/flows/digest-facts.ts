import type { Static } from 'typebox'
import type { Change } from '../core/change-state.ts'
import { type Audience, type DigestFacts, isOverview, type ModelNews } from '../core/digest.ts'
import { gravestFirst } from '../core/gravity.ts'
import type { Model } from '../core/model.ts'
import { selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { periodBefore, type Schedule } from '../core/schedule.ts'
import type { AppliesTo } from '../core/selector.ts'
import { trendOf } from '../core/trend.ts'
import { everTold, isTroubleOf } from '../core/trouble.ts'
import { type Waits, waitsOf } from '../core/waits.ts'
import { isOver } from '../policies/lifecycle.ts'
import { judged } from './bench.ts'
import { happenedSince, type Moved, movedSince } from './digest-happened.ts'
import { waitingIn } from './digest-waiting.ts'
import { evidenceOf } from './evidence.ts'
import { holdsEnded } from './holds-ended.ts'
import { lateNow } from './late.ts'
import { staleHoursOf } from './monitored.ts'
import { isAboutOne, portfolioNow, servesBy } from './portfolio.ts'
import { type Reader, readerIn } from './reader.ts'
import { silentParts } from './silent-parts.ts'
import { openCase, openChanges, troublesOf } from './standing.ts'
import { warnedKpis } from './warned-kpis.ts'
import type { Onlooker } from './world.ts'

/** Whom it is for, of which models, and since when. */
export interface Wanted {
  /** Of its policy. */
  readonly id?: string
  readonly audience: Audience
  readonly channel: string
  readonly timeZone: string
  readonly appliesTo?: Static<typeof AppliesTo>
  readonly since: string
  /** When the last one was drawn: what happened since then is news, and what did before was told. */
  readonly heard?: string | undefined
  readonly period?: string
  /** When it comes back, so that it is held against the one before; left out, it is held against none. */
  readonly schedule?: Schedule
  /** Who reads it; left out, all who are in the channel. */
  readonly reader?: Reader
}

/** All that a digest says, as it is now. What may not be shown to who reads it is in none of it, and is not counted either. */
export async function digestFacts(world: Onlooker, wanted: Wanted): Promise<DigestFacts> {
  const repository = await world.policy()
  const { audience, timeZone, since, channel, schedule, period, heard = since } = wanted
  const at = world.now()
  const now = at.toISOString()
  const than = schedule && periodBefore(schedule, since, at)
  const may = readerIn(repository, channel, wanted.reader)
  const models = Object.values(repository.models).filter(model => selects(wanted.appliesTo, model) && may.see(model))
  const about = new Set(models.map(({ id }) => id))
  const [news, moved, waiting, troubles, portfolio] = await Promise.all([
    Promise.all(models.map(model => newsOf(world, model, repository, may))),
    movedSince(world.store, heard),
    waitingIn(world, repository, { channel, audience, models }, may),
    troublesOf(world.store, models),
    portfolioNow(world, repository, { models, may, since, now, ...(than && { than }) }),
  ])
  const changes = moved.changes.filter(({ it }) => may.seeChange(it) && isAboutOne(it, about, repository))
  const cases = moved.cases.filter(({ it }) => about.has(it.model))
  // What Kedge itself could not do, and can again, is for those who answer for all of it.
  const broke = moved.troubles.filter(({ events }) => {
    const told = everTold(events)
    return isTroubleOf({ told }, about) && (isOverview(audience) || Object.keys(told).length > 0)
  })
  return {
    ...(wanted.id !== undefined && wanted.reader === undefined && { id: wanted.id }),
    ...{ channel, audience, timeZone, since: heard, now, commit: repository.commit },
    ...(period !== undefined && { period }),
    models: await gravestNews(world, news),
    waiting,
    happened: (await happenedSince(world.store, heard, models, { changes, cases, troubles: broke })).filter(
      it => it.event.at <= now,
    ),
    troubles,
    portfolio,
    waits: await waitsSinceThen(world, heard, { changes, cases }),
  }
}

async function newsOf(world: Onlooker, model: Model, repository: Repository, may: Reader): Promise<ModelNews> {
  const [evidence, cased, changes] = await Promise.all([
    evidenceOf(world, model),
    openCase(world.store, model.id),
    openChanges(world.store, model.id),
  ])
  // What is over gets no readings any more, and of old ones nobody has to hear.
  const trends = Object.entries(isOver(repository, model) ? {} : (model.kpis ?? {})).map(([id, kpi]) => {
    const every = model.queries?.[kpi.query]?.every ?? 'reading'
    const staleHours = staleHoursOf(repository, model, id)
    return trendOf([id, kpi], { every, staleHours }, evidence.served, world.now())
  })
  return {
    model,
    serves: servesBy(repository, model),
    ...(evidence.observed.length > 0 && { runs: evidence.version }),
    silent: silentParts(repository, model, evidence, world),
    trends: trends.sort((a, b) => Number(a.kpi.kind === 'technical') - Number(b.kpi.kind === 'technical')),
    ...(cased && { open: cased.it }),
    broken: Object.keys(evidence.state.broken),
    warned: warnedKpis(repository, model, evidence.state.warnings),
    changes: changes.map(({ it }) => it).filter(it => may.seeChange(it)),
  }
}

/** Those with an open case first, in the order of `/kedge cases`: of many, the last are cut off. */
async function gravestNews(world: Onlooker, all: readonly ModelNews[]): Promise<readonly ModelNews[]> {
  const cased = all.flatMap(news => (news.open ? [{ news, model: news.model, it: news.open }] : []))
  const known = await Promise.all(cased.map(async one => ({ ...one, late: (await lateNow(world, one.it)).length > 0 })))
  const gravest = gravestFirst(known, world.now()).map(({ news }) => news)
  return [...gravest, ...all.filter(({ open }) => open === undefined)]
}

async function waitsSinceThen(
  world: Onlooker,
  since: string,
  { changes, cases }: Omit<Moved, 'troubles'>,
): Promise<Waits> {
  const over = changes.filter(({ it }) => it.merged !== undefined && it.merged.at > since)
  const votes = await Promise.all(over.map(change => votesOf(world, change.it)))
  const all = [...changes, ...(await holdsEnded(world.store, changes))].map(({ events }) => events)
  return waitsOf({ changes: all, cases, votes: votes.flat() }, since)
}

/** Whoever counted, for which role, once it was merged: from what they were shown to their word. */
async function votesOf(world: Onlooker, change: Change) {
  const { verdict } = await judged(world, change)
  return verdict.counted.flatMap(({ person, slot }) => {
    const vote = change.votes.findLast(({ body }) => body.person === person && body.is === 'approve')
    const shown = change.seals.find(({ body }) => body.seal === vote?.body.seal)
    return vote && shown ? [{ role: slot.role, from: shown.at, to: vote.body.given ?? vote.at }] : []
  })
}
