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
    if (known !== undefined) return [reaches(breach.latest, known) ? breach : known]
    return breach.state !== 'ok' && breach.latest.end >= it.onset ? [breach] : []
  })
  return [...told, ...quiet.flatMap(one => corrected(was(one), one) ?? [])]
}

/** Readings that came late or were corrected may say that it never fired at all; only a good answer ends it. */
function corrected(known: Breach | undefined, { state, since, bad, latest }: Quiet): Breach | undefined {
  if (known === undefined || latest === undefined || !reaches(latest, known)) return known
  // What is left of it is told as it is.
  if (state === 'pending' && since !== undefined && bad !== undefined) return { ...known, since, bad, latest }
  return state === 'ok' ? { ...known, state, latest } : known
}

/** Whether this is evidence of the same time, or a later one. */
export function reaches(latest: Breach['latest'], known: Pick<Breach, 'latest'>): boolean {
  return latest.end >= known.latest.end
}
