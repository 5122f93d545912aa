import { describe, expect, test } from 'vitest'
import type { Every } from '../../src/core/period.ts'
import { frameOf } from '../../src/core/reading-frame.ts'

const NOW = '2026-03-16T00:00:00Z'
const frame = (more: object, every: Every = 'day') =>
  frameOf({ start: '2026-03-02', version: '1.1.0', n: 3, ...more }, every, NOW)

describe('[D2] the period of a reading, pulled or pushed', () => {
  test.each([
    ['a day', '2026-03-02', 'day', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'],
    ['its midnight', '2026-03-02T00:00:00+00:00', 'day', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'],
    [
      'its midnight, seen from elsewhere',
      '2026-03-02T01:00:00+01:00',
      'day',
      '2026-03-02T00:00:00.000Z',
      '2026-03-03T00:00:00.000Z',
    ],
    [
      'the Monday of a week that ends now',
      '2026-03-09',
      'week',
      '2026-03-09T00:00:00.000Z',
      '2026-03-16T00:00:00.000Z',
    ],
    ['an hour', '2026-03-02T14:00:00Z', 'hour', '2026-03-02T14:00:00.000Z', '2026-03-02T15:00:00.000Z'],
    ['a leap day', '2024-02-29', 'day', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ] as const)('begins with %s', (_, start, every, from, to) => {
    expect(frame({ start }, every)).toEqual({ version: '1.1.0', n: 3, start: from, end: to })
  })

  test.each([
    ['no text', { start: 20260302 }, 'no-day'],
    ['words', { start: 'Monday' }, 'no-day'],
    ['a time without its zone', { start: '2026-03-02T00:00:00' }, 'no-day'],
    ['one with a space', { start: '2026-03-02 00:00' }, 'no-day'],
    ['30 February, which would become 2 March', { start: '2026-02-30' }, 'no-day'],
    ['29 February of a year that has none', { start: '2025-02-29T00:00:00Z' }, 'no-day'],
    ['an hour there is not', { start: '2026-03-02T25:00:00Z' }, 'no-day'],
    ['noon', { start: '2026-03-02T12:00:00Z' }, 'no-start'],
    ['a midnight that is none in UTC', { start: '2026-03-02T00:00:00+01:00' }, 'no-start'],
    ['today', { start: '2026-03-16' }, 'not-over'],
    ['a day of another century', { start: '2126-03-02' }, 'not-over'],
    ['no version', { version: '' }, 'no-version'],
    ['a number for a version', { version: 1.1 }, 'no-version'],
    ['half a sample', { n: 0.5 }, 'no-count'],
    ['fewer samples than none', { n: -1 }, 'no-count'],
    ['no count at all', { n: Number.NaN }, 'no-count'],
  ])('is none with %s (attack 69)', (_, more, is) => {
    expect(frame(more)).toBe(is)
  })

  test('of a week begins on no other day', () => {
    expect(frame({ start: '2026-03-03' }, 'week')).toBe('no-start')
  })
})
