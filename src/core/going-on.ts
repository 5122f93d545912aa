import { type Breach, toldOf } from './breach.ts'
import { canonicalJson } from './canonical.ts'
import type { Event } from './event.ts'
import { judgeSeries, type MonitorCheck, oneEachPeriod, step, type Walk } from './monitor.ts'
import type { Reading } from './reading.ts'
import { watchId } from './watched-part.ts'

/**
 * A monitor of a case by the readings that came after the newest it was told of, which stay judged as they were: a limit that is
 * changed on the way, or another version that the file names, mends nothing of before. Undefined where a reading of before was
 * corrected or came late since `toldAt`: then all are judged anew.
 */
export function goingOn(
  check: MonitorCheck,
  known: Breach,
  readings: readonly Reading[],
  { toldAt, now }: { readonly toldAt: () => string; readonly now: Date },
): Breach | undefined {
  if (known.state === 'ok') return undefined
  const series = oneEachPeriod(readings.filter(r => Date.parse(r.end) <= now.getTime()))
  const isBefore = (reading: Reading) => reading.end <= known.latest.end
  // Under a clock that was put back what comes is older than what was told.
  const since = [toldAt(), now.toISOString()].sort()[0] ?? ''
  if (series.some(r => isBefore(r) && r.available > since)) return undefined
  const { state: standing, bad, good } = known
  const start: Walk = { standing, since: known.since, bad, good, recent: [], transitions: [] }
  const news = judgeSeries(check, series).filter(({ is, reading }) => is !== 'unknown' && !isBefore(reading))
  return toldBy(
    known,
    news.reduce((before, it) => step(check, before, it), start),
  )
}

/** One check of two: the readings that ended after a moment are judged by the second. */
export function judgedInTurn(before: MonitorCheck, after: string, check: MonitorCheck): MonitorCheck {
  const isAfter = ({ end }: Reading) => end > after
  const judges = (readings: readonly Reading[]) => {
    const [was, is] = [saidBy(before, readings), saidBy(check, readings)]
    return readings.map(one => (isAfter(one) ? is : was).get(one) ?? 'unknown')
  }
  const lasts = (reading: Reading) => lastingOf(isAfter(reading) ? check : before, reading)
  return { ...check, minSamples: Math.min(before.minSamples, check.minSamples), judges, lasts }
}

/**
 * By what all its readings are judged anew: those of before by what they were judged by, which is `first`, or by what judges now
 * where that is stricter. Whatever was loosened since mends nothing of before by a correction either.
 */
export function judgedAnew(check: MonitorCheck, first: MonitorCheck, { latest }: Pick<Breach, 'latest'>): MonitorCheck {
  const isBefore = ({ end }: Reading) => end <= latest.end
  const judges = (readings: readonly Reading[]) => {
    const [was, is] = [saidBy(first, readings), saidBy(check, readings)]
    return readings.map(one => {
      const now = is.get(one) ?? 'unknown'
      const then = isBefore(one) ? (was.get(one) ?? 'unknown') : now
      return BADNESS[now] > BADNESS[then] ? now : then
    })
  }
  const lasts = (reading: Reading) => {
    if (!isBefore(reading)) return check
    const { fires, clears } = lastingOf(first, reading)
    return { fires, clears: { after: Math.max(clears.after, check.clears.after) } }
  }
  return { ...check, minSamples: Math.min(first.minSamples, check.minSamples), judges, lasts }
}

const lastingOf = (check: MonitorCheck, reading: Reading) => check.lasts?.(reading) ?? check

/** What says nothing ends an episode no sooner than what is good does. */
const BADNESS = { unknown: 0, good: 0, between: 1, bad: 2 }

const saidBy = (check: MonitorCheck, readings: readonly Reading[]) =>
  new Map(judgeSeries(check, readings).map(({ reading, is }) => [reading, is]))

/** When the newest came of what a case knew of a monitor, ISO: where it was corrected, the correction. */
export function cameAt(readings: readonly Reading[], known: Breach): string | undefined {
  const before = readings.filter(({ end }) => end <= known.latest.end)
  return before
    .map(({ available }) => available)
    .sort()
    .at(-1)
}

/** Since when a case knows of a monitor what it knows now, ISO; '' where no event says so. */
export function toldAt(events: readonly Event[], known: Breach): string {
  const [id, json] = [watchId(known), numbersOf(known)]
  const isKnown = (one: Breach) => watchId(one) === id && numbersOf(one) === json
  let at = ''
  for (const event of events.toReversed()) {
    if (!('monitors' in event.body)) continue
    if (!event.body.monitors.some(isKnown)) break
    at = event.at
  }
  return at
}

/** That nobody watched it says nothing of what was known. */
const numbersOf = ({ unwatched: _, ...known }: Breach) => canonicalJson(known)

/** What the walk has made of it. */
function toldBy(known: Breach, { standing, since = known.since, bad, good, latest, transitions }: Walk): Breach {
  if (latest === undefined) return known
  const told = { ...known, good, latest: toldOf(latest) }
  if (standing === 'firing' || standing === 'recovering') return { ...told, state: standing, since, bad }
  const over = transitions.findLast(({ from, to }) => to === 'ok' && from !== 'pending')
  return { ...told, state: 'ok', bad: over?.bad ?? known.bad, ...(over && { over: over.reading.end }) }
}
