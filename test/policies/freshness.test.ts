// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/core/fact.ts'
import type { Model } from '../../src/core/model.ts'
import kind, { type Freshness } from '../../src/policies/freshness.ts'
import { factsOf } from '../../src/rules/facts.ts'
import { only, sampleModel, samplePolicy, sampleRepository, wrongWith } from '../fixtures/sample-policy.ts'

const validated: Freshness = {
  kind: 'freshness',
  id: 'validated',
  because: 'The flights change.',
  fix: 'Have {model} validated.',
  severity: 'block',
  of: 'validation',
  maxDays: 365,
  examples: [{ days: 366, then: 'fail' }],
}
const { maxDays: _, ...hourly } = validated
const read: Freshness = { ...hourly, of: 'readings', maxHours: 192, examples: [{ hours: 193, then: 'fail' }] }

const now = new Date('2026-04-16T12:00:00Z')
const judged = (policy: Freshness, facts: Facts, change?: 'promote', model: Model = sampleModel) =>
  only(
    kind.judge?.(policy, {
      model,
      facts,
      now,
      repository: sampleRepository,
      ...(change && { change: { kind: change } }),
    }),
  )
const told = (...args: Parameters<typeof judged>) => {
  const finding = judged(...args)
  return finding && [finding.outcome, ...finding.trace]
}

describe('[B3] the sample of validations', () => {
  const sample = samplePolicy<Freshness>('yearly-validation')

  test('is as it should be', () => {
    const withoutClauses = wrongWith(kind, sample).filter(it => !it.startsWith('error clauses'))
    expect(withoutClauses).toEqual([])
  })
})

describe('[B3] the age of a validation', () => {
  test.each<[number | undefined, string, string]>([
    [365, 'pass', 'model.validation.days 365 is <= 365'],
    [366, 'fail', 'model.validation.days 366 is not <= 365'],
    [0, 'pass', 'model.validation.days 0 is <= 365'],
    [-1, 'unknown', 'model.validation.days -1 is not >= 0'],
    [undefined, 'unknown', 'model.validation.days is missing'],
  ])('of %s days is %s', (days, outcome, trace) => {
    const facts: Facts = { model: { validation: days === undefined ? {} : { days } } }
    expect(told(validated, facts)).toEqual([outcome, trace])
    expect(told(validated, facts, 'promote')).toEqual([outcome, trace])
  })

  test('is about the model, at the place in its file', () => {
    expect(judged({ ...validated, clauses: ['a/b'], mayWaive: ['operations'] }, {})).toEqual({
      policy: 'validated',
      outcome: 'unknown',
      severity: 'block',
      because: 'The flights change.',
      fix: 'Have flight-delay validated.',
      trace: ['model.validation.days is missing'],
      named: ['model.validation.days'],
      ofModel: true,
      clauses: ['a/b'],
      mayWaive: ['operations'],
    })
  })

  test('is nothing to other models', () => {
    expect(told({ ...validated, appliesTo: { tiers: ['high'] } }, {})).toEqual([
      'skip',
      'flight-delay is not one of its models',
    ])
  })
})

describe('[B3] the other ages come from the model’s file', () => {
  const model: Model = {
    ...sampleModel,
    sources: ['flights', 'weather'],
    documents: { card: { at: 'a', updated: '2026-04-01' }, design: { at: 'b', updated: '2026-03-01' } },
    review: { last: '2026-01-16', everyMonths: 6 },
  } as Model
  const source = (id: string, checked: string) => ({ kind: 'source', id, checked })
  const sources = { flights: source('flights', '2026-04-15'), weather: source('weather', '2026-03-17') } as never
  const facts = factsOf({ model, now, repository: { useCases: {}, sources } })

  test.each<[Freshness['of'], string, number]>([
    ['review', 'model.review.days', 90],
    ['documents', 'model.documentDays', 46],
    ['sources', 'model.sources.uncheckedDays', 30],
  ])('of %s', (of, name, days) => {
    expect(told({ ...validated, of, maxDays: days }, facts)).toEqual(['pass', `${name} ${days} is <= ${days}`])
    expect(told({ ...validated, of, maxDays: days - 1 }, facts)).toEqual([
      'fail',
      `${name} ${days} is not <= ${days - 1}`,
    ])
  })
})

