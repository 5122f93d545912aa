import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bucket, take } from '../../src/core/token-bucket.ts'

describe('[D2] a source at its pace', () => {
  test('may send a minute’s worth at once, and then waits for just as much as is missing', () => {
    const first = take(undefined, 60, 60, 0)
    expect(first).toEqual({ bucket: { level: 0, atMs: 0 }, waitMs: 0 })
    expect(take(first.bucket, 5, 60, 0).waitMs).toBe(5000)
    expect(take(first.bucket, 5, 60, 4000).waitMs).toBe(1000)
    expect(take(first.bucket, 5, 60, 5000)).toEqual({ bucket: { level: 0, atMs: 5000 }, waitMs: 0 })
  })

  test('who came too fast loses nothing, and what is not spent is kept for one minute alone', () => {
    const empty = { level: 0, atMs: 0 }
    expect(take(empty, 10, 60, 9000).bucket.level).toBe(9 * 60_000)
    expect(take(empty, 1, 60, 3_600_000).bucket.level).toBe(59 * 60_000)
  })

  test('a clock that is set back gives nothing', () => {
    expect(take({ level: 3 * 60_000, atMs: 60_000 }, 3, 60, 0)).toEqual({ bucket: { level: 0, atMs: 0 }, waitMs: 0 })
  })

  test('over any time no more is let through than the pace allows beyond the first minute, and waiting as long as told is enough', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 97 })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(steps, all => {
        let [bucket, nowMs, through] = [undefined as Bucket | undefined, 0, 0]
        for (const [passedMs, count] of all) {
          nowMs += passedMs
          const { bucket: after, waitMs } = take(bucket, count, 97, nowMs)
          if (waitMs === 0) through += count
          else expect(take(after, count, 97, nowMs + waitMs).waitMs).toBe(0)
          bucket = after
        }
        expect(through * 60_000).toBeLessThanOrEqual(97 * (60_000 + nowMs))
      }),
    )
  })
})
