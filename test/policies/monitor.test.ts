import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import { mutatePolicy } from '../../src/flows/mutate-policy.ts'
import kind, { checkOf, type Monitor } from '../../src/policies/monitor.ts'
import { misfits } from '../../src/repository/schema.ts'
import { flightDelay, monitor } from '../fixtures/flight-delay.ts'
import { sampleRepository, wrongWith } from '../fixtures/sample-policy.ts'

const example = (then: Monitor['examples'][number]['then'], values: number[], more: object = { limit: 18.5 }) =>
  ({ ...more, values, then }) as Monitor['examples'][number]
const policy: Monitor = {
  kind: 'monitor',
  id: 'error',
  because: 'b',
  fix: 'f',
  watches: { kpi: 'mae' },
  fires: { after: 2 },
  clears: { after: 2, limit: 18 },
  severity: 'breach',
  examples: [example('firing', [19, 19])],
}
const repository = (...models: Model[]) =>
  ({ models: Object.fromEntries(models.map(m => [m.id, m])) }) as unknown as Repository
const complaints = (change: Partial<Monitor>, ...models: Model[]) =>
  kind.complaints?.({ ...policy, ...change }, repository(...(models.length ? models : [flightDelay])))
const without = (kpi: object): Model => ({
  ...flightDelay,
  kpis: { mae: { ...flightDelay.kpis?.mae, ...kpi } as NonNullable<Model['kpis']>[string] },
})

describe('a monitor policy', () => {
  test.each(['unseen-flights', 'forecast-error', 'false-notices'])(
    '%s answers its examples, and one of them fires',
    id => {
      const answers = kind.examples?.(monitor(id)) ?? []
      expect(answers.map(a => a.got)).toEqual(answers.map(a => a.expected))
      expect(answers.some(a => kind.failing?.includes(a.got))).toBe(true)
      expect(kind.complaints?.(monitor(id), repository(flightDelay))).toEqual([])
    },
  )

  test('takes limit, samples and freshness from the KPI, unless it says otherwise', () => {
    expect(checkOf(policy, flightDelay)).toEqual({
      direction: 'lower-is-better',
      limit: 18.5,
      fires: { after: 2, of: 2 },
      clears: { after: 2, limit: 18 },
      minSamples: 1000,
      staleHours: 192,
    })
    expect(
      checkOf({ ...policy, limit: 20, fires: { after: 2, of: 3 }, clears: { after: 1 }, staleHours: 24 }, flightDelay),
    ).toMatchObject({
      limit: 20,
      fires: { of: 3 },
      clears: { limit: 20 },
      staleHours: 24,
    })
  })

  test('watches nothing where it does not apply or no limit was agreed', () => {
    expect(checkOf({ ...policy, appliesTo: { tiers: ['high'] } }, flightDelay)).toBeUndefined()
    expect(checkOf({ ...policy, watches: { kpi: 'announced' } }, flightDelay)).toBeUndefined()
    expect(checkOf({ ...policy, watches: { kpi: 'nothing' } }, flightDelay)).toBeUndefined()
  })

  test('explains an example by the readings that moved it', () => {
    const [answer] = kind.examples?.({ ...policy, examples: [example('ok', [15, 19, 20])] }) ?? []
    expect(answer).toEqual({
      index: 0,
      expected: 'ok',
      got: 'firing',
      trace: ['19 (value 2): ok → pending', '20 (value 3): pending → firing'],
    })
  })

  test('reads an example of a KPI of which more is better', () => {
    const examples = [example('firing', [39, 38], { limit: 40, direction: 'higher-is-better' })]
    expect(kind.examples?.({ ...policy, clears: { after: 1 }, examples })[0]?.got).toBe('firing')
  })

  test.each<[string, Partial<Monitor>, Model | undefined, string, string]>([
    [
      'a KPI nobody has',
      { watches: { kpi: 'mea' } },
      undefined,
      'no model this monitor applies to has a KPI mea',
      'Did you mean `mae`?',
    ],
    [
      'a KPI without a limit',
      { watches: { kpi: 'announced' } },
      undefined,
      'flight-delay agreed to no limit for announced',
      'Give the KPI a `limit` in the model, or the monitor one.',
    ],
    [
      'more bad readings than it looks at',
      { fires: { after: 3, of: 2 } },
      undefined,
      '3 of 2 readings can never be bad',
      'Say at least 3, or leave `of` out.',
    ],
    [
      'a clear limit beyond the limit',
      { clears: { after: 2, limit: 19 } },
      undefined,
      'on flight-delay, it clears at 19, still beyond the limit 18.5',
      'Let it clear at 18.5 or less.',
    ],
    [
      'a clear limit below one that is a floor',
      { clears: { after: 2, limit: 18 } },
      without({ direction: 'higher-is-better' }),
      'on flight-delay, it clears at 18, still beyond the limit 18.5',
      'Let it clear at 18.5 or more.',
    ],
    [
      'a KPI where no model has any',
      {},
      { ...flightDelay, kpis: {} },
      'no model this monitor applies to has a KPI mae',
      'Give a model the KPI mae.',
    ],
    [
      'an example without a limit',
      { examples: [example('firing', [1], {})] },
      undefined,
      'the example has no limit to compare with',
      'Add `limit` to it.',
    ],
  ])('is refused with %s', (_, change, model, says, fix) => {
    expect(complaints(change, ...(model ? [model] : []))).toEqual([expect.objectContaining({ says, fix })])
  })
})

