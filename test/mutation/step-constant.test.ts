import { expect, test } from 'vitest'
import { steps } from '../../src/mutation/step-constant.ts'

test.each<[unknown, readonly unknown[], string[]?]>([
  [3, [2, 4]],
  [0, [-1, 1]],
  [-1, [-2, 0]],
  [18.5, [18.4, 18.6]],
  [0.05, [0.04, 0.06]],
  [1e-7, [0, 2e-7]],
  [1.5e-7, [1.4e-7, 1.6e-7]],
  [true, [false]],
  [false, [true]],
  ['low', ['medium'], ['low', 'medium', 'high']],
  ['high', ['low'], ['low', 'medium', 'high']],
  ['only', [], ['only']],
  ['2026-03-01', ['2026-02-28', '2026-03-02']],
  ['2026-02-30', ['2026-03-01', '2026-03-03']],
  ['2026-13-01', []],
  ['2026-03-01T00:00:00Z', ['2026-02-28T23:59:00.000Z', '2026-03-01T00:01:00.000Z']],
  ['00:00', ['23:59', '00:01']],
  ['24:00', []],
  ['pii', []],
  [null, []],
  [[1], []],
])('[B5] one step from %j is %j', (value, next, words) => {
  expect(steps(value, words)).toEqual(next)
})
