// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Regulation } from '../../src/core/regulation.ts'
import type { Repository } from '../../src/core/repository.ts'
import kind, { type Guardrail, judge } from '../../src/policies/guardrail.ts'
import { misfits } from '../../src/repository/schema.ts'
import { peopleOf } from '../fixtures/bench.ts'

const read = <T>(path: string) => load(readFileSync(path, 'utf8')) as T
const model = read<Model>('models/flight-delay.yaml')
const repository: Repository = {
  commit: 'c',
  models: { [model.id]: model },
  useCases: {},
  sources: {},
  profiles: {},
  policies: { regulation: ['sr-26-2', 'nist-ai-rmf'].map(id => read<Regulation>(`policies/${id}.yaml`)) },
  people: peopleOf(),
  paths: {},
  files: {},
}
const policy: Guardrail = {
  kind: 'guardrail',
  id: 'low-error',
  because: 'A bad forecast costs.',
  fix: 'Train it anew: /kedge retrain {model}',
  clauses: ['sr-26-2/v-ongoing-model-monitoring'],
  severity: 'block',
  appliesTo: { tiers: ['medium'] },
  when: { '===': [{ var: 'change.kind' }, 'promote'] },
  expect: { '<=': [{ var: 'kpis.mae.value' }, 18.5] },
  examples: [{ facts: { change: { kind: 'promote' }, kpis: { mae: { value: 20 } } }, then: 'fail' }],
}
const complaints = (more: Partial<Guardrail>) =>
  (kind.complaints?.({ ...policy, ...more }, repository) ?? []).map(
    ({ at, level, says, fix }) => `${level ?? 'error'} ${at.join('.')}: ${says} → ${fix}`,
  )

describe('the samples', () => {
  test.each(['rollback-target-passed', 'rollback-same-cases'])(
    '%s fits its schema, draws no complaint and answers its examples',
    id => {
      const sample = read<Guardrail>(`policies/${id}.yaml`)
      expect(misfits(kind.schema, sample)).toEqual([])
      expect(kind.complaints?.(sample, repository)).toEqual([])
      const answers = kind.examples?.(sample) ?? []
      expect(answers.filter(({ expected, got }) => expected !== got)).toEqual([])
      expect(answers.some(({ got }) => got === 'fail')).toBe(true)
      expect(answers.some(({ got }) => got === 'unknown')).toBe(true)
    },
  )
})

describe('the outcome', () => {
  test.each([
    [{ change: { kind: 'promote' }, kpis: { mae: { value: 18.5 } } }, 'pass', ['kpis.mae.value 18.5 is <= 18.5']],
    [{ change: { kind: 'promote' }, kpis: { mae: { value: 21.7 } } }, 'fail', ['kpis.mae.value 21.7 is not <= 18.5']],
    [{ change: { kind: 'promote' } }, 'unknown', ['kpis.mae.value is missing']],
    [{ change: { kind: 'hold' }, kpis: { mae: { value: 21.7 } } }, 'skip', ['change.kind hold is not promote']],
    [{ kpis: { mae: { value: 1 } } }, 'unknown', ['change.kind is missing']],
  ])('%j: %s', (facts, outcome, trace) => {
    expect(judge(policy, facts, model)).toEqual({
      policy: 'low-error',
      outcome,
      severity: 'block',
      because: 'A bad forecast costs.',
      fix: 'Train it anew: /kedge retrain flight-delay',
      clauses: ['sr-26-2/v-ongoing-model-monitoring'],
      trace,
      named: ['kpis.mae.value'],
      measured: true,
    })
  })

  test('a model it is not for is skipped, and says so', () => {
    expect(judge(policy, {}, { ...model, tier: 'low' })).toMatchObject({
      outcome: 'skip',
      trace: ['flight-delay is not one of its models'],
    })
  })

  test('[attack 53] a rule that got past the lint is unknown, never a pass', () => {
    expect(judge({ ...policy, when: { nope: 1 } }, {}, model).outcome).toBe('unknown')
    expect(judge({ ...policy, expect: {} }, { change: { kind: 'promote' } }, model).outcome).toBe('unknown')
  })
})

