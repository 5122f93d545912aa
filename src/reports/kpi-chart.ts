import type { Every } from '../core/period.ts'
import { dayWords, figure, listWords, minuteWords, withUnit } from '../core/words.ts'
import { cut, line } from './clean.ts'
import { layersOf } from './kpi-chart-layers.ts'
import { chartConfig } from './kpi-chart-look.ts'
import { type Charted, type Series, seriesOf } from './kpi-series.ts'
import { withPart } from './segment-words.ts'

/** One KPI of one model over time as a Vega-Lite specification, or undefined where there is nothing to draw. */
export function kpiChart(charted: Charted): object | undefined {
  const series = seriesOf(charted)
  if (!series) return undefined
  return {
    ...chartConfig,
    title: { text: withPart(series.agreed.name, charted), subtitle: subtitle(charted, series) },
    layer: layersOf(charted, series),
    encoding: { x: timeAxis(series), y: valueAxis(series) },
  }
}

/** What it shows in words and figures, the finding first: for screen readers, and where it does not load. At most 2,000 characters. */
export function altText(charted: Charted): string {
  const { model, kpi, warning } = charted
  const series = seriesOf(charted)
  if (!series) return `${model.name}: there are no readings of ${withPart(kpi, charted)} to draw.`
  const { agreed, ran, every, running, others, changes } = series
  const [first, last] = [ran[0], ran.at(-1)]
  if (!first || !last) return ''
  const sentences = [
    `${withPart(agreed.name, charted)} of ${model.name}: ${withUnit(last.value, agreed.unit)} ${periodWords(every, last.start)}, while ${running} ran.`,
    ...beyond(series),
    ...others.flatMap(other => {
      const same = other.readings.find(r => r.start === last.start)
      return same ? [`${other.version} on the same cases: ${figure(same.value)}.`] : []
    }),
    ...changes.map(change => `${change.version} took over ${periodWords(every, change.at)}.`),
    ...(warning ? [`Warned since ${dayWords(warning.at)}: ${warning.says}`] : []),
    `One reading ${every === 'hour' ? 'an' : 'a'} ${every}, ${dayWords(first.start)} to ${dayWords(last.start)}.`,
  ]
  return cut(line(sentences.join(' ')), 2000)
}

function subtitle({ model }: Charted, { agreed, every }: Series): string {
  const better = agreed.direction === 'lower-is-better' ? 'lower is better' : 'higher is better'
  return `${model.name} · ${agreed.unit}, ${better} · by ${every}, UTC`
}

function timeAxis({ ran, every }: Series): object {
  const starts = ran.map(r => Date.parse(r.start))
  // Counted back from the newest period, so that this one always has its day.
  const step = Math.ceil(starts.length / 9)
  return {
    field: 'start',
    type: 'temporal',
    scale: { type: 'utc', nice: false },
    axis: {
      format: every === 'hour' ? '%-d %b %H:%M' : '%-d %b',
      values: starts.filter((_, i) => (starts.length - 1 - i) % step === 0),
      grid: false,
      title: every === 'week' ? 'week that began on' : null,
    },
  }
}

function valueAxis({ agreed }: Series): object {
  const title = { title: agreed.unit, titleAngle: 0, titleAlign: 'left', titleAnchor: 'end', titleX: -40, titleY: -14 }
  return {
    field: 'value',
    type: 'quantitative',
    scale: { nice: false, zero: false },
    axis: { tickCount: 5, domain: false, ticks: false, labelPadding: 8, ...title },
  }
}

function beyond({ ran, limit, every }: Series): readonly string[] {
  if (limit === undefined) return []
  const bad = ran.filter(r => r.bad)
  const [first, last] = [bad[0], bad.at(-1)]
  if (!first || !last) return [`Never beyond the limit of ${figure(limit)}.`]
  if (bad.length > 4) {
    return [
      `Beyond the limit of ${figure(limit)} in ${bad.length} of ${ran.length} readings, first ${periodWords(every, first.start)}, last ${periodWords(every, last.start)}.`,
    ]
  }
  return [
    `Beyond the limit of ${figure(limit)} ${listWords(bad.map(r => `${periodWords(every, r.start)} (${figure(r.value)})`))}.`,
  ]
}

function periodWords(every: Every, start: string): string {
  if (every === 'hour') return `in the hour from ${minuteWords(start)}`
  return every === 'week' ? `in the week of ${dayWords(start)}` : `on ${dayWords(start)}`
}
