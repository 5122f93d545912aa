import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reminderDue } from '../../src/core/delivery.ts'

const SINCE = '2026-03-02T09:00:00Z'
const after = (hours: number) => new Date(Date.parse(SINCE) + hours * 3_600_000)

test('[C8] a day, three days, then each third day: one who does it by hand is reminded at a calm pace', () => {
  const days = Array.from({ length: 14 }, (_, day) => reminderDue(SINCE, 24, after(day * 24)))
  expect(days).toEqual([0, 1, 1, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12])
  expect(reminderDue(SINCE, 24, after(23.9))).toBe(0)
})

test('[C8] reminders never go back while time goes on, and none is due before its span is over', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 5000, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.integer({ min: 1, max: 720 }),
      (hours, more, span) => {
        const due = reminderDue(SINCE, span, after(hours))
        expect(reminderDue(SINCE, span, after(hours + more))).toBeGreaterThanOrEqual(due)
        expect(due === 0 || due * span <= hours + 1e-6).toBe(true)
      },
    ),
  )
})
