import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/core/fact.ts'
import { evaluate } from '../../src/rules/rule-evaluate.ts'

describe('[attack 53] what is read and what is run', () => {
  test('a fact is an own property: what an object inherits is not there', () => {
    const inherited = Object.create({ a: 1, kpi: { drift: 0 } }) as Facts
    expect(evaluate({ '===': [{ var: 'a' }, 1] }, inherited).outcome).toBe('missing')
    expect(evaluate({ known: 'kpi.drift' }, inherited).outcome).toBe('does-not')
  })

  test('an operator that is not on the list never runs: nothing is printed, nothing grows', () => {
    const cat = { reduce: [[1, 2, 3], { cat: [{ var: 'accumulator' }, { var: 'accumulator' }] }, 'x'.repeat(1000)] }
    for (const rule of [{ log: 'x' }, { '===': [{ log: 'x' }, 'x'] }, cat, { method: ['x', 'toString'] }]) {
      expect(evaluate(rule, {}).outcome).toBe('missing')
    }
  })
})

describe('three values', () => {
  const value = { T: { var: 'yes' }, F: { var: 'no' }, U: { var: 'neither' } } as const
  const word = { T: 'holds', F: 'does-not', U: 'missing' } as const
  const of = (rule: unknown) => evaluate(rule, { yes: true, no: false }).outcome

  test.each([
    ['T', 'T', 'T', 'T'],
    ['T', 'F', 'F', 'T'],
    ['T', 'U', 'U', 'T'],
    ['F', 'T', 'F', 'T'],
    ['F', 'F', 'F', 'F'],
    ['F', 'U', 'F', 'U'],
    ['U', 'T', 'U', 'T'],
    ['U', 'F', 'F', 'U'],
    ['U', 'U', 'U', 'U'],
  ] as const)('%s with %s: and is %s, or is %s', (a, b, and, or) => {
    expect(of({ and: [value[a], value[b]] })).toBe(word[and])
    expect(of({ or: [value[a], value[b]] })).toBe(word[or])
  })

  test('not missing is missing', () => {
    expect(of({ '!': value.U })).toBe('missing')
  })

  test('an if whose condition is missing is missing, whatever its branches say', () => {
    expect(of({ if: [value.U, value.T, value.T] })).toBe('missing')
    expect(of({ if: [value.F, value.U, value.T] })).toBe('holds')
    expect(of({ if: [value.F, value.T, value.T, value.F, value.U] })).toBe('does-not')
  })

  test('known has two values: it is how a rule says that a fact may be missing', () => {
    expect(evaluate({ known: 'kpi.drift' }, { kpi: { drift: 0 } }).outcome).toBe('holds')
    expect(evaluate({ known: 'kpi.drift' }, { kpi: {} }).outcome).toBe('does-not')
    expect(evaluate({ known: 'kpi' }, { kpi: {} }).outcome).toBe('does-not')
  })
})

test.each([
  [{ '<=': [{ var: 'kpis.mae.value' }, 18.5] }, 'does-not', ['kpis.mae.value 21.7 is not <= 18.5']],
  [{ '<': [0, { var: 'kpis.mae.value' }, 18.5] }, 'does-not', ['0 < kpis.mae.value 21.7 < 18.5 is false']],
  [{ var: 'target.passed' }, 'missing', ['target.passed is missing']],
  [{ var: 'model.tier' }, 'missing', ['model.tier low is neither true nor false']],
  [{ var: 'ok' }, 'holds', ['ok is true']],
  [{ '===': [{ var: 'model.tier' }, 'low'] }, 'holds', ['model.tier low is low']],
  [{ '!==': [{ var: 'model.tier' }, 'low'] }, 'does-not', ['model.tier low is low']],
  [{ in: [{ var: 'model.tier' }, ['medium', 'high']] }, 'does-not', ['model.tier low is none of medium, high']],
  [{ in: ['pii', { var: 'tags' }] }, 'holds', ['pii is one of tags pii, eu']],
  [{ '<': [{ var: 'model.tier' }, 3] }, 'missing', ['model.tier low is not a number']],
  [{ '===': [{ var: 'model.tier' }, 3] }, 'missing', ['3 is not a string']],
  [{ '===': [{ var: 'tags' }, 'pii'] }, 'missing', ['tags pii, eu is a list, not one value']],
  [{ '>': [{ '*': [{ var: 'kpis.mae.value' }, 0.5] }, 10] }, 'holds', ['(kpis.mae.value 21.7 * 0.5) = 10.85 is > 10']],
  [{ '<': [{ '+': [{ var: 'kpis.x.value' }, 1] }, 10] }, 'missing', ['kpis.x.value is missing']],
  [{ '<': [{ min: [{ var: 'kpis.mae.value' }, 3] }, 3.5] }, 'holds', ['(kpis.mae.value 21.7 min 3) = 3 is < 3.5']],
  [{ '<': [{ var: 'close' }, 18.5] }, 'does-not', ['close 18.5000000001 is not < 18.5']],
  [
    { '<=': [{ var: 'kpis.mae.value' }, { if: [{ var: 'ok' }, 30, 20] }] },
    'holds',
    ['ok is true', 'kpis.mae.value 21.7 is <= 30'],
  ],
])('%j %s', (rule, outcome, trace) => {
  const facts = {
    kpis: { mae: { value: 21.7 } },
    model: { tier: 'low' },
    tags: ['pii', 'eu'],
    ok: true,
    close: 18.5000000001,
  }
  expect(evaluate(rule, facts)).toEqual({ outcome, trace })
})

describe('[B4] silence never makes hold what must hold', () => {
  const x = { known: 'x' }
  test.each([
    ['not known', { '!': x }],
    ['not known, beside something that holds', { or: [{ '!': x }, { var: 'ok' }] }],
    ['not known, deeper', { '!': { and: [{ var: 'ok' }, { or: [x] }] } }],
    ['known as a condition', { if: [x, { var: 'no' }, { var: 'ok' }] }],
    ['known as a condition of a value', { '<': [{ var: 'n' }, { if: [x, 1, 9] }] }],
    ['known as a later condition', { if: [{ var: 'no' }, { var: 'no' }, x, { var: 'no' }, { var: 'ok' }] }],
    ['known as a condition, turned over twice', { '!': { '!': { if: [x, { var: 'no' }, { var: 'ok' }] } } }],
  ])('%s is answered by nothing', (_, rule) => {
    for (const facts of [
      { ok: true, no: false, n: 5 },
      { ok: true, no: false, n: 5, x: 1 },
    ] as Facts[])
      expect(evaluate(rule, facts)).toEqual({
        outcome: 'missing',
        trace: ['this is no rule that can be answered: kedge check says why'],
      })
  })

  test('known may stand where its silence can only say no, and anywhere in `when`', () => {
    const branch = { if: [{ var: 'ok' }, x, { var: 'ok' }] }
    for (const rule of [x, { and: [x, { var: 'ok' }] }, { '!': { '!': x } }, branch]) {
      expect(evaluate(rule, { ok: true, x: 1 }).outcome).toBe('holds')
      expect(evaluate(rule, { ok: true }).outcome).toBe('does-not')
    }
    expect(evaluate({ '!': x }, {}, 'when').outcome).toBe('holds')
  })
})
