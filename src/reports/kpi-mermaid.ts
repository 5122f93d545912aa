import { says } from '../words/says.ts'
import { type Charted, seriesOf } from './kpi-series.ts'
import { withPart } from './segment-words.ts'

/** Mermaid has no markers; more labels than this overlap. */
const MOST = 12

/** A chart for Markdown, or undefined where there is nothing to draw. Lines in this order: ran, other versions, limit. */
export function kpiMermaid(charted: Charted): string | undefined {
  const series = seriesOf(charted)
  if (!series) return undefined
  const ran = series.ran.slice(-MOST)
  const others = series.others.flatMap(({ version, readings }) => {
    const values = ran.map(r => readings.find(other => other.start === r.start)?.value)
    // Mermaid puts values in order without looking at the axis, so a line with gaps would lie.
    return values.every(value => value !== undefined)
      ? [{ name: says.kpiMermaid.grey(version), values, color: '#868D96' }]
      : []
  })
  const { limit } = series
  const lines = [
    { name: says.kpiMermaid.blueRuns(series.running), values: ran.map(r => r.value), color: '#0072B2' },
    ...others,
    ...(limit === undefined
      ? []
      : [{ name: says.kpiMermaid.orangeLimit(limit), values: ran.map(() => limit), color: '#D55E00' }]),
  ]
  const all = lines.flatMap(line => line.values)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const room = (high - low || 1) * 0.1
  const title = says.kpiMermaid.title(
    withPart(series.agreed.name, charted),
    lines.map(line => line.name),
  )
  return [
    `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${lines.map(line => line.color).join(', ')}"}}}}%%`,
    'xychart-beta',
    `  title ${quoted(title)}`,
    `  x-axis [${ran.map(r => quoted(says.kpiMermaid.day(r.start))).join(', ')}]`,
    `  y-axis ${quoted(series.agreed.unit)} ${rounded(low >= 0 ? Math.max(0, low - room) : low - room)} --> ${rounded(high + room)}`,
    ...lines.map(line => `  line [${line.values.map(rounded).join(', ')}]`),
  ].join('\n')
}

function rounded(value: number): string {
  return String(Number(value.toFixed(3)))
}

/** Names come from YAML: a quote or a new line would end the text and begin a statement. */
function quoted(text: string): string {
  return `"${text
    .replace(/["\\]/g, '’')
    .replace(/%%+/g, '%')
    .replace(/[\s;]+/g, ' ')}"`
}
