import { says } from '../words/says.ts'
import { HEIGHT, INK, LABEL_HEIGHT, WIDTH } from './kpi-chart-look.ts'
import { type Charted, type Series, shifted } from './kpi-series.ts'

type Layer = Readonly<Record<string, unknown>>
interface Range {
  readonly low: number
  readonly high: number
}

/** So much of a period stands free at both ends, so that no dot sits on the edge. */
const MARGIN = 0.35
/** More figures than this beside bad readings would cover each other. */
const MOST_FIGURES = 6
/** Of text of 13 pixels, about. */
const LETTER_WIDTH = 6.6

/** What is drawn, from the back to the front. */
export function layersOf(charted: Charted, series: Series): readonly Layer[] {
  const range = rangeOf(charted, series)
  return [
    frame(series, range),
    ...breach(series),
    ...limit(series),
    ...series.others.map(other => line(other.readings, INK.other, { strokeWidth: 1.75, strokeDash: [5, 3] })),
    line(series.ran, INK.ran, { strokeWidth: 3.25 }),
    ...changes(series),
    ...warned(charted, series),
    ...points(series),
    ...ends(series, range),
  ]
}

/** Not from zero: what matters is how far it is from the limit. Room above for the labels. */
function rangeOf({ warning }: Charted, { ran, others, limit, changes: taken }: Series): Range {
  const all = [...ran, ...others.flatMap(other => other.readings)].map(r => r.value)
  const values = limit === undefined ? all : [...all, limit]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = high - low || Math.abs(high) || 1
  const below = low - room * 0.12
  return { low: low >= 0 ? Math.max(0, below) : below, high: high + room * (warning || taken.length > 0 ? 0.4 : 0.15) }
}

/** Two unseen corners that span the picture: a domain of moments would be merged, with a warning for each layer. */
function frame({ ran, every }: Series, { low, high }: Range): Layer {
  const corners = [
    { start: shifted(ran[0]?.start ?? '', every, -MARGIN), value: low },
    { start: shifted(ran.at(-1)?.start ?? '', every, MARGIN), value: high },
  ]
  return { data: { values: corners }, mark: { type: 'point', opacity: 0 } }
}

function breach({ breach: open, every }: Series): readonly Layer[] {
  if (!open) return []
  const values = [{ from: shifted(open.start, every, -MARGIN), to: shifted(open.end, every, MARGIN) }]
  const encoding = {
    x: { field: 'from', type: 'temporal' },
    x2: { field: 'to' },
    y: { value: 0 },
    y2: { value: HEIGHT },
  }
  return [{ data: { values }, mark: { type: 'rect', color: INK.bad, opacity: 0.1 }, encoding }]
}

function limit({ limit: value }: Series): readonly Layer[] {
  if (value === undefined) return []
  const mark = { type: 'rule', color: INK.bad, strokeWidth: 1.5, strokeDash: [2, 3] }
  return [{ data: { values: [{ value }] }, mark, encoding: { x: { value: 0 }, x2: { value: WIDTH } } }]
}

function line(readings: readonly object[], color: string, look: object): Layer {
  return { data: { values: readings }, mark: { type: 'line', color, strokeCap: 'round', strokeJoin: 'round', ...look } }
}

/** Every reading a dot; the bad ones a diamond with their figure, as long as figures fit. */
function points({ ran, agreed }: Series): readonly Layer[] {
  const bad = ran.filter(r => r.bad)
  const values = (bad.length <= MOST_FIGURES ? bad : bad.slice(-1)).map(r => ({
    ...r,
    says: says.figures.shortFigure(r.value),
  }))
  const figures = {
    type: 'text',
    dy: agreed.direction === 'lower-is-better' ? -16 : 17,
    color: INK.bad,
    fontWeight: 700,
  }
  const scale = ran.length > 30 ? 0.5 : 1
  const dot = { type: 'point', filled: true, opacity: 1 }
  return [
    { data: { values: ran.filter(r => !r.bad) }, mark: { ...dot, shape: 'circle', color: INK.ran, size: 46 * scale } },
    {
      data: { values: bad },
      mark: { ...dot, shape: 'diamond', color: INK.bad, size: 150 * scale, stroke: 'white', strokeWidth: 1.5 },
    },
    ...haloed({ values }, figures, { text: { field: 'says' } }),
  ]
}

