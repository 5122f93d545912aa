import { LONG_MS, type Stuck } from '../core/trouble.ts'
import { says } from '../words/says.ts'
import type { Store } from './store.ts'

const ROUNDS = 'rounds'

/** When a round of this process last ended, or else when rounds were begun. */
interface Pulse {
  readonly at: Date
  /** The same by the clock of this process, ms: a clock that is set anew, or jumps, stalls nothing. */
  readonly mark: number
  readonly ended: boolean
}
const pulses = new WeakMap<Store, Pulse>()
const begun = new WeakSet<Store>()

/** From now on a round is expected again and again. */
export function roundsBegin(store: Store, at: Date): void {
  begun.add(store)
  pulses.set(store, pulses.get(store) ?? { at, mark: performance.now(), ended: false })
}

/** A round of measuring has come to its end. */
export function roundEnded(store: Store, at: Date): void {
  pulses.set(store, { at, mark: performance.now(), ended: true })
}

/** When one last ended, in this process; undefined before the first. */
export function lastRound(store: Store): Date | undefined {
  const pulse = pulses.get(store)
  return pulse?.ended ? pulse.at : undefined
}

/** Kedge itself measures nothing: a round that hangs, or one that fails each time. */
export function stalled(store: Store): readonly Stuck[] {
  const pulse = begun.has(store) ? pulses.get(store) : undefined
  const ms = pulse === undefined ? 0 : performance.now() - pulse.mark
  if (pulse === undefined || ms < LONG_MS) return []
  const since = pulse.at.toISOString()
  const until = new Date(pulse.at.getTime() + ms).toISOString()
  return [{ work: ROUNDS, ...says.rounds.stalled(since, until), since, count: 1, dead: true }]
}
