import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Agreed, judgeBy, statisticsOf } from '../../src/series/judge-by.ts'
import { type Method, type MethodForm, methodOf } from '../../src/series/method.ts'
import { daily } from './daily.ts'

const LOWER: Agreed = { direction: 'lower-is-better' }
const methodAs = (written: MethodForm): Method => {
  const method = methodOf(written)
  if (!method) throw new Error('the limit is no method of its own')
  return method
}
const judged = (written: MethodForm, values: readonly number[], agreed: Agreed = LOWER) =>
  judgeBy(methodAs(written), agreed)(daily(values))
const short = (all: readonly string[]) => all.map(it => it[0]).join('')

const known = { mean: 10, sigma: 2 }
/** Mean 10, σ 1 by n − 1 = 5: ±√(5/6) each. */
const SIX = [1, -1, 1, -1, 1, -1].map(sign => 10 + sign * Math.sqrt(5 / 6))

describe('[D5] what a method says of each reading: bad, good or unknown', () => {
  test.each<[MethodForm, readonly number[], Agreed, string]>([
    [{ is: 'shewhart', ...known }, [10, 16, 16.1, 3], LOWER, 'ggbg'],
    // How far the mean of six may be off counts as well: 3·√(7/6) is 3.24. What is good teaches, so 13.5 is no more than usual.
    [{ is: 'shewhart', learn: 6 }, [...SIX, 13.25], LOWER, 'uuuuuub'],
    [{ is: 'shewhart', learn: 6 }, [...SIX, 13.2, 13.5, 19], LOWER, 'uuuuuuggb'],
    // What is bad does not.
    [{ is: 'shewhart', learn: 6 }, [...SIX, 20, 20, 20, 13.25], LOWER, 'uuuuuubbbb'],
    [{ is: 'shewhart', learn: 6, sigma: 2 }, [...SIX, 13.1, 17.2], LOWER, 'uuuuuugb'],
    [{ is: 'shewhart', learn: 7 }, SIX, LOWER, 'uuuuuu'],
    // What lies beyond the limit teaches nothing, and is not judged while there is something to learn.
    [{ is: 'shewhart', learn: 6 }, [99, ...SIX, 13.3], { ...LOWER, limit: 20 }, 'uuuuuuub'],
    [{ is: 'shewhart', learn: 6 }, [99, ...SIX], LOWER, 'uuuuuug'],
    // The same turned round: below the limit nothing is learnt.
    [{ is: 'shewhart', learn: 6 }, [0, ...SIX, 6.7], { direction: 'higher-is-better', limit: 5 }, 'uuuuuuub'],
    [{ is: 'baseline-change', threshold: 0.25 }, [8, 10, 10.1, 2], { ...LOWER, baseline: 8 }, 'ggbg'],
    [
      { is: 'baseline-change', threshold: 0.25 },
      [8, 6, 5.9, 20],
      { direction: 'higher-is-better', baseline: 8 },
      'ggbg',
    ],
    [{ is: 'baseline-change', threshold: 2, change: 'absolute' }, [10, 10.1], { ...LOWER, baseline: 8 }, 'gb'],
    [{ is: 'baseline-change', threshold: 0.5 }, [-6, -4], { ...LOWER, baseline: -10 }, 'gb'],
    [{ is: 'baseline-change', threshold: 9 }, [0, 1e-9, -1], { ...LOWER, baseline: 0 }, 'gbg'],
    [{ is: 'baseline-change', threshold: 9 }, [1], LOWER, 'u'],
    // Two σ a reading less the slack of a half: 1.5, 3, 4.5, 6; then a half less each: 5.5, 5, 4.5.
    [{ is: 'cusum', threshold: 5, ...known }, [14, 14, 14, 14, 10, 10, 10], LOWER, 'gggbbgg'],
    [{ is: 'cusum', ...known }, [6, 6, 6, 6], LOWER, 'gggg'],
    [{ is: 'cusum', threshold: 5, ...known }, [6, 6, 6, 6], { direction: 'higher-is-better' }, 'gggb'],
    // At first the average of one value is 0.2·u, and its own deviation 0.2: u itself.
    [{ is: 'ewma', ...known }, [16.9], LOWER, 'g'],
    [{ is: 'ewma', ...known }, [17.1], LOWER, 'b'],
    // What is good teaches σ as well: 2.93, 4.13, 4.94, 5.55.
    [{ is: 'page-hinkley', threshold: 5, learn: 6 }, [...SIX, 14, 14, 14, 14], LOWER, 'uuuuuugggb'],
    [{ is: 'modified-z', learn: 7 }, [1, 2, 3, 4, 5, 6, 100, 14, 20], LOWER, 'uuuuuuugb'],
    [{ is: 'modified-z', learn: 6 }, [5, 5, 5, 5, 5, 5, 5, 5.1, 4], LOWER, 'uuuuuugbg'],
  ])('%j of %j, %j: %s', (written, values, agreed, says) => {
    expect(short(judged(written, values, agreed))).toBe(says)
  })

  test('CUSUM is over ten readings after a move, however long and wild it was', () => {
    const said = judged({ is: 'cusum', threshold: 5, ...known }, [...Array(50).fill(30), ...Array(12).fill(10)]).slice(
      50,
    )
    expect(short(said)).toBe('bbbbbbbbbggg')
  })

  test('to Page-Hinkley what lasts becomes usual', () => {
    const said = judged({ is: 'page-hinkley', threshold: 5, learn: 6 }, [
      ...SIX,
      ...SIX,
      ...SIX,
      ...Array(120).fill(13),
    ])
    expect(said.indexOf('bad')).toBeGreaterThan(5)
    expect(said.at(-1)).toBe('good')
  })

  test('before there are seasons enough, what EWMA says of 3.5 is said of the threshold', () => {
    const days = [...SIX, 14, 13.9, 10, 10, 10, 10, 10, 16]
    for (const threshold of [1, 5, 20]) {
      expect(judged({ is: 'seasonal', learn: 6, threshold }, days)).toEqual(judged({ is: 'ewma', learn: 6 }, days))
    }
    expect(short(judged({ is: 'ewma', learn: 6 }, days))).toMatch(/^uuuuuub.*gb$/)
  })

  test('between the threshold and where it clears it is neither', () => {
    expect(judged({ is: 'shewhart', ...known }, [16.1, 16, 14.1, 14], { ...LOWER, clearsAt: 2 })).toEqual([
      'bad',
      'between',
      'between',
      'good',
    ])
  })

  test.each(['shewhart', 'ewma', 'cusum', 'page-hinkley', 'modified-z'] as const)(
    'what cannot be reckoned with is unknown to %s, never good',
    is => {
      const apart = [1, -1, 1, -1, 1, -1].map(sign => sign * 1.7e308)
      expect(judged({ is, learn: 6 }, [...apart, 5, 6])).toEqual(Array(8).fill('unknown'))
    },
  )
})

