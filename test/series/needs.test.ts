import { expect, test } from 'vitest'
import { type MethodForm, methodOf } from '../../src/series/method.ts'
import { readingsNeeded } from '../../src/series/needs.ts'

const HOUR = 3_600_000
const needs = (form: MethodForm, hours: number) => {
  const method = methodOf(form)
  return method && readingsNeeded(method, hours * HOUR)
}

test.each([
  ['the change against a baseline learns nothing', { is: 'baseline-change', threshold: 0.1 }, 1, 1],
  ['what is said is not learnt', { is: 'ewma', mean: 10, sigma: 1 }, 1, 1],
  ['the first twenty', { is: 'ewma' }, 1, 21],
  ['so many as it says', { is: 'modified-z', learn: 300 }, 1, 301],
  ['six weeks of hours', { is: 'seasonal' }, 1, 1009],
  ['twelve weeks of hours', { is: 'seasonal', seasons: 12 }, 1, 2017],
  ['six weeks of days', { is: 'seasonal' }, 24, 43],
  ['what it learns from until then', { is: 'seasonal', learn: 100 }, 24, 101],
] as const)('[D5] %s', (_, form, hours, count) => {
  expect(needs(form, hours)).toBe(count)
})
