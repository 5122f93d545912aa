import type { Level } from './distance.ts'

/** The share of its σ that the MAD of a normal distribution is: its upper quartile, 0.6745. */
export const MAD_SHARE = 0.6745
/** σ of a normal distribution by its mean absolute deviation: √(π/2). */
const OF_MEAN_DEVIATION = Math.sqrt(Math.PI / 2)

/** Mean and standard deviation of a sample (divided by n − 1), the same in whatever order it comes. */
export function meanLevel(values: readonly number[]): Level {
  const sorted = values.toSorted((a, b) => a - b)
  const centre = mean(sorted)
  const squares = sorted.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return { centre, spread: Math.sqrt(squares / Math.max(1, sorted.length - 1)) }
}

/**
 * Median, and the median absolute deviation from it as an estimate of σ (MAD / 0.6745). A MAD of zero, where more than
 * half of the values are one, gives way to the mean absolute deviation (times 1.2533, as of a normal distribution).
 */
export function medianLevel(values: readonly number[]): Level {
  return medianLevelOf(values.toSorted((a, b) => a - b))
}

/** The same of values that are sorted: series are long, and sorting them for each reading takes too long. */
export function medianLevelOf(sorted: readonly number[]): Level {
  const centre = middleOf(sorted)
  const deviations = deviationsOf(sorted, centre)
  const spread = middleOf(deviations) / MAD_SHARE
  if (spread > 0) return { centre, spread }
  return { centre, spread: OF_MEAN_DEVIATION * mean(deviations) }
}

/** How far each is from the centre, sorted: those below it from behind, those above it from before, merged. */
function deviationsOf(sorted: readonly number[], centre: number): readonly number[] {
  const above = sorted.findIndex(value => value > centre)
  let right = above < 0 ? sorted.length : above
  let left = right - 1
  return sorted.map(() => {
    const [below, beyond] = [centre - (sorted[left] ?? -Infinity), (sorted[right] ?? Infinity) - centre]
    if (below <= beyond) left -= 1
    else right += 1
    return Math.min(below, beyond)
  })
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  return middleOf(values.toSorted((a, b) => a - b))
}

function middleOf(sorted: readonly number[]): number {
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** Counted from the first, so that the mean of equal values is exactly theirs. */
function mean(values: readonly number[]): number {
  const first = values[0] ?? Number.NaN
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length
}
