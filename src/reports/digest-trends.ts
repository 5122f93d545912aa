import type { DigestFacts, ModelNews } from '../core/digest.ts'
import { countedBy, courseOf, standingOf, type Trend } from '../core/trend.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { bySegment } from './segment-words.ts'

/** The worst first, so that of many what is cut off is what went well. */
const RANK = { beyond: 0, short: 1, unknown: 2, free: 3, kept: 4 } as const
const MOST = 12

/** The business’s KPIs with where they go, and technical ones that are not as agreed: of many the worst, whosever they are. */
export function trendBlocks({ models }: DigestFacts): Block[] {
  const all = worstFirst(models, isShown)
  if (all.length === 0) return []
  const many = models.length > 1
  const shown = all.slice(0, MOST).sort((a, b) => Number(isTechnical(a.trend)) - Number(isTechnical(b.trend)))
  const items = shown.map(({ model, trend }) => {
    const words = trendWords(trend)
    return many ? says.digestTrends.of(model.name, words) : words
  })
  const left = all.slice(MOST).map(({ trend }) => standingOf(trend))
  const more: Block[] = left.length > 0 ? [{ is: 'note', words: says.digestTrends.more(left) }] : []
  return [{ is: 'list', items }, ...more]
}

function worstFirst(models: readonly ModelNews[], shown: (trend: Trend) => boolean) {
  const all = models.flatMap(({ model, trends }) => trends.filter(shown).map(trend => ({ model, trend })))
  return all.sort((a, b) => order(a.trend) - order(b.trend))
}

const isShown = (trend: Trend) => trend.values.length > 0 && (!isTechnical(trend) || standingOf(trend) === 'beyond')

const isTechnical = ({ kpi }: Trend) => kpi.kind === 'technical'

const order = (trend: Trend) => 2 * RANK[standingOf(trend)] + Number(isTechnical(trend))

/** `Late flights announced: 44.1 → 43 → 38.2 → 33 % over 4 weeks, worse; short of its target of 45 %`. */
function trendWords(trend: Trend): Words {
  const { kpi, values } = trend
  return says.digestTrends.trend({
    ...{ name: kpi.name, unit: kpi.unit, values: values.map(({ value }) => value) },
    ...{ every: countedBy(trend), course: courseOf(trend), agreed: agreedWords(trend) },
  })
}

function agreedWords(trend: Trend): string {
  const { kpi, values } = trend
  const { beyond, short, kept, free, nothingNewer } = says.digestTrends
  const is = standingOf(trend)
  switch (is) {
    case 'beyond':
      return beyond(kpi.limit ?? Number.NaN, kpi.unit)
    case 'short':
      return short(kpi.target ?? Number.NaN, kpi.unit)
    case 'kept':
      return kept
    case 'free':
      return free
    case 'unknown':
      return nothingNewer(values.at(-1)?.end ?? '')
  }
}

/** `Late flights announced 44 % (as agreed)`, each with its model where there are several. */
export function worstOfBusiness(models: readonly ModelNews[], most: number): string[] {
  const worst = worstFirst(models, ({ kpi }) => kpi.kind === 'business').slice(0, most)
  return worst.map(({ model, trend }) => {
    const short = shortTrend(trend)
    return models.length > 1 ? says.digestTrends.inShortOf(model.name, short) : short
  })
}

function shortTrend(trend: Trend): string {
  const { name, unit } = trend.kpi
  const last = trend.values.at(-1)
  return last === undefined
    ? says.digestTrends.noReading(name)
    : says.digestTrends.inShort({ name, value: last.value, unit, agreed: agreedWords(trend) })
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
    return all.length === 0 ? [] : [says.digestTrends.silent(model.name, bySegment(all), newest)]
  })
}

/** `2 KPIs and 1 segment`; nothing where all data is there. */
export function silentCounts(models: readonly ModelNews[]): string | undefined {
  const kpis = models.flatMap(({ trends }) => trends.filter(it => it.silent)).length
  const parts = models.flatMap(({ silent }) => silent)
  if (kpis + parts.length === 0) return undefined
  return says.digestTrends.silentCounts({ kpis, parts: parts.length, areSegments: parts.every(it => it.isSegment) })
}
