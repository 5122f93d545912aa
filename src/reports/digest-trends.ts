import type { DigestFacts, ModelNews } from '../core/digest.ts'
import { type Block, strong, type Words } from '../core/document.ts'
import { courseOf, standingOf, type Trend } from '../core/trend.ts'
import { count, dayWords, figure, listWords, withUnit } from '../core/words.ts'
import { bySegment } from './segment-words.ts'

/** The worst first, so that of many what is cut off is what went well. */
const RANK = { beyond: 0, short: 1, unknown: 2, free: 3, kept: 4 } as const
const MOST = 12

/** The business’s KPIs with where they go, and technical ones that are not as agreed. */
export function trendBlocks({ models }: DigestFacts): Block[] {
  const all = ordered(models, isShown)
  if (all.length === 0) return []
  const many = models.length > 1
  const items = all
    .slice(0, MOST)
    .map(({ model, trend }): Words => [...(many ? [`${model.name}, `] : []), ...trendWords(trend)])
  const rest = all.length - MOST
  const more: Block[] =
    rest > 0 ? [{ is: 'note', words: [`${count(rest, 'KPI')} more, none of them worse than these.`] }] : []
  return [{ is: 'list', items }, ...more]
}

function ordered(models: readonly ModelNews[], shown: (trend: Trend) => boolean) {
  const all = models.flatMap(({ model, trends }) => trends.filter(shown).map(trend => ({ model, trend })))
  return all.sort((a, b) => order(a.trend) - order(b.trend))
}

const isShown = (trend: Trend) =>
  trend.values.length > 0 && (trend.kpi.kind === 'business' || standingOf(trend) === 'beyond')

const order = (trend: Trend) => (trend.kpi.kind === 'business' ? 0 : 10) + RANK[standingOf(trend)]

/** `Late flights announced: 44.1 → 43 → 38.2 → 33 % over 4 weeks, worse; short of its target of 45 %`. */
function trendWords(trend: Trend): Words {
  const { kpi, values } = trend
  const run = values.map(({ value }) => figure(value)).join(' → ')
  const over = values.length > 1 ? ` over ${count(values.length, trend.every)}` : ''
  return [strong(kpi.name), `: ${run} ${kpi.unit}`.trimEnd(), over, COURSE[courseOf(trend)], '; ', agreedWords(trend)]
}

const COURSE = { better: ', better', worse: ', worse', same: ', the same', unknown: '' } as const

function agreedWords(trend: Trend): string {
  const { kpi, values } = trend
  const is = standingOf(trend)
  switch (is) {
    case 'beyond':
      return `beyond its limit of ${withUnit(kpi.limit ?? Number.NaN, kpi.unit)}`
    case 'short':
      return `short of its target of ${withUnit(kpi.target ?? Number.NaN, kpi.unit)}`
    case 'kept':
      return 'as agreed'
    case 'free':
      return 'nothing was agreed'
    case 'unknown':
      return `nothing newer than ${dayWords(values.at(-1)?.end ?? '')}`
  }
}

/** `Late flights announced 44 % (as agreed)`, each with its model where there are several. */
export function worstOfBusiness(models: readonly ModelNews[], most: number): string[] {
  const worst = ordered(models, ({ kpi }) => kpi.kind === 'business').slice(0, most)
  return worst.map(({ model, trend }) => `${models.length > 1 ? `${model.name}, ` : ''}${shortTrend(trend)}`)
}

function shortTrend(trend: Trend): string {
  const last = trend.values.at(-1)
  return last === undefined
    ? `${trend.kpi.name} has no reading`
    : `${trend.kpi.name} ${withUnit(last.value, trend.kpi.unit)} (${agreedWords(trend)})`
}

/** No data is a problem of its own: what is not measured is not as agreed. */
export function silentWords(models: readonly ModelNews[]): Words[] {
  return models.flatMap(({ model, trends, silent: parts }): Words[] => {
    const whole = trends.flatMap(({ kpi, values, silent }) =>
      silent ? [{ name: kpi.name, segment: undefined, newest: values.at(-1)?.end }] : [],
    )
    const all = [...whole, ...parts.map(({ kpi, of, newest }) => ({ name: kpi.name, segment: of, newest }))]
    const newest = all
      .flatMap(it => it.newest ?? [])
      .sort()
      .at(-1)
    const since = newest === undefined ? 'there never was a reading' : `the newest reading ended ${dayWords(newest)}`
    return all.length === 0 ? [] : [[strong(model.name), `: ${listWords(bySegment(all))}; ${since}`]]
  })
}

/** `2 KPIs and 1 segment`; nothing where all data is there. */
export function silentCounts(models: readonly ModelNews[]): string | undefined {
  const kpis = models.flatMap(({ trends }) => trends.filter(it => it.silent)).length
  const parts = models.flatMap(({ silent }) => silent)
  const part = parts.every(it => it.isSegment) ? 'segment' : 'part'
  const all = [...(kpis > 0 ? [count(kpis, 'KPI')] : []), ...(parts.length > 0 ? [count(parts.length, part)] : [])]
  return all.length > 0 ? listWords(all) : undefined
}