function changes({ changes: taken, ran, every }: Series): readonly Layer[] {
  // Between the last period of the one version and the first of the other.
  return taken.flatMap(({ at, version }) =>
    marker(shifted(at, every, -0.5), [says.kpiChartLayers.tookOver(cut(version, 14))], INK.ran, ran),
  )
}

function warned({ warning }: Charted, { ran }: Series): readonly Layer[] {
  if (!warning) return []
  return marker(warning.at, [says.kpiChartLayers.warned(warning), warning.says], INK.warning, ran)
}

/** A moment on the way, with a headline and a sentence, on the side that has more room. */
function marker(
  at: string,
  [headline, says]: readonly [string, string?],
  color: string,
  ran: Series['ran'],
): readonly Layer[] {
  const [first, last] = [Date.parse(ran[0]?.start ?? ''), Date.parse(ran.at(-1)?.start ?? '')]
  const share = (Date.parse(at) - first) / (last - first)
  if (!(share >= 0 && share <= 1)) return []
  const toTheLeft = says !== undefined && share > 0.5
  const room = Math.max(12, Math.floor(((toTheLeft ? share : 1 - share) * WIDTH) / LETTER_WIDTH))
  const x = { field: 'at', type: 'temporal' }
  const texts = [headline, ...wrapped(says ?? '', room)].map((line, i) => {
    const look = {
      align: toTheLeft ? 'right' : 'left',
      dx: toTheLeft ? -8 : 8,
      fontWeight: i === 0 ? 700 : 400,
      fontSize: 13,
    }
    const encoding = { x, y: { value: 8 + i * LABEL_HEIGHT }, text: { field: 'line' } }
    return { data: { values: [{ at, line }] }, mark: { type: 'text', color, ...look }, encoding }
  })
  const rule = { type: 'rule', color, strokeWidth: 1.5, strokeDash: [6, 3] }
  return [{ data: { values: [{ at }] }, mark: rule, encoding: { x, y: { value: 0 }, y2: { value: HEIGHT } } }, ...texts]
}

/** At most two lines, about as long as each other; cut where there is not room for that. */
function wrapped(text: string, room: number): readonly string[] {
  if (text.length <= room) return text === '' ? [] : [text]
  const half = text.indexOf(' ', Math.min(room, text.length / 2) - 1)
  const at = half > 0 && half <= room ? half : Math.max(text.lastIndexOf(' ', room), 1)
  return [cut(text.slice(0, at), room), cut(text.slice(at).trim(), room)]
}

/** Text stays readable where a line passes behind it. */
function haloed(data: object, mark: object, encoding: object): readonly Layer[] {
  return [
    { data, mark: { ...mark, stroke: 'white', strokeWidth: 5, strokeJoin: 'round', opacity: 0.85 }, encoding },
    { data, mark, encoding },
  ]
}

/** Each line is named at its end instead of in a legend; names that would touch are moved apart. */
function ends({ ran, running, others, limit: value, agreed }: Series, { low, high }: Range): readonly Layer[] {
  const named = [
    { value: ran.at(-1)?.value, says: says.kpiChartLayers.runs(cut(running, 10)), color: INK.ran, fontWeight: 700 },
    ...others.map(other => ({
      value: other.readings.at(-1)?.value,
      says: cut(other.version, 14),
      color: INK.other,
      fontWeight: 600,
    })),
    {
      value,
      says: says.kpiChartLayers.limit(value ?? 0, agreed.unit.length > 4 ? '' : agreed.unit),
      color: INK.bad,
      fontWeight: 600,
    },
  ].flatMap(it => (it.value === undefined ? [] : [{ ...it, y: ((high - it.value) / (high - low)) * HEIGHT }]))
  let above = Number.NEGATIVE_INFINITY
  return named
    .sort((a, b) => a.y - b.y)
    .map(({ says, color, fontWeight, y }) => {
      above = Math.max(y, above + LABEL_HEIGHT)
      const encoding = { x: { value: WIDTH + 12 }, y: { value: above }, text: { field: 'says' } }
      return { data: { values: [{ says }] }, mark: { type: 'text', align: 'left', color, fontWeight }, encoding }
    })
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