describe('[D5] a monitor whose readings a method judges', () => {
  const written = (id: string) => load(readFileSync(`test/fixtures/monitors/${id}.yaml`, 'utf8')) as Monitor

  test.each(['creeping-error', 'unusual-notices'])('%s is as it should be, and its examples show all of it', id => {
    expect(wrongWith(kind, written(id))).toEqual([])
    expect(kind.branches?.(written(id)).filter(it => !it.taken)).toEqual([])
    const survivors = mutatePolicy(written(id), kind, sampleRepository).filter(it => it.fate === 'survived')
    expect(survivors.map(it => it.says)).toEqual([])
  })

  test('needs no limit, and takes the KPI’s for what it may not learn from', () => {
    const check = checkOf(written('unusual-notices'), flightDelay)
    expect(check).toMatchObject({ direction: 'higher-is-better', clears: { after: 1, limit: 3.5 } })
    expect(check?.judges).toBeInstanceOf(Function)
    expect(check?.limit).toBeUndefined()
  })

  test.each([
    [
      'twelve weeks of hours',
      { seasons: 12 },
      'hour',
      undefined,
      'Say `seasons: 11` or less, or let its query have `every: day`.',
    ],
    [
      'eight weeks of hours in a hundred segments',
      { seasons: 8 },
      'hour',
      100,
      'Say `seasons: 7` or less, or let its query have `every: day`.',
    ],
    ['eleven weeks of hours', { seasons: 11 }, 'hour', undefined, undefined],
    ['six weeks of hours in a hundred segments', {}, 'hour', 100, undefined],
    ['a hundred weeks of days', { seasons: 100 }, 'day', 100, undefined],
  ] as const)(
    'is warned of where %s are to be compared, and they are never read at once',
    (_, method, every, parts, fix) => {
      const { mae, ...others } = flightDelay.kpis ?? {}
      const weekly = flightDelay.queries?.weekly ?? { connection: 'flights' }
      const kpis = { ...others, ...(mae && { mae: { ...mae, query: 'weekly' } }) }
      const hourly = { ...flightDelay, kpis, queries: { ...flightDelay.queries, weekly: { ...weekly, every } } }
      const segments = parts === undefined ? {} : { segments: Array.from({ length: parts }, (_, i) => `S${i}`) }
      const said: Monitor = { ...policy, method: { is: 'seasonal', ...method }, watches: { kpi: 'mae', ...segments } }
      const told = kind.complaints?.(said, { ...sampleRepository, models: { 'flight-delay': hourly } }) ?? []
      const mine = told.filter(({ code }) => code === 'too-many-seasons')
      expect(mine).toEqual(fix === undefined ? [] : [expect.objectContaining({ level: 'warning', fix })])
    },
  )

  test('is the same monitor without a method as with the limit for one', () => {
    const said: Monitor = { ...policy, method: { is: 'limit' } }
    expect(checkOf(said, flightDelay)).toEqual(checkOf(policy, flightDelay))
    expect(kind.meaning?.(said)).toEqual(kind.meaning?.(policy))
    expect(complaints({ method: { is: 'limit' } })).toEqual([])
  })

  test('means the same with its defaults written out', () => {
    const meant = (method: Monitor['method'], clears: Monitor['clears'] = { after: 2 }) =>
      kind.meaning?.({ ...policy, ...(method && { method }), clears })
    expect(meant({ is: 'ewma' })).toEqual(meant({ is: 'ewma', threshold: 3.5, lambda: 0.2, learn: 20 }))
    expect(meant({ is: 'cusum' })).toEqual(meant({ is: 'cusum', slack: 0.5 }, { after: 2, limit: 8 }))
    const { fires: _, clears: __, ...bare } = policy
    expect(kind.meaning?.(bare)).toEqual(kind.meaning?.({ ...policy, fires: { after: 3 }, clears: { after: 3 } }))
    expect(checkOf(bare, flightDelay)).toMatchObject({ fires: { after: 3, of: 3 }, clears: { after: 3 } })
    expect(meant({ is: 'ewma' })).not.toEqual(meant({ is: 'ewma', lambda: 0.3 }))
    const known = { mean: 1, sigma: 2 }
    expect(meant({ is: 'shewhart', ...known })).toEqual(meant({ is: 'shewhart', ...known, learn: 50 }))
  })

  test('has a baseline to compare with, from the model or from the example', () => {
    const method: Monitor['method'] = { is: 'baseline-change', threshold: 0.2 }
    const examples = [example('firing', [12, 12.1, 12.1], { baseline: 10 })]
    const changed: Monitor = { ...policy, clears: { after: 2 }, method, examples }
    expect(kind.examples?.(changed)[0]?.got).toBe('firing')
    expect(kind.complaints?.(changed, repository(without({ baseline: 15 })))).toEqual([])
    const [bare] = kind.examples?.({ ...changed, examples: [example('firing', [1])] }) ?? []
    expect(bare).toMatchObject({ got: 'error', trace: ['there is no baseline: say `baseline` in the example'] })
  })

  test.each<[string, Partial<Monitor>, object, string, string]>([
    [
      'a baseline nobody has',
      { method: { is: 'baseline-change', threshold: 1 } },
      { baseline: undefined },
      'flight-delay has no baseline for mae',
      'Give the KPI a `baseline` in the model.',
    ],
    [
      'a share of nothing',
      { method: { is: 'baseline-change', threshold: 1 } },
      { baseline: 0 },
      'on flight-delay, the baseline of mae is 0, and no change is a share of it',
      'Add `change: absolute`, with a threshold in the KPI’s unit.',
    ],
    [
      'an example without a baseline',
      { method: { is: 'baseline-change', threshold: 1 }, examples: [example('firing', [1])] },
      { baseline: 15 },
      'the example has no baseline to compare with',
      'Add `baseline` to it.',
    ],
    [
      'weekdays of what is read once a week',
      { method: { is: 'seasonal' } },
      {},
      'on flight-delay, mae has one reading a week, so no weekdays to compare',
      'Say `is: ewma`, or let its query have `every: day`.',
    ],
    [
      'a threshold to clear at above the one to fire at',
      { method: { is: 'cusum' }, clears: { after: 1, limit: 9 } },
      {},
      '9 is still beyond the threshold 8 of the method',
      'Say 8 or less, or leave it out.',
    ],
  ])('is refused with %s', (_, change, kpi, says, fix) => {
    const examples = [example('ok', [1], { baseline: 1 })]
    const found = complaints({ clears: { after: 2 }, examples, ...change }, without(kpi))
    expect(found).toEqual([expect.objectContaining({ says, fix })])
  })

  test('is told all methods there are where it names none', () => {
    const [wrong] = misfits(kind.schema, { ...policy, method: { is: 'cusun', mean: 15 } })
    expect(wrong).toMatchObject({ says: '`method.is` cannot be `cusun`. Did you mean `cusum`?' })
    expect(wrong?.fix).toMatchInlineSnapshot(
      `"Write \`limit\`, \`baseline-change\`, \`shewhart\`, \`ewma\`, \`cusum\`, \`page-hinkley\`, \`modified-z\` or \`seasonal\`"`,
    )
    expect(misfits(kind.schema, { ...policy, method: { is: 'wizardry' } })[0]?.fix).toMatchInlineSnapshot(
      `"Write \`limit\`, \`baseline-change\`, \`shewhart\`, \`ewma\`, \`cusum\`, \`page-hinkley\`, \`modified-z\` or \`seasonal\`"`,
    )
  })

  test.each<[object, string]>([
    [{ is: 'ewmaa' }, 'method.is'],
    [{ is: 'ewma', k: 1 }, 'method.k'],
    [{ is: 'shewhart', learn: 5 }, 'method.learn'],
    [{ is: 'cusum', sigma: 0 }, 'method.sigma'],
    [{ is: 'baseline-change' }, 'method'],
  ])('has a closed form: %j is wrong at %s', (method, at) => {
    expect(misfits(kind.schema, { ...policy, method }).map(it => it.at.join('.'))).toEqual([at])
  })
})

