import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askMlflow } from '../../src/sources/mlflow.ts'
import { playedWith } from '../fixtures/asking.ts'
import { expectProblemOrRows } from '../fixtures/problem-or-rows.ts'

const window = { start: new Date('2026-03-02T00:00:00Z'), end: new Date('2026-03-16T00:00:00Z') }
const mlflow = { experiment: '12', metrics: { mae: 'test_mae' }, n: 'rows', version: 'model_version' }
const tuesday = Date.parse('2026-03-03T14:30:00Z')

/** A run as the tracking server writes it. */
const run = (more: object = {}) => ({
  info: { run_id: 'a1', experiment_id: '12', status: 'FINISHED', start_time: tuesday, lifecycle_stage: 'active' },
  data: {
    metrics: [
      { key: 'test_mae', value: 3.5, timestamp: tuesday, step: 0 },
      { key: 'rows', value: 1200, timestamp: tuesday, step: 0 },
    ],
    params: [{ key: 'alpha', value: '0.5' }],
    tags: [{ key: 'model_version', value: '1.1.0' }],
    ...more,
  },
})
const ask = (...bodies: readonly unknown[]) => {
  const left = [...bodies]
  return playedWith(askMlflow({ mlflow, every: 'week' }, window), () => left.shift())
}

describe('[D1] runs of MLflow', () => {
  test('are searched among the finished ones that started in time', () => {
    expect(ask({}).asked).toEqual([
      {
        path: '/api/2.0/mlflow/runs/search',
        body: {
          experiment_ids: ['12'],
          filter: `attributes.status = 'FINISHED' and attributes.start_time >= ${window.start.getTime()} and attributes.start_time < ${window.end.getTime()}`,
          run_view_type: 'ACTIVE_ONLY',
          max_results: 1000,
          order_by: ['attributes.start_time ASC'],
        },
      },
    ])
  })

  test('count for the period in which they started', () => {
    expect(ask({ runs: [run()] }).rows).toEqual([
      { period: '2026-03-02T00:00:00.000Z', version: '1.1.0', n: 1200, mae: 3.5 },
    ])
  })

  test('have their count and version in parameters too, and moments as text', () => {
    const params = [
      { key: 'rows', value: '1200' },
      { key: 'model_version', value: '1.1.0' },
    ]
    const { info, data } = run({ params, tags: [], metrics: [{ key: 'test_mae', value: 3.5 }] })
    const [row] = ask({ runs: [{ info: { ...info, start_time: String(tuesday) }, data }] }).rows
    expect(row).toMatchObject({ version: '1.1.0', n: 1200 })
  })

  test('are followed page after page', () => {
    const { asked, rows } = ask({ runs: [run()], next_page_token: 'p2' }, { runs: [run()], next_page_token: '' })
    expect(asked.map(({ body }) => (body as { page_token?: string }).page_token)).toEqual([undefined, 'p2'])
    expect(rows).toHaveLength(2)
  })

  test('are refused where there are too many, and never a part of them', () => {
    const endless = () =>
      playedWith(askMlflow({ mlflow, every: 'day' }, window), () => ({ runs: [], next_page_token: 'x' }))
    expect(endless).toThrow(/more than 10000 runs[\s\S]*fix: Begin later/)
  })

  test('hold what is missing, and what is no number, as it is', () => {
    const [row] = ask({ runs: [run({ metrics: [{ key: 'test_mae', value: 'NaN' }], tags: [] })] }).rows
    expect(row).toEqual({ period: '2026-03-02T00:00:00.000Z', version: undefined, n: undefined, mae: 'NaN' })
  })

  test.each([
    ['no start', { runs: [{ info: {}, data: {} }] }, /not when it started/],
    ['runs that are no list', { runs: {} }, /no list of runs/],
    [
      'an experiment that is not there',
      { status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No Experiment with id=12 exists' } },
      /it answered 404: No Experiment with id=12 exists[\s\S]*fix: See that the experiment/,
    ],
  ])('are refused with the reason: %s', (_, body, says) => {
    expect(() => ask(body)).toThrow(says)
  })
})

describe('[D1] the alias of a registered model', () => {
  const alias = (more: object = {}) => ({ model: 'flight delay', alias: 'champion', ...more })
  const asked = (how: ReturnType<typeof alias>, body: unknown) =>
    playedWith(askMlflow({ mlflow: how, every: 'day' }, window), () => body)
  const found = { model_version: { name: 'flight delay', version: '7', tags: [{ key: 'release', value: '1.1.0' }] } }

  test('says what runs by its number in MLflow, or by a tag', () => {
    const { asked: requests, rows } = asked(alias(), found)
    expect(requests).toEqual([{ path: '/api/2.0/mlflow/registered-models/alias?name=flight+delay&alias=champion' }])
    expect(rows).toEqual([{ version: '7' }])
    expect(asked(alias({ version: 'release' }), found).rows).toEqual([{ version: '1.1.0' }])
  })
  test('is unknown where it has no such tag', () => {
    expect(asked(alias({ version: 'tag' }), found).rows).toEqual([{ version: undefined }])
  })
})

test('[D1] whatever comes in place of MLflow is a problem or rows, and no other error', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map(data => ({ runs: [{ info: { start_time: 0 }, data }] })),
  )
  expectProblemOrRows(anything, ask)
})
