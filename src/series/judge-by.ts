import type { Judged, JudgesSeries } from '../core/judged.ts'
import type { Kpi } from '../core/kpi.ts'
import { baselineChange } from './baseline-change.ts'
import { cusum } from './cusum.ts'
import { distance } from './distance.ts'
import { ewma } from './ewma.ts'
import { type Given, learning } from './learning.ts'
import { type Learnt, learnt } from './learnt.ts'
import { meanLevel } from './level.ts'
import type { Method } from './method.ts'
import { modifiedZ } from './modified-z.ts'
import { pageHinkley } from './page-hinkley.ts'
import { EWMA_LAMBDA, EWMA_WIDTH, seasonal, seasonOf } from './seasonal.ts'
import { type Step, selfStarting } from './self-starting.ts'
import { shewhart } from './shewhart.ts'

/** Of the KPI: which way is worse, and what was agreed. */
export interface Agreed {
  readonly direction: Kpi['direction']
  readonly baseline?: number | undefined
  /** The worst value still agreed to: nothing is learnt from what lies beyond. */
  readonly limit?: number | undefined
  /** Whose weekdays and hours are its seasons; left out: UTC. */
  readonly timeZone?: string | undefined
  /** The statistic at which a reading is good again; left out: at the threshold. */
  readonly clearsAt?: number | undefined
}

/** What a method says of a series: a statistic above its threshold is bad. */
export function judgeBy(method: Method, agreed: Agreed): JudgesSeries {
  const { threshold } = method
  return readings => {
    const values = readings.map(r => r.value)
    const seasons = method.is === 'seasonal' ? readings.map(r => seasonOf(r, agreed.timeZone ?? 'UTC')) : []
    return statisticsOf(method, agreed, values, seasons).map(it => judged(it, threshold, agreed.clearsAt ?? threshold))
  }
}

/** Undefined is what cannot be said yet. Values and numbers are turned so that more is worse. */
export function statisticsOf(
  method: Method,
  { direction, ...agreed }: Agreed,
  values: readonly number[],
  seasons: readonly number[],
): readonly (number | undefined)[] {
  const turned = (value: number) => (direction === 'lower-is-better' ? value : -value)
  const series = {
    values: values.map(turned),
    seasons,
    ...(agreed.baseline !== undefined && { baseline: turned(agreed.baseline) }),
    ...(agreed.limit !== undefined && { limit: turned(agreed.limit) }),
  }
  const mean = 'mean' in method && method.mean !== undefined ? { mean: turned(method.mean) } : {}
  return statistics({ ...method, ...mean }, series)
}

function judged(statistic: number | undefined, threshold: number, clearsAt: number): Judged {
  // What is no number is compared with nothing, and stays unknown.
  if (statistic === undefined || Number.isNaN(statistic)) return 'unknown'
  if (statistic > threshold) return 'bad'
  return statistic > clearsAt ? 'between' : 'good'
}

interface Series {
  readonly values: readonly number[]
  readonly seasons: readonly number[]
  readonly baseline?: number
  readonly limit?: number
}

function statistics(method: Method, series: Series): readonly (number | undefined)[] {
  const { values, baseline } = series
  switch (method.is) {
    case 'baseline-change':
      return baseline === undefined ? values.map(() => undefined) : baselineChange(values, baseline, method.change)
    case 'shewhart':
      return byLevel(method, series, shewhart)
    case 'ewma':
      return byLevel(method, series, ewma(method.lambda))
    case 'cusum':
      return byLevel(method, series, cusum(held(method)))
    case 'page-hinkley':
      return afterLearning(method, series, (later, { values: first }) => {
        const learnt = learning(first, method, { threshold: method.threshold, limit: series.limit })
        return pageHinkley(later, { count: first.length, mean: meanLevel(first).centre, learnt }, held(method))
      })
    case 'modified-z':
      return afterLearning(method, series, (later, { values: first }) =>
        modifiedZ(later, first, { threshold: method.threshold, limit: series.limit }),
      )
    case 'seasonal':
      return bySeason(method, series)
  }
}

function bySeason(method: Extract<Method, { is: 'seasonal' }>, series: Series): readonly (number | undefined)[] {
  const { threshold, seasons: least } = method
  const average = ewma(EWMA_LAMBDA)
  const plain = byLevel(method, series, (away, phi) => (average(away, phi) * threshold) / EWMA_WIDTH)
  return seasonal(series.values, series.seasons, plain, { threshold, least, limit: series.limit })
}

function held({ slack, threshold }: { readonly slack: number; readonly threshold: number }) {
  return { slack, most: 2 * threshold }
}

interface Levelled extends Given {
  readonly learn: number
  readonly threshold: number
}

/** What is given is not learnt; with both given, the first reading is judged already. */
function byLevel(
  { learn, threshold, ...given }: Levelled,
  series: Series,
  step: Step,
): readonly (number | undefined)[] {
  const { mean, sigma, autocorrelation = 0 } = given
  if (mean !== undefined && sigma !== undefined)
    return series.values.map(value => step(distance(value, { centre: mean, spread: sigma }), autocorrelation))
  return afterLearning({ learn }, series, (later, first) =>
    selfStarting(later, first.values, given, { threshold, limit: series.limit }, step),
  )
}

function afterLearning(
  { learn }: { readonly learn: number },
  { values, limit }: Series,
  judge: (values: readonly number[], first: Learnt) => readonly number[],
): readonly (number | undefined)[] {
  const first = learnt(values, learn, limit)
  if (!first) return values.map(() => undefined)
  return [...values.slice(0, first.from).map(() => undefined), ...judge(values.slice(first.from), first)]
}
