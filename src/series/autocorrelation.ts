import Type from 'typebox'
import { says } from '../words/says.ts'

/** A series that hands on more than this hardly comes back to its mean: then it creeps, and that is to be found. */
const MOST = 0.8

export const Autocorrelation = Type.Optional(
  Type.Number({ minimum: 0, maximum: 0.95, description: says.autocorrelation.about }),
)

/** Sums over readings, counted from the mean of the first, and over those that followed each other. */
interface Sums {
  readonly count: number
  readonly sum: number
  readonly squares: number
  readonly pairs: number
  readonly products: number
  readonly earlier: number
  readonly later: number
  readonly last?: number
}

const NOTHING: Sums = { count: 0, sum: 0, squares: 0, pairs: 0, products: 0, earlier: 0, later: 0 }

/** What a series hands on from one reading to the next, as it is known so far. */
export interface HandedOn {
  readonly known: () => number
  readonly teach: (value: number) => void
  /** A reading that teaches nothing: what comes after it did not follow one that did. */
  readonly pass: () => void
}

/** Learnt from the first readings, all of which count, and from those that are taught later. */
export function handedOn(first: readonly number[], origin: number): HandedOn {
  let sums = first.reduce((before, value) => added(before, value - origin), NOTHING)
  return {
    known: () => lagOne(sums),
    teach: value => {
      sums = added(sums, value - origin)
    },
    pass: () => {
      const { last: _, ...rest } = sums
      sums = rest
    },
  }
}

/**
 * How many times as far the sum of a series strays as it would if nothing were handed on: √((1 + φ)/(1 − φ)), for a
 * first-order process (Johnson and Bagshaw 1974, for CUSUM).
 */
export const strays = (phi: number): number => Math.sqrt((1 + phi) / (1 - phi))

function added(sums: Sums, value: number): Sums {
  const { last } = sums
  const one = { ...sums, count: sums.count + 1, sum: sums.sum + value, squares: sums.squares + value * value }
  if (last === undefined) return { ...one, last: value }
  return {
    ...one,
    pairs: sums.pairs + 1,
    products: sums.products + value * last,
    earlier: sums.earlier + last,
    later: sums.later + value,
    last: value,
  }
}

/**
 * φ by r₁, which a short series makes too small by (1 + 3φ)/n (Kendall 1954; Marriott and Pope 1954): (n·r₁ + 1)/(n − 3),
 * and half of its standard error more (Bartlett 1946), since too little is what alarms falsely. Never below nothing.
 */
function lagOne({ count, sum, squares, pairs, products, earlier, later }: Sums): number {
  const mean = sum / count
  const variance = squares / count - mean * mean
  if (pairs < 4 || !(variance > 0)) return 0
  const r = (products - mean * (earlier + later)) / pairs / variance + (mean * mean) / variance
  const n = pairs + 1
  const phi = (n * r + 1) / (n - 3)
  const error = Math.sqrt(Math.max(0, 1 - phi * phi) / n)
  return Math.min(MOST, Math.max(0, phi + error / 2))
}
