import { describe, expect, test } from 'vitest'
import { droppedReadings, lacksModel } from '../../src/flows/dropped-readings.ts'
import { fedModel } from '../fixtures/pushed.ts'

const NOW = '2026-03-10T06:00:00.000Z'
const INTO = {
  models: { churn: fedModel(), spare: fedModel('spare') },
  pushers: { desk: {}, lab: { models: ['churn'] } },
  now: NOW,
}
const HEAD = 'model,kpi,version,start,value,n'
const said = (lines: readonly string[], more: Partial<Parameters<typeof droppedReadings>[1]> = {}) =>
  droppedReadings(new TextEncoder().encode(lines.join('\n')), { ...INTO, ...more })
const row = (kpi: string, model = 'churn', start = '2026-03-02') => `${model},${kpi},4.1.0,${start},81.5,900`

describe('[D2] a file that is dropped in a channel', () => {
  test('may hold what several sources push, of several models', () => {
    const { rows, readings, refused } = said([HEAD, row('precision'), row('fairness'), row('recall', 'spare')])
    expect({ rows, refused }).toEqual({ rows: 3, refused: [] })
    expect(readings.map(it => `${it.model} ${it.kpi} ${it.end.slice(0, 10)}`)).toEqual([
      'churn precision 2026-03-03',
      'spare recall 2026-03-09',
      'churn fairness 2026-03-03',
    ])
  })

  test('is of the model that is chosen, where no column says it, and of the column’s where one does', () => {
    const lines = ['kpi,version,start,value,n', 'precision,4.1.0,2026-03-02,81.5,900']
    expect(said(lines, { of: 'spare' }).readings).toMatchObject([{ model: 'spare', kpi: 'precision' }])
    expect(said(lines).refused).toMatchObject([{ at: 'line 1', says: 'There is no column `model`.' }])
    expect(said([HEAD, row('precision')], { of: 'spare' }).readings).toMatchObject([{ model: 'churn' }])
  })

  test.each<[string, string, string, string]>([
    ['what is asked for', row('precision'), '`precision` of churn is measured over a connection', 'Let its query name'],
    [
      'what another source feeds',
      row('fairness', 'spare'),
      'There is no model `spare` that lab feeds.',
      'connection: lab',
    ],
    ['a query that holds SQL', row('lift'), 'Query asked of churn holds `sql`', 'Take `sql` out of the query'],
    ['a KPI that is not there', row('precisoin'), 'Did you mean `precision`?', 'Write `precision`'],
    ['a model of another channel', row('precision', 'chrun'), 'Did you mean `churn`?', 'Write `churn` or `spare`'],
    ['a name of JavaScript', row('precision', 'constructor'), '`constructor` is no model', 'Write `churn`'],
    ['what fits no form', row('precision', 'No Id'), 'is `No Id`, which has not the right form.', ''],
  ])('stores nothing where a line holds %s', (what, line, says, fix) => {
    const pushers = what === 'what is asked for' ? {} : INTO.pushers
    const { readings, refused } = said([HEAD, row('recall'), line], { pushers })
    expect(readings).toEqual([])
    const { at } = refused.at(-1) ?? {}
    expect(at).toBe('line 3')
    expect(refused.at(-1)?.says).toContain(says)
    expect(refused.at(-1)?.fix).toContain(fix)
  })

  test('says no more than twenty reasons, by line, and those of every kind', () => {
    const bad = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? row('nope') : 'short,line'))
    const { refused } = said([HEAD, ...bad])
    expect(refused.map(it => it.at)).toEqual(Array.from({ length: 20 }, (_, i) => `line ${i + 2}`))
  })

  test.each([
    [HEAD, false],
    ['kpi,version,start,value,n', true],
    ['kpi;version;start;value;n', false],
    ['date,delay', false],
  ])('leaves its model open: %s', (head, is) => {
    expect(lacksModel(new TextEncoder().encode(`${head}\n1`))).toBe(is)
  })
})
