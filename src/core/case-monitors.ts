import type { Breach } from './breach.ts'
import type { Case } from './case.ts'
import type { MonitorState } from './monitor.ts'
import { isSameWatch, type Watch, watchId } from './watched-part.ts'

/** A monitor that never fired by the readings there are now, and what they say. */
export interface Quiet {
  readonly monitor: string
  readonly kpi: string
  /** Left out: the whole. */
  readonly segment?: string
  readonly state: MonitorState
  /** Where it is pending: since when, and how many bad readings are left. */
  readonly since?: string
  readonly bad?: number
  /** Where readings of before were corrected: when that came, ISO. */
  readonly came?: string
  /** The newest reading that says something. */
  readonly latest?: Breach['latest']
  /** As in the case. */
  readonly later?: Breach['later']
}

/**
 * The monitors of a case as they stand now. What is known gives way only to readings that reach as far: where a clock was put
 * back, or readings are gone, nothing is news, and nothing is over. One that no policy asks for any more stays as it was told.
 */
export function monitorsNow(
  it: Case,
  breaches: readonly Breach[],
  quiet: readonly Quiet[],
  now: Date,
): readonly Breach[] {
  const was = (of: Watch) => it.monitors.find(known => isSameWatch(known, of))
  const told = breaches.flatMap(breach => {
    const known = was(breach)
    if (known !== undefined) return [reaches(breach.latest, known) ? ended(it, known, breach) : known]
    return breach.state !== 'ok' && breach.latest.end >= it.onset ? [breach] : []
  })
  const watched = [...told, ...quiet.flatMap(one => corrected(it, was(one), one) ?? [])].map(watchedAgain)
  return [...watched, ...it.monitors.flatMap(known => leftAlone(it, known, watched, now))]
}

/** All are over. */
export function isOver(it: Pick<Case, 'monitors' | 'reopened'>): boolean {
  return it.monitors.length > 0 && it.monitors.every(one => hasEnded(it, one))
}

/** Whoever opened it again did not believe the readings there were: only those of later periods end a monitor. */
export function hasEnded({ reopened }: Pick<Case, 'reopened'>, { state, latest }: Breach): boolean {
  return state === 'ok' && (!reopened || latest.end > reopened.at)
}

const watchedAgain = ({ unwatched: _, ...it }: Breach): Breach => it

/** What nobody watches any more, unless another monitor goes on with it in this case: that it is well, nobody says. */
function leftAlone(it: Case, known: Breach, watched: readonly Breach[], now: Date): readonly Breach[] {
  const { kpi, segment } = known
  const goesOn = (one: Breach) => one.state !== 'ok' && one.kpi === kpi && one.segment === segment
  if (watched.some(one => isSameWatch(one, known) || goesOn(one))) return []
  return [hasEnded(it, known) ? known : { ...known, unwatched: known.unwatched ?? now.toISOString() }]
}

/** When it was over stays as it was told, whatever good readings follow; what was not believed then was no end. */
function ended({ reopened }: Case, known: Breach, now: Breach): Breach {
  if (now.state !== 'ok') return now
  const { over = now.latest.end } = now
  const believed = reopened && over <= reopened.at ? now.latest.end : over
  return { ...now, over: known.over !== undefined && known.over > believed ? known.over : believed }
}

/** Readings that came late or were corrected may say that it never fired at all; only a good answer ends it. */
function corrected(it: Case, known: Breach | undefined, quiet: Quiet): Breach | undefined {
  const { state, since, bad, latest, came, later } = quiet
  if (known === undefined || latest === undefined || !reaches(latest, known)) return known
  const now = { ...known, latest, ...(later && { later }) }
  // What is left of it is told as it is.
  if (state === 'pending' && since !== undefined && bad !== undefined) return { ...now, since, bad }
  return state === 'ok' ? ended(it, known, { ...now, state, ...(came !== undefined && { over: came }) }) : known
}

/** Of one that is bad, whether something new comes. */
export function awaited({ stale: _, ...it }: Breach, now: Date, stale?: ReadonlySet<string>): Breach {
  const isPast = Date.parse(it.latest.end) <= now.getTime()
  return it.state !== 'ok' && !it.unwatched && isPast && stale?.has(watchId(it)) ? { ...it, stale: true } : it
}

/** Whether this is evidence of the same time, or a later one. */
export function reaches(latest: Breach['latest'], known: Pick<Breach, 'latest'>): boolean {
  return latest.end >= known.latest.end
}
