import type { Breach } from './breach.ts'
import type { Case } from './case.ts'
import type { MonitorState } from './monitor.ts'
import { watchId } from './watched-part.ts'

/** A monitor that never fired by the readings there are now, and what they say. */
export interface Quiet {
  readonly monitor: string
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
}

/**
 * The monitors of a case as they stand now. What is known gives way only to readings that reach as far: where a clock was put
 * back, or readings are gone, nothing is news, and nothing is over. One that no policy asks for any more is left out.
 */
export function monitorsNow(it: Case, breaches: readonly Breach[], quiet: readonly Quiet[]): readonly Breach[] {
  const was = (of: Pick<Breach, 'monitor' | 'segment'>) => it.monitors.find(known => watchId(known) === watchId(of))
  const told = breaches.flatMap(breach => {
    const known = was(breach)
    if (known !== undefined) return [reaches(breach.latest, known) ? ended(it, known, breach) : known]
    return breach.state !== 'ok' && breach.latest.end >= it.onset ? [breach] : []
  })
  return [...told, ...quiet.flatMap(one => corrected(it, was(one), one) ?? [])]
}

/** All are over. Whoever opened it again did not believe the readings there were: only those of later periods end it. */
export function isOver({ monitors, reopened }: Pick<Case, 'monitors' | 'reopened'>): boolean {
  return monitors.length > 0 && monitors.every(m => m.state === 'ok' && (!reopened || m.latest.end > reopened.at))
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
  const { state, since, bad, latest, came } = quiet
  if (known === undefined || latest === undefined || !reaches(latest, known)) return known
  // What is left of it is told as it is.
  if (state === 'pending' && since !== undefined && bad !== undefined) return { ...known, since, bad, latest }
  return state === 'ok'
    ? ended(it, known, { ...known, state, latest, ...(came !== undefined && { over: came }) })
    : known
}

/** Of one that is bad, whether something new comes. */
export function awaited({ stale: _, ...it }: Breach, now: Date, stale?: ReadonlySet<string>): Breach {
  const isPast = Date.parse(it.latest.end) <= now.getTime()
  return it.state !== 'ok' && isPast && stale?.has(watchId(it)) ? { ...it, stale: true } : it
}

/** Whether this is evidence of the same time, or a later one. */
export function reaches(latest: Breach['latest'], known: Pick<Breach, 'latest'>): boolean {
  return latest.end >= known.latest.end
}
