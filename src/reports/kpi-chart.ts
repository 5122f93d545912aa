import { says } from '../words/says.ts'
import { cut, line } from './clean.ts'
import { layersOf } from './kpi-chart-layers.ts'
import { chartConfig } from './kpi-chart-look.ts'
import { type Charted, type Series, seriesOf } from './kpi-series.ts'
import { withPart } from './segment-words.ts'

/** So many stand beside each other in the picture, about. */
const [TITLE_LETTERS, SUBTITLE_LETTERS] = [56, 90]
/** As `shortFigure` says it, in Vega’s own language; what is smaller has room as it is. */
const SHORT_LABELS =
  "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, '.4~r') + ' bn' : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, '.4~r') + ' M' : datum.label"

/** One KPI of one model over time as a Vega-Lite specification, or undefined where there is nothing to draw. */
export function kpiChart(charted: Charted): object | undefined {
  const series = seriesOf(charted)
  if (!series) return undefined
  return {
    ...chartConfig,
    title: {
      text: cut(withPart(series.agreed.name, charted), TITLE_LETTERS),
      subtitle: cut(subtitle(charted, series), SUBTITLE_LETTERS),
    },
    layer: layersOf(charted, series),
    encoding: { x: timeAxis(series), y: valueAxis(series) },
  }
}

/** What it shows in words and figures, the finding first: for screen readers, and where it does not load. At most 2,000 characters. */
export function altText(charted: Charted): string {
  const { model, kpi, warning } = charted
  const series = seriesOf(charted)
  if (!series) return says.kpiChart.noReadings(withPart(kpi, charted), model.name)
  const { agreed, ran, every, running, others, changes } = series
  const [first, last] = [ran[0], ran.at(-1)]
  if (!first || !last) return ''
  const sentences = [
    says.kpiChart.newest({
      kpi: withPart(agreed.name, charted),
      model: model.name,
      value: last.value,
      unit: agreed.unit,
      start: last.start,
      every,
      running,
    }),
    ...beyond(series),
    ...others.flatMap(other => {
      const same = other.readings.find(r => r.start === last.start)
      return same ? [says.kpiChart.onSameCases(other.version, same.value)] : []
    }),
    ...changes.map(change => says.kpiChart.tookOver(change.version, every, change.at)),
    ...(warning ? [says.kpiChart.warned(warning)] : []),
    says.kpiChart.oneReading(every, first.start, last.start),
  ]
  return cut(line(sentences.join(' ')), 2000)
}

function subtitle({ model }: Charted, { agreed: { unit, direction }, every }: Series): string {
  return says.kpiChart.subtitle({ model: model.name, unit, direction, every })
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
      title: every === 'week' ? says.kpiChart.weekAxis : null,
    },
  }
}

function valueAxis({ agreed }: Series): object {
  const title = { title: agreed.unit, titleAngle: 0, titleAlign: 'left', titleAnchor: 'end', titleX: -40, titleY: -14 }
  return {
    field: 'value',
    type: 'quantitative',
    scale: { nice: false, zero: false },
    axis: { tickCount: 5, domain: false, ticks: false, labelPadding: 8, labelExpr: SHORT_LABELS, ...title },
  }
}

function beyond({ ran, limit, every }: Series): readonly string[] {
  if (limit === undefined) return []
  const bad = ran.filter(r => r.bad)
  const [first, last] = [bad[0], bad.at(-1)]
  if (!first || !last) return [says.kpiChart.neverBeyond(limit)]
  if (bad.length <= 4) return [says.kpiChart.beyondIn(limit, every, bad)]
  const many = { limit, every, bad: bad.length, all: ran.length }
  return [says.kpiChart.beyondOften({ ...many, first: first.start, last: last.start })]
}
