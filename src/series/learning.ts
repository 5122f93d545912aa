import { handedOn } from './autocorrelation.ts'
import type { Level } from './distance.ts'
import { within } from './far.ts'
import { meanLevel } from './level.ts'

/** What is not given is learnt. */
export interface Given {
  readonly mean?: number
  readonly sigma?: number
  readonly autocorrelation?: number
}

/** A reading that is not good teaches nothing. */
export interface Good {
  readonly threshold: number
  readonly limit?: number | undefined
}

/** As it is known so far. */
export interface Known extends Level {
  /** How much of its distance from the mean a reading hands on to the next. */
  readonly phi: number
  /** How many readings that hang together in nothing would say as much of the mean. */
  readonly apart: number
}

export interface Learning {
  readonly now: () => Known
  /** One more reading, and what its statistic was. */
  readonly hear: (value: number, statistic: number) => void
}

/** As many readings as have taught it, their mean, and the sum of their squared distances from it. */
interface Taught {
  readonly count: number
  readonly mean: number
  readonly squares: number
}

/**
 * Mean, σ and φ of a series by its first readings and every good one since. A move that has begun looks as if readings hung
 * together, and would hide itself: φ is taught by those alone whose statistic is not halfway to the threshold.
 */
export function learning(
  first: readonly number[],
  { autocorrelation }: Pick<Given, 'autocorrelation'>,
  { threshold, limit = Number.POSITIVE_INFINITY }: Good,
): Learning {
  const { centre, spread } = meanLevel(first)
  const handed = handedOn(first, centre)
  let known: Taught = { count: first.length, mean: centre, squares: spread ** 2 * Math.max(1, first.length - 1) }
  return {
    now: () => knownBy(known, autocorrelation ?? handed.known()),
    hear: (value, statistic) => {
      const told = within(value, knownBy(known, autocorrelation ?? handed.known()))
      if (statistic <= threshold && value <= limit) known = taught(known, told)
      if (statistic <= threshold / 2 && value <= limit) handed.teach(told)
      else handed.pass()
    },
  }
}

/**
 * σ of a sample that hangs together is too small: n − (1 + φ)/(1 − φ) divides its squares (Bayley and Hammersley 1946), which
 * is n − 1 where nothing is handed on; no less than half of n, where the readings are too few to say.
 */
function knownBy({ count, mean, squares }: Taught, phi: number): Known {
  const together = (1 + phi) / (1 - phi)
  const divides = Math.max(1, count - Math.min(together, count / 2))
  return { centre: mean, spread: Math.sqrt(squares / divides), phi, apart: count / together }
}

/** Welford 1962. */
function taught({ count, mean, squares }: Taught, value: number): Taught {
  const away = value - mean
  const after = mean + away / (count + 1)
  return { count: count + 1, mean: after, squares: squares + away * (value - after) }
}
