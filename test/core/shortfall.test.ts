import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Kpi } from '../../src/core/kpi.ts'
import { shortfallOf } from '../../src/core/shortfall.ts'

const money = { perUnit: 690, currency: 'USD', formula: 'made up' }
const lower: Kpi = { name: 'x', kind: 'business', unit: '%', direction: 'lower-is-better', query: 'q', money }
const higher: Kpi = { ...lower, direction: 'higher-is-better' }

test.each<[Kpi, number, ReturnType<typeof shortfallOf>]>([
  [{ ...lower, limit: 75, target: 60 }, 83, { than: 'limit', by: 8, money: 5520 }],
  [{ ...lower, limit: 75, target: 60 }, 67, { than: 'target', by: 7, money: 4830 }],
  [{ ...lower, limit: 75, target: 60 }, 60, undefined],
  [{ ...higher, target: 45 }, 41, { than: 'target', by: 4, money: 2760 }],
  [{ ...higher, target: 45 }, 46, undefined],
  [lower, 1e9, undefined],
])('[E2] %j at %d', (kpi, value, missed) => {
  expect(shortfallOf(kpi, value)).toEqual(missed)
})

test('[E2] nobody is told a price that no file gives, and none below nought', () => {
  const { money: _, ...unpriced } = lower
  expect(shortfallOf({ ...unpriced, limit: 1 }, 2)).toEqual({ than: 'limit', by: 1 })
  fc.assert(
    fc.property(
      fc.float({ noNaN: true }),
      fc.float({ noNaN: true }),
      fc.constantFrom(lower, higher),
      (limit, at, kpi) => {
        const missed = shortfallOf({ ...kpi, limit }, at)
        expect(missed === undefined || (missed.by > 0 && (missed.money ?? 0) > 0)).toBe(true)
      },
    ),
  )
})