describe('[D5] a monitor that watches segments', () => {
  const written = load(readFileSync('test/fixtures/monitors/error-by-carrier.yaml', 'utf8')) as Monitor

  test('is as it should be, and its examples show all that is judged', () => {
    expect(wrongWith(kind, written)).toEqual([])
    expect(kind.branches?.(written).filter(it => !it.taken)).toEqual([])
    const survivors = mutatePolicy(written, kind, sampleRepository).filter(it => it.fate === 'survived')
    expect(survivors.map(it => it.says)).toEqual([])
  })

  test('may ask for fewer samples than the KPI, of which its examples know nothing', () => {
    expect(checkOf(written, flightDelay)?.minSamples).toBe(200)
    expect(checkOf(policy, flightDelay)?.minSamples).toBe(1000)
    const most = { ...written, minSamples: 1_000_000 }
    expect(kind.examples?.(most).map(it => it.got)).toEqual(kind.examples?.(written).map(it => it.got))
  })

  test.each<[unknown, string | undefined]>([
    ['all', undefined],
    [['AA', 'UA'], undefined],
    [['AA', 'AA'], 'watches.segments'],
    [[], 'watches.segments'],
    [[''], 'watches.segments'],
    [['a\nb'], 'watches.segments'],
    ['AA', 'watches.segments'],
    [Array.from({ length: 101 }, (_, i) => `${i}`), 'watches.segments'],
  ])('names them or says all: %j is wrong at %s', (segments, at) => {
    const found = misfits(kind.schema, { ...written, watches: { kpi: 'mae', segments } })
    expect(found.map(it => it.at.slice(0, 2).join('.'))).toEqual(at === undefined ? [] : [at])
  })

  const drift = { method: 'psi' as const }
  const runs = { connection: 'c', mlflow: { experiment: '1', metrics: { mae: 'mae' }, n: 'n', version: 'v' } } as const
  test.each<[string, Model, string]>([
    [
      'of the drift of inputs',
      without({ drift }),
      'on flight-delay, mae is counted over all rows that come in, and has no segments',
    ],
    [
      'of runs of MLflow',
      { ...flightDelay, queries: { ...flightDelay.queries, weekly: runs } },
      'on flight-delay, mae comes from runs of MLflow, which have no segments',
    ],
  ])('is refused on a KPI %s, which never has any', (_, model, says) => {
    const fix = 'Take `segments` out, or watch a KPI whose query returns them.'
    expect(kind.complaints?.(written, repository(model))).toEqual([
      { at: ['watches', 'segments'], code: 'no-segments', says, fix },
    ])
  })
})

