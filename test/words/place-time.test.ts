import { expect, test } from 'vitest'
import { localWords } from '../../src/words/place-time.ts'

test('a moment is told by the clock of its place', () => {
  expect(localWords(new Date('2026-04-20T06:00:00Z'), 'Europe/Berlin')).toBe(
    'Monday 20 April 2026, 08:00 (Europe/Berlin)',
  )
  expect(localWords(new Date('2026-04-19T23:30:59Z'), 'Asia/Kolkata')).toBe(
    'Monday 20 April 2026, 05:00 (Asia/Kolkata)',
  )
})
