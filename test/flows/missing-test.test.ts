import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missingJudged, missingTest } from '../../src/flows/missing-test.ts'

const lacking = (missing: number, rows: number, notFinite = 0) => ({ missing, rows, notFinite })
const is = (then: ReturnType<typeof lacking>, now: ReturnType<typeof lacking>, threshold?: number) => {
  const tested = missingTest(then, now, threshold)
  return tested && missingJudged(tested).is
}

describe('[D12] how many rows have no value', () => {
  test.each([
    ['from 0.2 % to 91 %', lacking(10, 5000), lacking(910, 1000), 'drift'],
    ['from none to all', lacking(0, 5000), lacking(1000, 1000), 'drift'],
    ['from 91 % to 0.2 %, as well', lacking(4550, 5000), lacking(2, 1000), 'drift'],
    ['by no number where numbers are counted', lacking(0, 5000), lacking(0, 1000, 800), 'drift'],
    [
      'not by a little of very many, which is no chance and does not matter',
      lacking(0, 5e6),
      lacking(1e5, 1e7),
      'no-drift',
    ],
    ['not by chance in a short window', lacking(50, 1000), lacking(3, 25), 'no-drift'],
    ['not by one row of twenty where there never was one', lacking(0, 2000), lacking(1, 20), 'no-drift'],
    ['not where it is as it was', lacking(2500, 5000), lacking(500, 1000), 'no-drift'],
    ['not in nineteen rows, of which nobody says anything', lacking(0, 5000), lacking(19, 19), undefined],
    ['not where every row has one', lacking(0, 5000), lacking(0, 1000), undefined],
  ] as const)('drifts %s', (_, then, now, wanted) => {
    expect(is(then, now)).toBe(wanted)
  })

  test('matters from where the model says', () => {
    const [then, now] = [lacking(0, 5000), lacking(300, 1000)]
    expect([is(then, now), is(then, now, 0.3), is(then, now, 0.31)]).toEqual(['drift', 'drift', 'no-drift'])
  })

  test('is no test where so few of them could never matter, so that it corrects no other', () => {
    expect(missingTest(lacking(2, 5000), lacking(1, 1000))).toEqual({ was: 0.0004, now: 0.001, threshold: 0.05 })
    expect(missingTest(lacking(5000, 5000), lacking(1000, 1000))?.p).toBeUndefined()
    expect(missingTest(lacking(2, 5000), lacking(60, 1000))?.p).toBeLessThan(1e-6)
  })

  test('by chance alone is drift in fewer than one window of a thousand, whatever the share and the size', () => {
    let state = 7
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return (state + 0.5) / 2 ** 32
    }
    const drawn = (rows: number, share: number) => Array.from({ length: rows }, next).filter(it => it < share).length
    for (const [rows, share] of [
      [20, 0.02],
      [50, 0.3],
      [100, 0.01],
      [400, 0.1],
    ] as const) {
      const windows = Array.from({ length: 3000 }, () =>
        is(lacking(Math.round(2000 * share), 2000), lacking(drawn(rows, share), rows)),
      )
      expect([rows, share, windows.filter(it => it === 'drift').length <= 6]).toEqual([rows, share, true])
    }
  })

  test('the further the share has moved, the less it is chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 400 }), fc.nat(200), fc.nat(398), (rows, before, at) => {
        const [then, less] = [lacking(before, 400), Math.min(at, rows - 2)]
        if (less / rows < before / 400) return
        const [a, b] = [missingTest(then, lacking(less, rows)), missingTest(then, lacking(less + 2, rows))]
        // Where exact counting takes over from the curve, two rows are more than what the two differ by.
        if (a?.p !== undefined && b?.p !== undefined) expect(b.p).toBeLessThanOrEqual(a.p * 1.5)
      }),
    )
  })
})
