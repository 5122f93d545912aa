import { compile, type TopLevelSpec } from 'vega-lite'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { type MonitorCheck, watchSeries } from '../../src/core/monitor.ts'
import type { Reading } from '../../src/core/reading.ts'
import { altText, kpiChart } from '../../src/reports/kpi-chart.ts'
import { kpiMermaid } from '../../src/reports/kpi-mermaid.ts'
import { type Charted, seriesOf } from '../../src/reports/kpi-series.ts'

const model: Model = {
  kind: 'model',
  id: 'flight-delay',
  name: 'Flight delay forecast',
  useCase: 'notices',
  tier: 'medium',
  owners: { business: 'mara', technical: 'ana' },
  serving: { version: '1.1.0', mode: 'batch' },
  queries: { weekly: { connection: 'flights', every: 'week', sql: 'select 1' } },
  kpis: {
    mae: {
      name: 'Mean error',
      kind: 'technical',
      unit: 'min',
      direction: 'lower-is-better',
      limit: 18.5,
      query: 'weekly',
    },
  },
}
const check: MonitorCheck = {
  direction: 'lower-is-better',
  limit: 18.5,
  fires: { after: 2, of: 2 },
  clears: { after: 2, limit: 18 },
  minSamples: 1,
}
const week = (i: number) => new Date(Date.UTC(2001, 2, 19 + 7 * i)).toISOString()
const reading = (version: string, i: number, value: number): Reading => ({
  model: model.id,
  kpi: 'mae',
  segment: '',
  version,
  start: week(i),
  end: week(i + 1),
  value,
  n: 100,
  available: week(i + 1),
})
const ran = [15.8, 15.2, 19.3, 19.8].map((value, i) => reading('1.1.0', i, value))
const other = [16, 15.2, 18.1, 18.7].map((value, i) => reading('1.0.0', i, value))
const charted: Charted = {
  model,
  kpi: 'mae',
  ran,
  readings: [...ran, ...other],
  check,
  watched: watchSeries(check, ran, new Date(week(4))),
  warning: { at: '2001-04-02T00:00:00.000Z', says: 'More flights on routes it never saw.' },
}
const texts = (spec: object | undefined) =>
  [...JSON.stringify(spec).matchAll(/"(?:says|line)":"([^"]+)"/g)].map(m => m[1])

type Rgb = readonly number[]
const WHITE: Rgb = [255, 255, 255]
const rgb = (hex: string): Rgb => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))
const over = (color: Rgb, opacity: number): Rgb => color.map((c, i) => c * opacity + (WHITE[i] ?? 0) * (1 - opacity))

