import { type Breach, toldOf } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import type { CaseQuestion } from '../core/case-decide.ts'
import type { Quiet } from '../core/case-monitors.ts'
import type { Event } from '../core/event.ts'
import { cameAt, goingOn, judgedAnew, judgedInTurn, toldAt } from '../core/going-on.ts'
import type { JudgedBy } from '../core/judged.ts'
import { judgedSince, laterJudged } from '../core/judged-since.ts'
import type { Model } from '../core/model.ts'
import { breachOf, type MonitorCheck, watchSeries } from '../core/monitor.ts'
import type { Reading } from '../core/reading.ts'
import { isSameWatch, partOf, watchId } from '../core/watched-part.ts'
import { watchesPart } from '../core/watches.ts'
import { checkBy, judgedBy } from '../series/check.ts'
import { idOf, type Monitored, watchOf } from './monitored.ts'
import type { Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

/** Where the monitors of severity `breach` stand: those that ever fired, by what their case knows of them, and the others. */
export function standingNow(
  world: Onlooker,
  model: Model,
  open: Standing<Case> | undefined,
  grave: readonly Monitored[],
): Required<Pick<CaseQuestion, 'breaches' | 'quiet' | 'stale'>> {
  const each = grave.map(m => {
    const known = open?.it.monitors.find(one => isSameWatch(one, watchOf(m)))
    return known && open ? goesOn(world, model, m, known, open.events) : asItIs(m, model)
  })
  const gone = vanished(open?.it, grave)
  const old = [
    ...grave.filter(m => m.watched.stale).map(idOf),
    ...gone.filter(it => !isCrowded(it, grave)).map(watchId),
  ]
  return {
    breaches: each.flatMap(it => it.breach ?? []),
    quiet: [...each.flatMap(it => it.quiet ?? []), ...gone],
    stale: new Set(old),
  }
}

interface Stands {
  readonly breach?: Breach
  readonly quiet?: Quiet
}

function asItIs(monitored: Monitored, model: Model): Stands {
  const breach = breachOfIt(monitored, model)
  return breach ? { breach } : { quiet: quietOf(monitored) }
}

/** What the case knows of a monitor goes on from there, unless that was corrected. */
function goesOn(world: Onlooker, model: Model, m: Monitored, known: Breach, events: readonly Event[]): Stands {
  const now = world.now()
  const breach = goingOn(m.check, known, m.series, { toldAt: () => toldAt(events, known), now })
  const by = judgedNow(m, model)
  if (breach) return { breach: { ...breach, ...(by && laterJudged(known, by, breach.latest.end)) } }
  const first = by && judgedUntilNow(known, by)
  const check = first ? judgedAnew(m.check, first, known) : m.check
  const anew = asItIs(first ? { ...m, watched: watchSeries(check, m.series, now, m.fails !== undefined) } : m, model)
  return corrected(anew, known, m.series, by)
}

/** Each reading that the case knows by what judged it; undefined where that is not known. */
function judgedUntilNow(known: Breach, by: JudgedBy): MonitorCheck | undefined {
  const [first, ...later] = judgedSince(known, by)
  return first && later.reduce((was, is) => judgedInTurn(was, is.after, checkBy(is.by)), checkBy(first.by))
}

function judgedNow({ policy }: Monitored, { kpis }: Model): JudgedBy | undefined {
  const kpi = kpis?.[policy.watches.kpi]
  return kpi && judgedBy(policy, kpi)
}

function breachOfIt(monitored: Monitored, model: Model): Breach | undefined {
  const { watched } = monitored
  const breach = breachOf(watchOf(monitored), watched)
  const by = judgedNow(monitored, model)
  return breach && by && { ...breach, ...shownBy(by), by }
}

/** What people are told of it. */
const shownBy = ({ method, limit }: JudgedBy): Pick<Breach, 'method' | 'limit'> =>
  method ? { method: method.is } : { ...(limit !== undefined && { limit }) }

function quietOf(monitored: Monitored): Quiet {
  const { watched } = monitored
  const { state, since, bad, latest } = watched
  const told = { ...(since !== undefined && { since }), bad, ...(latest && { latest: toldOf(latest) }) }
  return { ...watchOf(monitored), state, ...told }
}

/** It keeps what it was judged by. What was known as bad was over when the correction came, and no sooner. */
function corrected(
  { breach, quiet }: Stands,
  known: Breach,
  series: readonly Reading[],
  by: JudgedBy | undefined,
): Stands {
  const came = known.state === 'ok' ? undefined : cameAt(series, known)
  const { latest } = breach ?? quiet ?? {}
  const later = by && latest && laterJudged(known, by, latest.end)
  if (!breach) return quiet ? { quiet: { ...quiet, ...later, ...(came && { came }) } } : {}
  const isOver = came !== undefined && breach.over !== undefined && breach.over <= known.latest.end
  return {
    breach: {
      ...asFirstJudged(breach, known),
      ...asLong(breach, known, series),
      ...later,
      ...(isOver && { over: came }),
    },
  }
}

/** Of what is bad for longer than is read nothing in between says that it began later. */
function asLong(breach: Breach, known: Breach, series: readonly Reading[]): Partial<Breach> {
  if (breach.state === 'ok' || known.state === 'ok' || breach.since <= known.since) return {}
  if (series.some(({ end }) => end > known.since && end < breach.since)) return {}
  const news = series.filter(({ end }) => end > known.latest.end).length
  return { since: known.since, bad: Math.max(breach.bad, known.bad + news - breach.good) }
}

function asFirstJudged({ method, limit, by: _, ...breach }: Breach, known: Breach): Breach {
  if (known.by !== undefined) return { ...breach, ...shownBy(known.by), by: known.by }
  if (method !== undefined) return { ...breach, method }
  const first = known.limit ?? limit
  return { ...breach, ...(first !== undefined && { limit: first }) }
}

/** Segments of a case that no reading has any more: nothing is over by that. */
function vanished(it: Case | undefined, grave: readonly Monitored[]): readonly Quiet[] {
  const there = new Set(grave.map(idOf))
  return (it?.monitors ?? []).flatMap(known => {
    const policy = grave.find(m => m.policy.id === known.monitor)?.policy
    if (policy?.watches.kpi !== known.kpi || there.has(watchId(known)) || !watchesPart(policy.watches, known)) return []
    return [{ monitor: known.monitor, kpi: known.kpi, ...partOf(known), state: 'no-data' }]
  })
}

/** Its monitor meets more segments than it watches: nobody looks at the readings that it may have. */
const isCrowded = ({ monitor }: Quiet, grave: readonly Monitored[]) =>
  grave.some(({ policy, left }) => policy.id === monitor && left > 0)
