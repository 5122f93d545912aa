import type { Reading } from '../core/reading.ts'
import { says } from '../words/says.ts'

/** What Kedge tells of itself and of what it measured. */
export interface Figures {
  /** The newest of each KPI of each version. */
  readonly readings: readonly Reading[]
  /** When all was last measured; left out before the first time. */
  readonly roundEnded?: Date
  readonly openCases: number
  readonly openChanges: number
  readonly work: readonly { readonly is: 'message' | 'job'; readonly state: string; readonly count: number }[]
}

type Labels = Readonly<Record<string, string>>
type Samples = readonly (readonly [labels: Labels, value: number])[]

/** The text format that Prometheus reads. */
export function metricsText({ readings, roundEnded, openCases, openChanges, work }: Figures): string {
  const each = (value: (reading: Reading) => number): Samples =>
    readings.map(it => [{ model: it.model, kpi: it.kpi, version: it.version }, value(it)])
  return [
    gauge('kedge_up', says.metrics.up, [[{}, 1]]),
    gauge('kedge_round_end_seconds', says.metrics.roundEnd, roundEnded ? [[{}, roundEnded.getTime() / 1000]] : []),
    gauge('kedge_cases_open', says.metrics.casesOpen, [[{}, openCases]]),
    gauge('kedge_changes_open', says.metrics.changesOpen, [[{}, openChanges]]),
    gauge(
      'kedge_work',
      says.metrics.work,
      work.map(({ is, state, count }) => [{ is, state }, count]),
    ),
    gauge(
      'kedge_kpi_value',
      says.metrics.kpiValue,
      each(({ value }) => value),
    ),
    gauge(
      'kedge_kpi_samples',
      says.metrics.kpiSamples,
      each(({ n }) => n),
    ),
    gauge(
      'kedge_kpi_end_seconds',
      says.metrics.kpiEnd,
      each(({ end }) => Date.parse(end) / 1000),
    ),
  ].join('')
}

function gauge(name: string, help: string, samples: Samples): string {
  const lines = samples.map(([labels, value]) => `${name}${labelled(labels)} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`
}

function labelled(labels: Labels): string {
  const all = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, escaped)}"`)
  return all.length === 0 ? '' : `{${all.join(',')}}`
}

const escaped = (letter: string) => (letter === '\n' ? '\\n' : `\\${letter}`)