describe('[D5] a monitor of a version that need not serve', () => {
  const candidate: Monitor = { ...policy, severity: 'warn', watches: { kpi: 'mae', environment: 'test' } }
  const tried: Model = { ...flightDelay, environments: { test: { version: '2.0.0' } } }

  test('is right where one of its models has that environment, and means the same with production written out', () => {
    expect(kind.complaints?.(candidate, repository(tried, { ...flightDelay, id: 'other' }))).toEqual([])
    const served = { ...policy, watches: { kpi: 'mae', environment: 'production' as const } }
    expect(kind.meaning?.(served)).toEqual(kind.meaning?.(policy))
    expect(kind.meaning?.(candidate)).not.toEqual(kind.meaning?.({ ...policy, severity: 'warn' }))
    expect(kind.complaints?.(served, repository(flightDelay))).toEqual([])
  })

  test.each<[string, Partial<Monitor>, string, string]>([
    [
      'an environment where nothing runs',
      { watches: { kpi: 'mae', environment: 'dev' } },
      'no model this monitor applies to has a version in dev',
      'Write `environments: { dev: { version: … } }` into one of them, or take `environment` out.',
    ],
    [
      'a case for what runs in test',
      { severity: 'breach' },
      'what runs in test opens no case',
      'Say `severity: warn`, and watch what serves by a monitor of its own.',
    ],
    [
      'a case for any version',
      { severity: 'breach', watches: { kpi: 'mae', versions: 'all' } },
      'a version that need not serve opens no case',
      'Say `severity: warn`, and watch what serves by a monitor of its own.',
    ],
    [
      'all versions of one environment',
      { watches: { kpi: 'mae', versions: 'all', environment: 'test' } },
      'it watches all versions, and that of test alone',
      'Take `versions` or `environment` out.',
    ],
  ])('is refused with %s', (_, change, says, fix) => {
    expect(kind.complaints?.({ ...candidate, ...change }, repository(tried))).toEqual([
      expect.objectContaining({ says, fix }),
    ])
  })

  test.each([
    [{ kpi: 'mae', versions: ['1.0.0'] }, 'watches.versions'],
    [{ kpi: 'mae', environment: 'staging' }, 'watches.environment'],
    [{ kpi: 'mae', version: '1.0.0' }, 'watches.version'],
  ])('has a closed form: %j is wrong at %s', (watches, at) => {
    const found = misfits(kind.schema, { ...candidate, watches }).map(it => it.at.join('.'))
    expect([...new Set(found)]).toEqual([at])
  })
})
