import Type from 'typebox'
import { closed } from '../core/naming.ts'
import { says } from '../words/says.ts'
import { distance, type Level } from './distance.ts'
import { LEARN, learn, threshold } from './form.ts'
import type { Good } from './learning.ts'
import { medianLevelOf } from './level.ts'

export const ModifiedZForm = Type.Object(
  {
    is: Type.Literal('modified-z'),
    threshold: Type.Optional(threshold(says.modifiedZ.threshold)),
    learn: learn(says.modifiedZ.learn(LEARN)),
  },
  { ...closed, description: says.modifiedZ.about },
)

/**
 * 0.6745·(x − median) / MAD, in σ of a normal distribution (Iglewicz & Hoaglin 1993), by the first readings and every good
 * one since: by the first twenty alone, 200 quiet KPIs whose readings hang together had some 30 false cases a year. How far
 * the median may still be off counts as well, √(1 + π/2n). A MAD of zero: see `medianLevel`; where nothing ever moved: see
 * `distance`.
 */
export function modifiedZ(
  values: readonly number[],
  before: readonly number[],
  { threshold, limit = Number.POSITIVE_INFINITY }: Good,
): readonly number[] {
  const sorted = before.toSorted((a, b) => a - b)
  let level = widened(sorted)
  return values.map(value => {
    const statistic = distance(value, level)
    if (statistic <= threshold && value <= limit && sorted.length < MOST) {
      sorted.splice(placeIn(sorted, value), 0, value)
      level = widened(sorted)
    }
    return statistic
  })
}

/** By so many median and MAD are known to a thirtieth of σ, and a year of hours would take long. */
const MOST = 1000

function widened(sorted: readonly number[]): Level {
  const { centre, spread } = medianLevelOf(sorted)
  return { centre, spread: spread * Math.sqrt(1 + Math.PI / 2 / sorted.length) }
}

/** Before the first that is larger. */
function placeIn(sorted: readonly number[], value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? Number.NaN) <= value) from = middle + 1
    else to = middle
  }
  return from
}
