import Type from 'typebox'
import { offsetAt } from '../core/local-time.ts'
import { closed } from '../core/naming.ts'
import { HOUR_MS } from '../core/period.ts'
import type { Reading } from '../core/reading.ts'
import { says } from '../words/says.ts'
import { distance } from './distance.ts'
import { learn, threshold } from './form.ts'
import { medianLevel } from './level.ts'

/** Two whole weeks of days, so that each weekday has the same say. */
export const SEASONAL_LEARN = 14
/** Fewer of a season say nothing of how much it moves. */
export const LEAST_SEASONS = 4
/** The EWMA that judges until there are seasons enough; its statistic is stretched to the threshold here. */
export const EWMA_LAMBDA = 0.2
export const EWMA_WIDTH = 3.5

export const SeasonalForm = Type.Object(
  {
    is: Type.Literal('seasonal'),
    threshold: Type.Optional(threshold(says.seasonal.threshold)),
    seasons: Type.Optional(Type.Integer({ minimum: LEAST_SEASONS, maximum: 100, description: says.seasonal.seasons })),
    learn: learn(says.seasonal.learn(SEASONAL_LEARN)),
  },
  { ...closed, description: says.seasonal.about },
)

/**
 * (x − median) / (MAD / 0.6745) over all earlier values of the same season; what `otherwise` says while those are
 * fewer than `least`. What was bad by its season, or lies above the limit, is no example for those that come. So few
 * values say little about how much they move: of normal ones, 9 % are beyond 3 and 4 % beyond 5 after four seasons, 1.7 %
 * beyond 5 after six, 0.9 % after eight.
 */
export function seasonal(
  values: readonly number[],
  seasons: readonly number[],
  otherwise: readonly (number | undefined)[],
  {
    threshold,
    least,
    limit = Number.POSITIVE_INFINITY,
  }: {
    readonly threshold: number
    readonly least: number
    readonly limit?: number | undefined
  },
): readonly (number | undefined)[] {
  const examples = new Map<number | undefined, number[]>()
  return values.map((value, i) => {
    const earlier = examples.get(seasons[i]) ?? []
    const z = earlier.length < least ? undefined : distance(value, medianLevel(earlier))
    if (value <= limit && (z === undefined || z <= threshold)) examples.set(seasons[i], [...earlier, value])
    return z ?? otherwise[i]
  })
}

/**
 * The season of a reading: the weekday and hour in which it starts, by the clocks of the place, so that a pattern of the day
 * stays where it is when they change. One of a day or longer has the weekday of its middle alone: it starts at an hour of
 * UTC, which there is another in summer.
 */
export function seasonOf({ start, end }: Pick<Reading, 'start' | 'end'>, timeZone: string): number {
  const [from, to] = [Date.parse(start), Date.parse(end)]
  const long = to - from >= 24 * HOUR_MS
  const at = long ? (from + to) / 2 : from
  const local = new Date(at + offsetAt(at, timeZone))
  return local.getUTCDay() * 24 + (long ? 0 : local.getUTCHours())
}
