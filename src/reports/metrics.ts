import type { Reading } from '../core/reading.ts'

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
    gauge('kedge_up', '1 while Kedge answers.', [[{}, 1]]),
    gauge(
      'kedge_round_end_seconds',
      'When a round of measuring last ended, in seconds since 1970; older than some minutes: Kedge measures nothing.',
      roundEnded ? [[{}, roundEnded.getTime() / 1000]] : [],
    ),
    gauge('kedge_cases_open', 'Cases that are open.', [[{}, openCases]]),
    gauge('kedge_changes_open', 'Changes that are open.', [[{}, openChanges]]),
    gauge(
      'kedge_work',
      'Messages and jobs that are not done; what is dead was given up and is tried seldom.',
      work.map(({ is, state, count }) => [{ is, state }, count]),
    ),
    gauge(
      'kedge_kpi_value',
      'The newest reading of a KPI, of models that everybody may see.',
      each(({ value }) => value),
    ),
    gauge(
      'kedge_kpi_samples',
      'How many samples that reading was made of.',
      each(({ n }) => n),
    ),
    gauge(
      'kedge_kpi_end_seconds',
      'When the period of that reading ended, in seconds since 1970.',
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