describe('[B3] the age of readings', () => {
  const ages = (mae?: number, other = 1): Facts => ({
    kpis: {
      announced: { ageHours: other },
      false_notices: { ageHours: other },
      unseen: { ageHours: other },
      mae: mae === undefined ? {} : { ageHours: mae },
    },
  })
  const mae = { ...read, kpi: 'mae' }

  test.each<[number | undefined, string, string]>([
    [192, 'pass', 'kpis.mae.ageHours 192 is <= 192'],
    [192.01, 'fail', 'kpis.mae.ageHours 192.01 is not <= 192'],
    [undefined, 'unknown', 'kpis.mae.ageHours is missing'],
  ])('of one KPI, %s hours, is %s for a change', (hours, outcome, trace) => {
    expect(told(mae, ages(hours), 'promote')).toEqual([outcome, trace])
  })

  test('of all is that of the worst', () => {
    expect(judged(read, ages(192), 'promote')?.outcome).toBe('pass')
    expect(judged(read, ages(), 'promote')?.outcome).toBe('unknown')
    expect(judged(read, ages(undefined, 193), 'promote')?.outcome).toBe('fail')
    expect(judged(read, ages(193), 'promote')?.trace).toEqual([
      'kpis.announced.ageHours 1 is <= 192',
      'kpis.mae.ageHours 193 is not <= 192',
      'kpis.false_notices.ageHours 1 is <= 192',
      'kpis.unseen.ageHours 1 is <= 192',
    ])
  })

  test('at rest is judged only where somebody measured', () => {
    expect(told(mae, {})).toBe(undefined)
    expect(told(mae, ages())).toBe(undefined)
    expect(judged(read, ages())?.outcome).toBe('unknown')
    expect(judged(mae, ages(193))?.outcome).toBe('fail')
  })

  test('is nothing to a model without such a KPI', () => {
    expect(told({ ...read, kpi: 'auc' }, {}, 'promote')).toEqual(['skip', 'it has no such KPI'])
  })
})

describe('[B3] what is wrong with a freshness', () => {
  const { maxHours: __, ...limitless } = read

  test.each<[string, Freshness, string[]]>([
    ['nothing', validated, []],
    ['nothing of readings', { ...read, kpi: 'mae' }, []],
    ['no limit', limitless, ['error of: It does not say how old readings may be. → Write `maxHours`']],
    [
      'days for readings',
      { ...limitless, maxDays: 8 },
      ['error maxDays: The age of readings is told in hours. → Write `maxHours` instead'],
    ],
    [
      'hours besides days',
      { ...validated, maxHours: 8 },
      ['error maxHours: The age of validation is told in days. → Write `maxDays` instead'],
    ],
    [
      'an example in hours',
      {
        ...validated,
        examples: [
          { days: 366, then: 'fail' },
          { hours: 1, then: 'unknown' },
        ],
      },
      ['error examples.1.hours: The age of validation is told in days. → Write `days` instead'],
    ],
    [
      'a KPI that is not there',
      { ...read, kpi: 'mea' },
      [
        'error kpi: No model it is for (1 model) has a KPI `mea`. Did you mean `mae`? → Write `announced`, `false_notices`, `mae` or `unseen`',
      ],
    ],
    ['a KPI of models yet to come', { ...read, kpi: 'auc', appliesTo: { tiers: ['high'] } }, []],
    [
      'a KPI of a review',
      { ...validated, of: 'review', kpi: 'mae' },
      ['error kpi: A KPI has readings; it has nothing to do with review. → Delete `kpi`, or write `of: readings`'],
    ],
    [
      'a role nobody has',
      { ...validated, mayWaive: ['operation'] },
      ['error mayWaive.0: nobody has the role `operation` → did you mean `operations`?'],
    ],
    [
      'a regulation nobody wrote down',
      { ...validated, clauses: ['sr-26-2/v-validation'] },
      [expect.stringContaining('error clauses.0: ') as unknown as string],
    ],
  ])('%s', (_, policy, expected) => expect(wrongWith(kind, policy)).toEqual(expected))

  test('a limit of the wrong unit lets nothing pass', () => {
    expect(told({ ...limitless, maxDays: 8, kpi: 'mae' }, { kpis: { mae: { ageHours: 1 } } })).toEqual([
      'fail',
      'kpis.mae.ageHours 1 is not <= -1',
    ])
  })
})

test('[B3] a model on hold is asked for nothing, and for everything again when it is resumed', () => {
  const hold = { since: '2026-04-01', because: 'It is new.' }
  const held = { ...sampleModel, serving: { ...sampleModel.serving, hold } }
  expect(told(validated, {}, undefined, held)).toEqual(['skip', 'flight-delay is on hold since 2026-04-01'])
  expect(told(validated, {})?.[0]).toBe('unknown')
})
