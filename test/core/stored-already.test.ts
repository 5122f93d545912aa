import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { besideStored, countsOf } from '../../src/core/stored-already.ts'

const reading = (more: Partial<Reading> = {}): Reading => ({
  ...{ model: 'churn', kpi: 'precision', segment: '', version: '4.1.0', value: 81.5, n: 900 },
  ...{ start: '2026-03-02T00:00:00.000Z', end: '2026-03-03T00:00:00.000Z', available: '2026-03-10T06:00:00.000Z' },
  ...more,
})

test.each<[string, Partial<Reading>, object]>([
  ['the same', {}, { is: 'same' }],
  ['the same, sent later', { available: '2026-03-11T06:00:00.000Z' }, { is: 'same' }],
  ['another value', { value: 80 }, { is: 'revised', was: { value: 81.5, n: 900 } }],
  ['another count', { n: 901 }, { is: 'revised', was: { value: 81.5, n: 900 } }],
  ['another segment', { segment: 'eu' }, { is: 'fresh' }],
  ['another version', { version: '4.2.0' }, { is: 'fresh' }],
  ['another period', { start: '2026-03-03T00:00:00.000Z', end: '2026-03-04T00:00:00.000Z' }, { is: 'fresh' }],
])('[D2] beside a reading that is stored stands %s', (_, more, is) => {
  expect(besideStored([reading(more)], [reading()])).toEqual([{ reading: reading(more), ...is }])
})

test('[D2] what a run that was cut off has stored itself counts as new once more', () => {
  const mine = reading({ available: '2026-03-12T06:00:00.000Z' })
  expect(countsOf(besideStored([reading()], [mine]))).toEqual({ fresh: 0, revised: 0, same: 1 })
  expect(countsOf(besideStored([reading()], [mine], mine.available))).toEqual({ fresh: 1, revised: 0, same: 0 })
})
