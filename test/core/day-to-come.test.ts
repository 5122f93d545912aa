import { expect, test } from 'vitest'
import { isDayToCome } from '../../src/core/day-to-come.ts'

test.each([
  ['2026-03-02', '2026-03-02T00:00:00Z', false],
  ['2026-03-03', '2026-03-02T10:00:00Z', false],
  ['2026-03-03', '2026-03-02T09:59:59Z', true],
  ['2099-01-01', '2026-03-02T12:00:00Z', true],
])('[C8] %s at %s: still to come everywhere: %s', (day, now, expected) => {
  expect(isDayToCome(day, new Date(now))).toBe(expected)
})
