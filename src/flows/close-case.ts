import type { Breach } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import { standsIn } from '../core/case-answer.ts'
import { hasEnded } from '../core/case-monitors.ts'
import type { Change } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { oneEachPeriod, watchSeries } from '../core/monitor.ts'
import { HOUR_MS } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Repository } from '../core/repository.ts'
import { watchedSeries } from '../core/watched-series.ts'
import { watchesPart } from '../core/watches.ts'
import { isOver } from '../policies/lifecycle.ts'
import monitors, { checkOf, opensCase } from '../policies/monitor.ts'
import { stillInCase } from '../reports/ask-words.ts'
import { closedNote } from '../reports/case-notes.ts'
import { sentence } from '../reports/sentence.ts'
import { refusedVote } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Answered } from './ask.ts'
import type { Asker } from './authorise.ts'
import { evidenceOf } from './evidence.ts'
import { say, showCase, showIssueOf } from './jobs.ts'
import { periodOf } from './monitored.ts'
import { openChanges, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * Closes a case that no reading can close any more, since no rule watches what broke, or what is not over is a part of the cases
 * that has ended: whoever owns it says why it is over. An event, not a change. That it recovered, nobody says.
 */
export async function closeCase(
  world: Onlooker,
  repository: Repository,
  asker: Asker<readonly [Model]>,
  { standing, because }: { readonly standing: Standing<Case> | undefined; readonly because: string },
): Promise<Answered> {
  const {
    id: by,
    models: [model],
  } = asker
  const no = await whyNot(world, repository, model, by, standing?.it)
  if (no !== undefined || standing === undefined)
    return { document: refusedVote(no ?? refusalOf('no-case')), outcome: {} }
  const { it, seen } = standing
  const moving = (await openChanges(world.store, model.id)).find(change => standsIn(it, change.it))
  if (moving) return { document: await whatMoves(world, asker, moving.it), outcome: {} }
  const { onset, available, detected, acted } = it
  const closed = { onset, available, detected, ...(acted && { acted: acted.at }), because }
  const { channel } = model
  const document = closedNote(model, { ...closed, by })
  const note =
    channel === undefined || it.held
      ? []
      : [say(`closed:${it.id}:${seen}`, it.id, { channel, thread: it.id, document })]
  return {
    document: sentence(says.closeCase.closed(model.name)),
    outcome: {
      parts: [{ subject: it.id, seen, events: [happened('case.closed', by, closed)] }],
      jobs: [showCase(it.id), ...showIssueOf(it), ...note],
    },
  }
}

async function whyNot(
  world: Onlooker,
  repository: Repository,
  model: Model,
  by: string,
  it: Case | undefined,
): Promise<Refusal | undefined> {
  if (it === undefined || it.closed) return refusalOf('no-case')
  if (it.owner !== by) return refusalOf('not-its-owner', { who: it.owner })
  const goesOn = await whatGoesOn(world, repository, model, it)
  if (goesOn === 'unseen') return refusalOf('crowded-out')
  return goesOn ? refusalOf('still-watched') : undefined
}

/** What was asked for in it and may still come, with where to look and to take it back. */
async function whatMoves({ see }: Onlooker, asker: Asker, change: Change): Promise<Document> {
  if (!asker.sees(change)) return refusedVote(refusalOf('change-on-its-way'))
  const [pull, card] = await Promise.all([
    change.pull && see.pullUrl(change.pull.pull),
    change.card && see.messageUrl(change.card),
  ])
  return stillInCase(change, asker.id, { pull, card })
}

/** Whether readings may still end it, and are seen. A part of the cases may end before its case is over; the whole, or an input, is waited for. */
async function whatGoesOn(
  world: Onlooker,
  repository: Repository,
  model: Model,
  it: Case,
): Promise<'seen' | 'unseen' | undefined> {
  const open = it.monitors.filter(one => !hasEnded(it, one))
  // Those that are over end it by themselves.
  if (open.length === 0) return it.monitors.length > 0 ? 'seen' : undefined
  const watched = open.filter(one => isWatched(repository, model, one))
  if (watched.some(({ segment }) => segment === undefined)) return 'seen'
  const parts = await Promise.all(watched.map(one => partGoesOn(world, repository, model, one)))
  return parts.find(one => one === 'seen') ?? parts.find(one => one !== undefined)
}

/** So long after its newest reading came a part has ended, where nobody said how fresh its readings have to be. */
const ENDED_PERIODS = 4
/** What comes once a day may come late once. */
const ENDED_MS = 48 * HOUR_MS

/** By its readings alone: that it is one of too many to be watched ends no part. */
async function partGoesOn(
  world: Onlooker,
  repository: Repository,
  model: Model,
  { monitor, kpi, segment = '' }: Breach,
): Promise<'seen' | 'unseen' | undefined> {
  const policy = monitorNamed(repository, monitor)
  const check = policy && checkOf(policy, model)
  if (!check) return undefined
  const watches = { ...policy.watches, segments: [segment] }
  const evidence = await evidenceOf(world, model, watches)
  const now = world.now()
  const isOld = (series: readonly Reading[]) =>
    check.staleHours === undefined ? isOverdue(model, kpi, series, now) : watchSeries(check, series, now).stale
  if (watchedSeries(watches, evidence, model).parts.every(({ series }) => isOld(series))) return undefined
  const isSeen = watchedSeries(policy.watches, evidence, model).parts.some(part => part.segment === segment)
  return isSeen ? 'seen' : 'unseen'
}

/** By when its newest reading came: what is asked for by the night, or labelled late, is old when it comes. */
function isOverdue(model: Model, kpi: string, series: readonly Reading[], now: Date): boolean {
  const newest = oneEachPeriod(series).at(-1)
  const delayHours = model.queries?.[model.kpis?.[kpi]?.query ?? '']?.labelDelayHours ?? 0
  const waitMs = Math.max(ENDED_PERIODS * periodOf(model, kpi), ENDED_MS) + delayHours * HOUR_MS
  return newest === undefined || now.getTime() - Date.parse(newest.available) > waitMs
}

function isWatched(repository: Repository, model: Model, { monitor, kpi, ...part }: Breach): boolean {
  const policy = monitorNamed(repository, monitor)
  if (isOver(repository, model)) return false
  if (policy?.watches.kpi !== kpi || !opensCase(policy) || checkOf(policy, model) === undefined) return false
  return watchesPart(policy.watches, part)
}

const monitorNamed = (repository: Repository, monitor: string) =>
  policiesOf(repository, monitors).find(({ id }) => id === monitor)