/** As WCAG 2 has it. */
function contrast(a: Rgb, b: Rgb): number {
  const light = (color: Rgb) => {
    const [r = 0, g = 0, blue = 0] = color.map(c =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [low = 0, high = 0] = [light(a), light(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** Every colour that says something: of words, lines and dots; and what is shaded behind them. Grids only decorate. */
function colorsOf(spec: object | undefined) {
  const { layer, config, background } = spec as {
    layer: { mark: { type: string; color?: string; opacity?: number } }[]
    config: { title: Record<string, string>; axis: Record<string, string> }
    background: string
  }
  const marks = layer.flatMap(({ mark: { type, color, opacity } }) => (color ? [{ of: type, color, opacity }] : []))
  const { title, axis } = config
  const words = [title.color, title.subtitleColor, axis.labelColor, axis.titleColor]
  return {
    background,
    inks: [...marks.filter(({ of }) => of !== 'rect'), ...words.map(color => ({ of: 'text', color: color ?? '' }))],
    shades: marks.filter(({ of }) => of === 'rect').map(({ color, opacity = 1 }) => over(rgb(color), opacity)),
  }
}

describe('a chart of a KPI', () => {
  test('is valid Vega-Lite that compiles without a warning', () => {
    const heard: unknown[] = []
    const hear = (...said: unknown[]) => {
      heard.push(said)
      return ear
    }
    const ear = { level: () => ear, error: hear, warn: hear, info: () => ear, debug: () => ear }
    compile(kpiChart(charted) as TopLevelSpec, { logger: ear as never })
    expect(heard).toEqual([])
  })

  test('names its lines, the limit, the bad figures and the warning', () => {
    const said = new Set(texts(kpiChart(charted)))
    expect(said).toEqual(
      new Set([
        '1.1.0 runs',
        '1.0.0',
        'limit 18.5 min',
        '19.3',
        '19.8',
        'Warning, since 2 April',
        'More flights on routes it never saw.',
      ]),
    )
    expect(kpiChart(charted)).toMatchObject({
      title: { text: 'Mean error', subtitle: 'Flight delay forecast · min, lower is better · by week, UTC' },
    })
  })

  test('marks the breach by its bad weeks', () => {
    expect(seriesOf(charted)).toMatchObject({ running: '1.1.0', breach: { start: week(2), end: week(3) }, changes: [] })
  })

  test('says where another version took over, and keeps drawing the one before', () => {
    const back = [...ran, reading('1.0.0', 4, 14.8)]
    const after = {
      ...charted,
      ran: back,
      readings: [...charted.readings, reading('1.0.0', 4, 14.8), reading('1.1.0', 4, 16.5)],
    }
    expect(seriesOf(after)).toMatchObject({
      running: '1.0.0',
      changes: [{ at: week(4), version: '1.0.0' }],
      others: [{ version: '1.1.0' }],
    })
    expect(texts(kpiChart(after))).toContain('1.0.0 took over')
  })

  test('is nothing where there is nothing to draw, and says so', () => {
    expect(kpiChart({ ...charted, ran: [] })).toBeUndefined()
    expect(kpiChart({ ...charted, kpi: 'mea' })).toBeUndefined()
    expect(kpiMermaid({ ...charted, ran: [] })).toBeUndefined()
    expect(altText({ ...charted, ran: [] })).toBe('Flight delay forecast: there are no readings of mae to draw.')
  })

  test('is drawn from one reading and from equal ones', () => {
    for (const few of [ran.slice(0, 1), ran.map(r => ({ ...r, value: 3 }))]) {
      expect(JSON.stringify(kpiChart({ ...charted, ran: few, readings: few }))).not.toMatch(/null,"?y|NaN|Infinity/)
    }
  })

  test('[E2] can be read by day and by night: it brings its own white, and every ink stands out on it', () => {
    const back = [...ran, reading('1.0.0', 4, 14.8)]
    const spec = kpiChart({ ...charted, ran: back, readings: [...charted.readings, ...back.slice(4)] })
    const { inks, shades, background } = colorsOf(spec)
    expect(background).toBe('white')
    expect([inks.length > 8, shades.length]).toEqual([true, 1])
    const weak = inks.flatMap(({ color, of }) =>
      [WHITE, ...shades].flatMap(ground => {
        const ratio = contrast(rgb(color), ground)
        return ratio < (of === 'text' ? 4.5 : 3) ? [`${of} ${color}: ${ratio.toFixed(2)}`] : []
      }),
    )
    expect(weak).toEqual([])
  })

  test('[E2] the words for those who do not see it begin with the finding', () => {
    expect(altText(charted)).toMatch(/^Mean error of Flight delay forecast: 19\.8 min in the week of 9 April 2001/)
    expect(altText(charted).split('. ')[1]).toMatch(/^Beyond the limit of 18\.5 in the week/)
  })

  test('[E8] the words are one line that is whole, whatever the KPI is called', () => {
    for (const name of ['😀'.repeat(1500), 'x\n# y', '\ud83d']) {
      const kpis = { mae: { ...model.kpis?.mae, name } } as NonNullable<Model['kpis']>
      const alt = altText({ ...charted, model: { ...model, kpis } })
      expect([alt.length <= 2000, alt.isWellFormed(), alt.includes('\n')]).toEqual([true, true, false])
    }
  })

  test('has the same in words', () => {
    expect(altText(charted)).toMatchInlineSnapshot(
      `"Mean error of Flight delay forecast: 19.8 min in the week of 9 April 2001, while 1.1.0 ran. Beyond the limit of 18.5 in the week of 2 April 2001 (19.3) and in the week of 9 April 2001 (19.8). 1.0.0 on the same cases: 18.7. Warning, since 2 April 2001: More flights on routes it never saw. One reading a week, 19 March 2001 to 9 April 2001."`,
    )
  })
})

describe('a chart in Markdown', () => {
  test('has one line for each version and one for the limit', () => {
    expect(kpiMermaid(charted)).toMatchInlineSnapshot(`
      "%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#0072B2, #868D96, #D55E00"}}}}%%
      xychart-beta
        title "Mean error: blue 1.1.0, which runs, grey 1.0.0, orange the limit 18.5"
        x-axis ["19 Mar", "26 Mar", "2 Apr", "9 Apr"]
        y-axis "min" 14.74 --> 20.26
        line [15.8, 15.2, 19.3, 19.8]
        line [16, 15.2, 18.1, 18.7]
        line [18.5, 18.5, 18.5, 18.5]"
    `)
  })

  test('leaves out a line with gaps, which Mermaid would draw in the wrong weeks', () => {
    expect(kpiMermaid({ ...charted, readings: [...ran, ...other.slice(1)] })).not.toContain('1.0.0')
  })

  test('cannot be ended by a name from a file', () => {
    const kpi = { ...model.kpis?.mae, name: 'a"]\n  line [1];%%{', unit: '"' } as NonNullable<Model['kpis']>[string]
    const lines = kpiMermaid({ ...charted, model: { ...model, kpis: { mae: kpi } } })?.split('\n') ?? []
    expect(lines).toHaveLength(8)
    expect(lines[2]).toBe('  title "a’] line [1] %{: blue 1.1.0, which runs, grey 1.0.0, orange the limit 18.5"')
  })
})

test('[D5] a chart shows what a method found bad, and no limit it did not look at', () => {
  const judges: MonitorCheck['judges'] = readings => readings.map(r => (r.value < 16 ? 'bad' : 'good'))
  const judged: MonitorCheck = { ...check, judges, minSamples: 50 }
  const few = { ...reading('1.1.0', 4, 15), n: 1 }
  const series = seriesOf({ ...charted, ran: [...ran, few], check: judged })
  expect(series?.ran.map(r => r.bad)).toEqual([true, true, false, false, false])
  expect(series?.limit).toBeUndefined()
  expect(seriesOf(charted)?.limit).toBe(18.5)
})
