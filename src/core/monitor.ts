import { type Breach, toldOf } from './breach.ts'
import { type Judged, type JudgesSeries, judgedByLimit } from './judged.ts'
import type { Kpi } from './kpi.ts'
import { HOUR_MS } from './period.ts'
import type { Reading } from './reading.ts'

export type MonitorState = 'ok' | 'pending' | 'firing' | 'recovering' | 'no-data' | 'insufficient-data' | 'error'

/** A monitor's numbers with all defaults filled in; `policies/monitor.ts` builds it from a policy and a KPI. */
export interface MonitorCheck {
  readonly direction: Kpi['direction']
  /** The worst value still agreed to: a reading beyond it is bad, unless a method judges. */
  readonly limit?: number
  /** The method that judges, where that is not the limit. */
  readonly judges?: JudgesSeries
  /** Fires when `after` of the last `of` periods are bad; one without a reading takes its place, and is neither. */
  readonly fires: { readonly after: number; readonly of: number }
  /** Is over after this many good readings in a row: at this limit or better, else at the limit above. */
  readonly clears: { readonly after: number; readonly limit?: number }
  /** Where these two are not the same for all readings. */
  readonly lasts?: (reading: Reading) => Lasts
  readonly minSamples: number
  /** No reading that ended within these hours: no data. Left out: readings never grow stale. */
  readonly staleHours?: number
}

export interface Transition {
  readonly from: 'ok' | 'pending' | 'firing' | 'recovering'
  readonly to: 'ok' | 'pending' | 'firing' | 'recovering'
  /** The reading that did it. */
  readonly reading: Reading
  /** End of the first bad window of the episode this belongs to. */
  readonly since: string
  /** Bad readings of the episode up to here. */
  readonly bad: number
}

export interface Watched {
  readonly state: MonitorState
  /** While pending, firing or recovering: the end of the first bad window. */
  readonly since?: string
  /** Bad readings since then. */
  readonly bad: number
  /** Good readings in a row after the last bad one; once it is over, those that ended it. */
  readonly good: number
  /** The newest reading that says something (enough samples, finite). */
  readonly latest?: Reading
  /** The newest reading is older than `staleHours`, or there is none. A firing monitor keeps firing. */
  readonly stale: boolean
  /** Oldest first. */
  readonly transitions: readonly Transition[]
}

type Standing = Transition['from']
type Lasts = Pick<MonitorCheck, 'fires' | 'clears'>

/** Where it stands between two readings. */
export interface Walk {
  readonly standing: Standing
  readonly since?: string
  readonly bad: number
  readonly good: number
  readonly recent: readonly { readonly is: Judged; readonly end: string }[]
  readonly latest?: Reading
  readonly transitions: readonly Transition[]
}

/**
 * Where a monitor stands after a series: one reading a period, in any order, doubles allowed (`serving` picks them).
 * Readings of too few samples, not finite or not over at `now` neither fire nor clear. `failed` says that the last
 * look itself did not work.
 */
export function watchSeries(check: MonitorCheck, readings: readonly Reading[], now: Date, failed = false): Watched {
  const series = oneEachPeriod(readings.filter(r => Date.parse(r.end) <= now.getTime()))
  const start: Walk = { standing: 'ok', bad: 0, good: 0, recent: [], transitions: [] }
  const judged = judgeSeries(check, series)
  const walk = judged.filter(j => j.is !== 'unknown').reduce((before, it) => step(check, before, it), start)
  const newest = series.at(-1)
  const stale = !newest || isStale(check, newest, now)
  return {
    state: stateOf(walk.standing, newest, judged.at(-1), stale, failed),
    ...(walk.since !== undefined && { since: walk.since }),
    bad: walk.bad,
    good: walk.good,
    ...(walk.latest && { latest: walk.latest }),
    stale,
    transitions: walk.transitions,
  }
}

/** A monitor's part in a case, or undefined where it never fired. `ok` once its newest episode is over. */
export function breachOf(of: Pick<Breach, 'monitor' | 'kpi' | 'segment'>, watched: Watched): Breach | undefined {
  const fired = watched.transitions.findLast(t => t.to === 'firing' && t.from !== 'recovering')
  if (!fired || !watched.latest) return undefined
  const over = watched.transitions.findLast(t => t.to === 'ok' && t.from !== 'pending')
  const { state, since, bad, good } = watched
  const told = { ...of, good, latest: toldOf(watched.latest) }
  if ((state === 'firing' || state === 'recovering') && since !== undefined) return { ...told, state, since, bad }
  const ended = over && { over: over.reading.end }
  return { ...told, state: 'ok', since: fired.since, bad: over?.bad ?? fired.bad, ...ended }
}

/**
 * For every period, the readings of the version that ran at its start. `observations` are what was seen running, oldest
 * first; what was seen first is taken to have run before as well, since nobody looked.
 */
