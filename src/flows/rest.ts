import { judgedByLimit } from '../core/judged.ts'
import type { Model } from '../core/model.ts'
import type { MonitorCheck } from '../core/monitor.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { type Ageing, dayOf, laterEnd, newestEnds, restsUntil } from '../core/rest.ts'
import { checkOf } from '../policies/monitor.ts'
import type { Evidence } from './evidence.ts'
import { type Monitored, unwatchedOf } from './monitored.ts'
import { hoursOfRules, isAgeNamed, isMeasuredByRules, keepsRules } from './rest-rules.ts'

/**
 * A model of which a round had nothing to tell, and what has to come before a round can have: see `stays`. Whatever is not
 * told apart here ends the rest, and the model is judged anew.
 */
export interface Rest {
  /** When it was judged last, and the last moment at which its readings still mean the same, ms. */
  readonly judged: number
  readonly until: number
  /** What was observed to run. */
  readonly runs: string | undefined
  /** By KPI the end of the newest reading, whatever its version and segment: what is measured next begins there. */
  readonly ends: ReadonlyMap<string, string>
  /** KPIs of which a reading that is not bad says nothing new. */
  readonly calm: ReadonlyMap<string, Calm>
  /** How the readings of other KPIs age, and the ends of those that are not over yet. */
  readonly others: readonly Ageing[]
  readonly ahead: readonly string[]
  /** Nothing is on: no warning, and no rule that it does not keep. */
  readonly quiet: boolean
  /** Monitors without new readings, which are told of in each round. */
  readonly stale: readonly Monitored[]
  /** KPIs that have to be fresh, and that no monitor watches. */
  readonly unwatched: readonly string[]
}

interface Calm extends Ageing {
  /** Start of the newest reading. */
  readonly start: string
  /** From then on the version runs that the readings are of. */
  readonly version: string
  readonly since: string
  readonly checks: readonly MonitorCheck[]
}

export interface Looked {
  readonly repository: Repository
  readonly model: Model
  readonly evidence: Evidence
  readonly monitored: readonly Monitored[]
  readonly now: Date
}

/** What is remembered of a model of which there was nothing to tell. */
export function restOf({ repository, model, evidence, monitored, now }: Looked): Rest {
  const { series, whole, served, state } = evidence
  const kpis = [...new Set(served.map(({ kpi }) => kpi))]
  const iso = now.toISOString()
  const ages = kpis.map(kpi => ageingOf(kpi))
  const isMeasured = isMeasuredByRules(repository, model)
  const calm = isMeasured ? [] : kpis.flatMap((kpi, i) => calmOf(kpi, ages[i] ?? []))
  const others = kpis.flatMap((kpi, i) => (calm.some(([id]) => id === kpi) ? [] : (ages[i] ?? [])))
  const ahead = whole.flatMap(({ end }) => (end > iso ? [end] : []))
  const until = isAgeNamed(repository, model) ? now.getTime() : restsUntil(now, ages.flat(), ahead)
  return {
    judged: now.getTime(),
    until,
    runs: state.observed.at(-1)?.version,
    ends: newestEnds(series),
    calm: new Map(calm),
    others,
    ahead,
    quiet: Object.keys(state.warnings).length === 0 && Object.keys(state.broken).length === 0,
    // Only that they are stale is told: their readings would be held for as long as the model rests.
    stale: monitored.filter(it => it.watched.stale).map(it => ({ ...it, series: [] })),
    unwatched: unwatchedOf(repository, model, monitored),
  }

  /** The one whose period began last and the one whose ended last count as the newest, here and there. */
  function ageingOf(kpi: string): readonly Ageing[] {
    const mine = served.filter(it => it.kpi === kpi && it.end <= iso)
    const hours = [...hoursOfMonitors(kpi), ...hoursOfRules(repository, model, kpi)]
    const [first] = mine
    if (first === undefined) return []
    const last = mine.reduce((a, b) => (b.start > a.start ? b : a), first)
    const ended = mine.reduce((a, b) => (b.end > a.end ? b : a), first)
    return last.end === ended.end ? [{ end: last.end, hours }] : [last, ended].map(({ end }) => ({ end, hours }))
  }

  function hoursOfMonitors(kpi: string): readonly number[] {
    const mine = monitored.filter(it => it.policy.watches.kpi === kpi)
    return mine.flatMap(it => checkOf(it.policy, model)?.staleHours ?? [])
  }

  /** One KPI whose next reading can be judged by itself: nothing is pending, and no method learns from it. */
  function calmOf(kpi: string, [age, other]: readonly Ageing[]): readonly (readonly [string, Calm])[] {
    const mine = monitored.filter(it => it.policy.watches.kpi === kpi)
    const checks = mine.flatMap(it => checkOf(it.policy, model) ?? [])
    const newest = served.findLast(it => it.kpi === kpi)
    const isCalm = mine.every(it => it.watched.state === 'ok') && checks.length === mine.length
    if (age === undefined || other !== undefined || newest?.end !== age.end || !isCalm) return []
    if (newest.version !== evidence.version || checks.some(it => it.judges || it.limit === undefined)) return []
    const since = state.observed.length > 1 ? (state.observed.at(-1)?.at ?? '') : ''
    return [[kpi, { ...age, start: newest.start, version: newest.version, since, checks }]]
  }
}

/** The same model now, where what came and the time that passed give a round nothing to tell; else undefined. */
export function stays(
  rest: Rest,
  { repository, model }: Pick<Looked, 'repository' | 'model'>,
  came: readonly Reading[],
  now: Date,
): Rest | undefined {
  const at = now.getTime()
  if (at < rest.judged || at > rest.until) return undefined
  const next = came.length === 0 ? rest : after(rest, came, now)
  if (next === undefined) return undefined
  const isSameDay = dayOf(at) === dayOf(rest.judged)
  if (!isSameDay && !(rest.quiet && keepsRules(repository, model, now))) return undefined
  return { ...next, judged: at }
}

/** Where nothing is on or pending, a reading of a later period that is not bad changes nothing but how old the newest is. */
function after(rest: Rest, came: readonly Reading[], now: Date): Rest | undefined {
  if (!rest.quiet) return undefined
  const [calm, ends] = [new Map(rest.calm), new Map(rest.ends)]
  for (const reading of came.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const known = calm.get(reading.kpi)
    ends.set(reading.kpi, laterEnd(ends.get(reading.kpi), reading))
    if (known === undefined || !isAnother(known, reading) || reading.end > now.toISOString()) return undefined
    if (reading.version !== known.version) continue
    if (!known.checks.every(check => isGood(check, reading))) return undefined
    calm.set(reading.kpi, { ...known, start: reading.start, end: reading.end })
  }
  return { ...rest, calm, ends, until: restsUntil(now, [...calm.values(), ...rest.others], rest.ahead) }
}

/** A reading of a later period, of the whole, and of a time since which it is known what runs. */
function isAnother({ start, end, since }: Calm, reading: Reading): boolean {
  return reading.segment === '' && reading.start >= since && reading.start > start && reading.end > end
}

function isGood(check: MonitorCheck, { value, n }: Reading): boolean {
  return Number.isFinite(value) && n >= check.minSamples && judgedByLimit(check, value) !== 'bad'
}