describe('complaints say where, and what was meant', () => {
  test('a KPI that no model has', () => {
    expect(complaints({ expect: { '<=': [{ var: 'kpis.mea.value' }, 18.5] } })).toEqual([
      'error expect.<=.0.var: there is no fact kpis.mea → did you mean `kpis.mae.value`?',
    ])
  })

  test('a slip in `when`, in an example and in a role', () => {
    expect(
      complaints({
        when: { '===': [{ var: 'change.kind' }, 'promot'] },
        mayWaive: ['operation'],
        examples: [{ facts: { change: { knd: 'promote' } }, then: 'unknown' }],
      }),
    ).toEqual([
      expect.stringContaining('error when.===.1: it is never `promot`'),
      'error mayWaive.0: nobody has the role `operation` → did you mean `operations`?',
      'error examples.0.facts.change.knd: there is no fact change.knd → did you mean `change.kind`?',
    ])
  })

  test('[R37] a clause that leads nowhere', () => {
    expect(complaints({ clauses: ['sr-26-2/v-outcomes-analysis', 'sr-26-2/v-outcome-analysis', 'sr-26-3/x'] })).toEqual(
      [
        'error clauses.1: `sr-26-2` has no clause `v-outcome-analysis` → did you mean `sr-26-2/v-outcomes-analysis`?',
        'error clauses.2: there is no regulation `sr-26-3` → did you mean `sr-26-2/x`?',
      ],
    )
  })

  test('[B4] silence is no reason to pass, nor to leave the policy out', () => {
    const value = { known: 'kpis.mae.value' }
    const told = (rules: Partial<Guardrail>) => complaints(rules).map(told => told.replace(/:.*/, ''))
    expect(told({ expect: { '!': value } })).toEqual(['error expect.!'])
    expect(told({ when: value })).toEqual(['error when'])
    expect(told({ when: { '!': value }, expect: value })).toEqual([])
    expect(told({ when: { known: 'kpis.mae.limit' } })).toEqual([])
    const { outcome } = judge({ ...policy, when: { '!': value }, expect: value }, {}, model)
    expect(outcome).toBe('fail')
  })

  test('a selector that picks nothing is a warning, and the facts of all models are known then', () => {
    expect(complaints({ appliesTo: { models: ['flight-dely'] } })).toEqual([
      'warning appliesTo: no model matches → Did you mean `flight-delay`?',
    ])
  })

  test('[B10] the rules of a tier may wait for its first model', () => {
    expect(complaints({ appliesTo: { tiers: ['high'] } })).toEqual([])
    expect(complaints({ appliesTo: { tiers: ['high'], models: ['flight-delay'] } })).toHaveLength(1)
  })

  test('an example speaks of a model the rule is for, unless it says otherwise', () => {
    const appliesTo = { types: ['llm'], businessUnits: ['marketing'], useCases: ['offers'], models: ['helper'] }
    const of = (model: Record<string, string>) => {
      const facts = { change: { kind: 'promote' }, kpis: { mae: { value: 18.5 } }, model }
      return kind.examples?.({ ...policy, appliesTo, examples: [{ facts, then: 'pass' }] })[0]?.got
    }
    expect(of({})).toBe('pass')
    expect(of({ type: 'llm', businessUnit: 'marketing' })).toBe('pass')
    expect(of({ type: 'python' })).toBe('skip')
    expect(of({ businessUnit: 'flight-ops' })).toBe('skip')
  })

  test('an example that expects something else is answered with its trace', () => {
    const wrong = { ...policy, examples: [{ facts: { change: { kind: 'promote' } }, then: 'pass' as const }] }
    expect(kind.examples?.(wrong)).toEqual([
      { index: 0, expected: 'pass', got: 'unknown', trace: ['kpis.mae.value is missing'] },
    ])
  })

  test('an example can speak of a model it is not for', () => {
    const low = { ...policy, examples: [{ facts: { model: { tier: 'low' } }, then: 'skip' as const }] }
    expect(kind.examples?.(low)?.[0]?.got).toBe('skip')
  })
})

test('[B3] a change that lowers the tier is still judged by the rules of the tier it leaves', () => {
  const high = { ...model, tier: 'high' } as const
  const rule: Guardrail = {
    ...policy,
    judges: 'model',
    appliesTo: { tiers: ['high'] },
    expect: { known: 'model.owners.validator' },
  }
  delete (rule as { when?: unknown }).when
  const matter = { facts: {}, now: new Date('2026-01-01'), repository, change: { kind: 'edit' } } as const
  const outcome = (it: Parameters<NonNullable<typeof kind.judge>>[1]) =>
    [kind.judge?.(rule, it) ?? []].flat().map(finding => finding.outcome)
  expect(outcome({ ...matter, model: { ...model, tier: 'low' }, before: high })).toEqual(['fail'])
  expect(outcome({ ...matter, model: high, before: { ...model, tier: 'low' } })).toEqual(['fail'])
  expect(outcome({ ...matter, model: { ...model, tier: 'low' } })).toEqual([])
})

test('[B13] an example whose model is empty in YAML is a slip that is told, not a crash', () => {
  const examples = [{ facts: { model: null }, then: 'unknown' }] as unknown as Guardrail['examples']
  expect(kind.examples?.({ ...policy, examples }).map(it => it.got)).toEqual(['unknown'])
})