const LEARNING: readonly MethodForm[] = [
  { is: 'shewhart', learn: 6 },
  { is: 'ewma', learn: 6 },
  { is: 'cusum', learn: 6 },
  { is: 'page-hinkley', learn: 6 },
  { is: 'modified-z', learn: 6 },
  { is: 'seasonal', learn: 6, seasons: 4 },
]
/** Eighths, so that scaling by two and moving by a whole number is exact. */
const some = fc.array(
  fc.integer({ min: -80, max: 80 }).map(it => it / 8),
  { minLength: 8, maxLength: 60 },
)

describe.each(LEARNING)('[D5] $is, whatever the series', written => {
  const method = methodAs(written)
  const statistics = (values: readonly number[], agreed: Agreed = LOWER, handsOn = {}) =>
    statisticsOf(
      { ...method, ...handsOn },
      agreed,
      values,
      values.map((_, i) => i % 7),
    )
  const close = (got: readonly (number | undefined)[], want: readonly (number | undefined)[]) => {
    expect(got.length).toBe(want.length)
    got.forEach((it, i) => {
      const other = want[i]
      if (it === undefined || other === undefined || !Number.isFinite(other)) expect(it).toBe(other)
      else expect(Math.abs(it - other)).toBeLessThan(1e-6 * (1 + Math.abs(other)))
    })
  }

  test('says the same in another unit', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.25, 1, 2, 64), (values, by, times) => {
        close(statistics(values.map(value => value * times + by)), statistics(values))
      }),
      { numRuns: 100, seed: 11 },
    )
  })

  test('says of values negated what it says of the other direction', () => {
    fc.assert(
      fc.property(some, values => {
        const negated = statistics(
          values.map(value => -value),
          { direction: 'higher-is-better' },
        )
        expect(negated).toEqual(statistics(values))
      }),
      { numRuns: 100, seed: 12 },
    )
  })

  test('judges a reading by what came before it alone', () => {
    fc.assert(
      fc.property(some, fc.nat(60), (values, count) => {
        expect(statistics(values.slice(0, count))).toEqual(statistics(values).slice(0, count))
      }),
      { numRuns: 100, seed: 13 },
    )
  })

  test('does not mind the order of what it learns from, where readings are said to hand nothing on', () => {
    fc.assert(
      fc.property(some, values => {
        const turned = [...values.slice(0, 6).reverse(), ...values.slice(6)]
        const alike = written.is === 'seasonal' ? [13, 27] : [6, values.length]
        const apart = (it: readonly number[]) => statistics(it, LOWER, { autocorrelation: 0 }).slice(6, alike[1])
        close(apart(turned), apart(values))
      }),
      { numRuns: 100, seed: 14 },
    )
  })

  test('finds a large move to the worse side, and never one to the better', () => {
    const before = Array.from({ length: 42 }, (_, i) => [1, -1, 0.5, -0.5, 0][i % 5] ?? 0)
    const after = (move: number) => [...before, ...Array<number>(5).fill(move)]
    const bad = (values: readonly number[]) =>
      statistics(values).flatMap((it, i) => ((it ?? 0) > method.threshold ? [i] : []))
    expect(bad(before)).toEqual([])
    expect(bad(after(8)).filter(i => i >= 42)).not.toEqual([])
    expect(bad(after(-8))).toEqual([])
  })
})

test('[D5] a relative change is the same in another unit, an absolute one from another zero', () => {
  const statistics = (change: 'relative' | 'absolute', values: readonly number[], baseline: number) =>
    statisticsOf(methodAs({ is: 'baseline-change', threshold: 1, change }), { ...LOWER, baseline }, values, [])
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 9 }), (values, n) => {
      const scaled = statistics(
        'relative',
        values.map(value => value * 4),
        n * 4,
      )
      expect(scaled).toEqual(statistics('relative', values, n))
      const moved = statistics(
        'absolute',
        values.map(value => value + n),
        3 + n,
      )
      expect(moved).toEqual(statistics('absolute', values, 3))
    }),
    { numRuns: 100, seed: 15 },
  )
})