export function serving(
  readings: readonly Reading[],
  observations: readonly { readonly version: string; readonly at: string }[],
): readonly Reading[] {
  const ranAt = (atMs: number) => (observations.findLast(o => Date.parse(o.at) <= atMs) ?? observations[0])?.version
  return readings.filter(r => r.version === ranAt(Date.parse(r.start)))
}

/** A reading that says something, and what is said of it. */
export interface JudgedReading {
  readonly is: Judged
  readonly reading: Reading
}

/** Readings of one KPI, oldest first and one a period, as they are judged. Those that say nothing are left out. */
export function judgeSeries(check: MonitorCheck, series: readonly Reading[]): readonly JudgedReading[] {
  const saying = series.filter(r => Number.isFinite(r.value) && r.n >= check.minSamples)
  const judged = check.judges?.(saying) ?? saying.map(r => judgedByLimit(check, r.value))
  return saying.map((reading, i) => ({ is: judged[i] ?? 'unknown', reading }))
}

/** One more reading of it. */
export function step(check: MonitorCheck, before: Walk, { is, reading }: JudgedReading): Walk {
  const lasts = check.lasts?.(reading) ?? check
  const recent = [...before.recent, ...missing(lasts, before, reading), { is, end: reading.end }].slice(-lasts.fires.of)
  const held = before.standing === 'firing' || before.standing === 'recovering'
  const next = held ? whileFiring(lasts, before, is) : whileQuiet(lasts, recent)
  const walk = { ...next, recent: held && next.standing === 'ok' ? [] : recent, latest: reading }
  if (next.standing === before.standing) return { ...walk, transitions: before.transitions }
  const since = next.since ?? before.since ?? reading.end
  const transition = { from: before.standing, to: next.standing, reading, since, bad: Math.max(next.bad, before.bad) }
  return { ...walk, transitions: [...before.transitions, transition] }
}

/** The periods between the last reading that said something and this one, as many as can matter. */
function missing({ fires }: Lasts, { recent }: Walk, { start, end }: Reading): Walk['recent'] {
  const [last = start, from] = [recent.at(-1)?.end, Date.parse(start)]
  const periods = Math.round((from - Date.parse(last)) / (Date.parse(end) - from)) || 0
  return Array(Math.min(fires.of, Math.max(0, periods))).fill({ is: 'unknown', end: last })
}

type Next = Pick<Walk, 'standing' | 'since' | 'bad' | 'good'>

function whileQuiet({ fires }: Lasts, recent: Walk['recent']): Next {
  const bads = recent.filter(r => r.is === 'bad')
  const since = (from: typeof bads) => (from[0] ? { since: from[0].end } : {})
  if (bads.length >= fires.after) return { standing: 'firing', ...since(bads), bad: bads.length, good: 0 }
  // A bad reading still counts while enough of the next ones can be bad as well.
  const spared = (i: number) => recent.slice(i).filter(r => r.is !== 'bad').length
  const live = recent.filter((r, i) => r.is === 'bad' && spared(i) <= fires.of - fires.after)
  return { standing: live.length > 0 ? 'pending' : 'ok', ...since(live), bad: live.length, good: 0 }
}

function whileFiring({ clears }: Lasts, before: Walk, is: Judged): Next {
  const since = before.since === undefined ? {} : { since: before.since }
  if (is === 'bad') return { standing: 'firing', ...since, bad: before.bad + 1, good: 0 }
  if (is === 'between') return { standing: 'firing', ...since, bad: before.bad, good: 0 }
  const good = before.good + 1
  if (good >= clears.after) return { standing: 'ok', bad: 0, good }
  return { standing: 'recovering', ...since, bad: before.bad, good }
}

function stateOf(
  standing: Standing,
  newest: Reading | undefined,
  last: JudgedReading | undefined,
  stale: boolean,
  failed: boolean,
): MonitorState {
  if (standing === 'firing' || standing === 'recovering') return standing
  if (failed) return 'error'
  if (!newest || stale) return 'no-data'
  if (!Number.isFinite(newest.value)) return 'error'
  return last?.reading !== newest || last.is === 'unknown' ? 'insufficient-data' : standing
}

function isStale({ staleHours }: MonitorCheck, newest: Reading, now: Date): boolean {
  return staleHours !== undefined && now.getTime() - Date.parse(newest.end) > staleHours * HOUR_MS
}

/**
 * By period; of one period the value that came last, with the day that value came first. Of two that came at once the order in
 * which they are given says nothing.
 */
export function oneEachPeriod(readings: readonly Reading[]): readonly Reading[] {
  const kept = new Map<string, Reading>()
  const came = ({ available, value, n, version }: Reading) => `${available} ${value} ${n} ${version}`
  for (const r of [...readings].sort((a, b) => (came(a) < came(b) ? -1 : 1))) {
    const was = kept.get(r.start)
    if (!was || was.value !== r.value || was.n !== r.n || was.version !== r.version) kept.set(r.start, r)
  }
  return [...kept.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
}
