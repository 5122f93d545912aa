import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { metricsText } from '../../src/reports/metrics.ts'

const reading: Reading = {
  ...{ model: 'churn', kpi: 'precision', segment: '', version: '4.1.0', value: 0.81, n: 900 },
  ...{ start: '2026-03-01T00:00:00.000Z', end: '2026-03-02T00:00:00.000Z', available: '2026-03-02T00:05:00.000Z' },
}

test('[D1] figures are written as Prometheus reads them', () => {
  const work = [
    { is: 'job', state: 'waiting', count: 3 },
    { is: 'message', state: 'dead', count: 1 },
  ] as const
  expect(metricsText({ readings: [reading], openCases: 1, openChanges: 2, work })).toMatchInlineSnapshot(`
    "# HELP kedge_up 1 while Kedge answers.
    # TYPE kedge_up gauge
    kedge_up 1
    # HELP kedge_round_end_seconds When a round of measuring last ended, in seconds since 1970; older than some minutes: Kedge measures nothing.
    # TYPE kedge_round_end_seconds gauge
    # HELP kedge_cases_open Cases that are open.
    # TYPE kedge_cases_open gauge
    kedge_cases_open 1
    # HELP kedge_changes_open Changes that are open.
    # TYPE kedge_changes_open gauge
    kedge_changes_open 2
    # HELP kedge_work Messages and jobs that are not done; what is dead was given up and is tried seldom.
    # TYPE kedge_work gauge
    kedge_work{is="job",state="waiting"} 3
    kedge_work{is="message",state="dead"} 1
    # HELP kedge_kpi_value The newest reading of a KPI, of models that everybody may see.
    # TYPE kedge_kpi_value gauge
    kedge_kpi_value{model="churn",kpi="precision",version="4.1.0"} 0.81
    # HELP kedge_kpi_samples How many samples that reading was made of.
    # TYPE kedge_kpi_samples gauge
    kedge_kpi_samples{model="churn",kpi="precision",version="4.1.0"} 900
    # HELP kedge_kpi_end_seconds When the period of that reading ended, in seconds since 1970.
    # TYPE kedge_kpi_end_seconds gauge
    kedge_kpi_end_seconds{model="churn",kpi="precision",version="4.1.0"} 1772409600
    "
  `)
})

test('[D1] no name of a version can end a line or a label', () => {
  const odd = { ...reading, version: '1"} 0\nkedge_up 0 \\' }
  const lines = metricsText({ readings: [odd], openCases: 0, openChanges: 0, work: [] }).split('\n')
  expect(lines.filter(line => line.startsWith('kedge_up'))).toEqual(['kedge_up 1'])
  expect(lines).toContain('kedge_kpi_value{model="churn",kpi="precision",version="1\\"} 0\\nkedge_up 0 \\\\"} 0.81')
})
