import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../src/core/change.ts'
import { Model } from '../../src/core/model.ts'
import type { Reading } from '../../src/core/reading.ts'
import { lintFacts } from '../../src/rules/fact-lint.ts'
import { factSchema } from '../../src/rules/fact-schema.ts'
import { type Circumstances, factsOf } from '../../src/rules/facts.ts'
import { keyOf, MODEL_FACTS } from '../../src/rules/model-facts.ts'

const kpi = { name: 'Error', kind: 'technical', unit: 'min', direction: 'lower-is-better', query: 'weekly' } as const
const model: Model = {
  kind: 'model',
  id: 'flight-delay',
  name: 'Flight delay',
  useCase: 'notices',
  tier: 'medium',
  owners: { business: 'mara', technical: 'ana' },
  serving: { version: '1.1.0', mode: 'batch' },
  versions: { '1.0.0': { gates: { passed: '2001-01-31' } }, '1.1.0': { gates: { passed: '2001-02-01' } }, '1.2.0': {} },
  kpis: { mae: { ...kpi, limit: 18.5, freshHours: 200, minSamples: 100 }, announced: kpi },
}
const now = new Date('2001-04-16T06:00:00Z')
const reading = (more: Partial<Reading> = {}): Reading => ({
  model: 'flight-delay',
  kpi: 'mae',
  segment: '',
  version: '1.1.0',
  start: '2001-04-09T00:00:00.000Z',
  end: '2001-04-16T00:00:00.000Z',
  value: 19.8,
  n: 5000,
  available: '2001-04-16T05:00:00.000Z',
  ...more,
})
const comparison: Comparison = {
  from: '1.1.0',
  to: '1.0.0',
  start: '2001-04-02T00:00:00Z',
  end: '2001-04-16T00:00:00Z',
  samples: 9000,
  // biome-ignore lint/suspicious/noThenProperty: a row of a comparison says what was then; it is never awaited.
  rows: [{ kpi: 'mae', name: 'Error', unit: 'min', now: 19.5, then: 18.4, better: true }],
}
const change = { kind: 'rollback', from: '1.1.0', to: '1.0.0', by: 'ana', door: 'slack' } as const
const facts = (more: Partial<Circumstances> = {}) => factsOf({ model, now, ...more })

test('everything that is known, by the names of the schema', () => {
  const all = facts({ change, readings: [reading()], comparison, observed: ['1.0.0', '1.1.0'], caseOpen: true })
  expect(all).toEqual({
    change,
    model: expect.objectContaining({ id: 'flight-delay', tier: 'medium', useCase: 'notices', tags: [] }),
    kpis: { mae: { value: 19.8, limit: 18.5, ageHours: 6, samples: 5000 }, announced: {} },
    target: {
      version: '1.0.0',
      passed: true,
      isCurrent: false,
      order: 'older',
      ran: true,
      better: 1,
      worse: 0,
      kpis: { mae: { value: 18.4, current: 19.5, samples: 9000 } },
    },
    case: { open: true },
  })
  expect(lintFacts({ ...all, kpis: { mae: { value: 19.8 } } }, factSchema([model]), [])).toEqual([])
})

describe('what is not known is absent, never null', () => {
  test('without a change, readings or a case', () => {
    expect(facts()).toEqual({
      model: expect.objectContaining({ id: 'flight-delay', tier: 'medium', useCase: 'notices', tags: [] }),
      kpis: { mae: { limit: 18.5 }, announced: {} },
      case: {},
    })
    expect(JSON.stringify(facts())).not.toContain('null')
  })

  test.each([
    ['a stale reading', reading({ end: '2001-04-07T00:00:00.000Z' }), { ageHours: 222, samples: 5000 }],
    ['a reading of too few samples', reading({ n: 99 }), { ageHours: 6, samples: 99 }],
    ['a reading of a segment', reading({ segment: 'ATL' }), {}],
    ['a reading of another version', reading({ version: '1.0.0' }), {}],
    ['a reading of another model', reading({ model: 'churn' }), {}],
    ['a reading of the future', reading({ end: '2001-04-23T00:00:00.000Z' }), {}],
  ])('%s has no value', (_, one, rest) => {
    expect(facts({ readings: [one] }).kpis).toEqual({ mae: { limit: 18.5, ...rest }, announced: {} })
  })

  test('a comparison of other versions says nothing of this target', () => {
    expect(facts({ change, comparison: { ...comparison, to: '0.9.0' } }).target).not.toHaveProperty('kpis')
    expect(facts({ change, comparison, running: '1.2.0' }).target).not.toHaveProperty('kpis')
  })
})

test('the newest reading is taken, in whatever order they come', () => {
  const old = reading({ end: '2001-04-09T00:00:00.000Z', value: 15 })
  for (const readings of [
    [old, reading()],
    [reading(), old],
  ])
    expect(facts({ readings }).kpis).toMatchObject({ mae: { value: 19.8 } })
})

test.each([
  ['1.2.0', { passed: false, isCurrent: false, order: 'newer' }],
  ['1.1.0', { passed: true, isCurrent: true }],
  ['9.9.9', { passed: false, isCurrent: false }],
  ['constructor', { passed: false, isCurrent: false }],
])('[attack 68] the target %s', (to, target) => {
  expect(facts({ change: { ...change, to } }).target).toEqual({ version: to, ...target })
})

test('example facts with a slip in them are told', () => {
  const told = lintFacts(
    {
      kpis: { mea: { value: 1 }, mae: { value: '1', limit: null } },
      change: { kind: 'rolback' },
      target: 3,
      model: { tags: ['a', 1] },
    },
    factSchema([model]),
    ['facts'],
  )
  expect(told.map(({ at, says, fix }) => `${at.join('.')}: ${says} → ${fix}`)).toEqual([
    'facts.kpis.mea.value: there is no fact kpis.mea → did you mean `kpis.mae.value`?',
    'facts.kpis.mae.value: kpis.mae.value is a number, and this is not → write a number, or leave it out if it is to be missing',
    'facts.kpis.mae.limit: kpis.mae.limit is a number, and this is not → write a number, or leave it out if it is to be missing',
    expect.stringContaining('facts.change.kind: change.kind is never `rolback`'),
    expect.stringContaining('facts.target: target is a group of facts'),
    expect.stringContaining('facts.model.tags: model.tags is a list'),
  ])
})

test('a repository without models takes any KPI; one with models only theirs', () => {
  expect(lintFacts({ kpis: { anything: { value: 1 } } }, factSchema([]), [])).toEqual([])
  expect(lintFacts({ kpis: { anything: { value: 1 } } }, factSchema([model]), [])).toHaveLength(1)
})

test('every fact of a model leads to a key its file may have', () => {
  const keys = Object.keys(Model.properties)
  for (const name of Object.keys(MODEL_FACTS)) expect(keys, name).toContain(keyOf(`model.${name}`)[0])
})
