import { expect, test } from 'vitest'
import { isDue, type Missed, missed } from '../../src/core/missed.ts'

const MINUTE = 60_000
const WAITS = { firstMs: 2 * MINUTE, mostMs: 5 * MINUTE }
const NOW = new Date('2001-04-16T06:00:00Z')

test('[D12] waits longer each time, from the second on, up to the most', () => {
  let it: Missed | undefined
  const waits = [1, 2, 3, 4].map(() => {
    it = missed(it, NOW, WAITS)
    return (it.until - it.at) / MINUTE
  })
  expect(waits).toEqual([0, 2, 4, 5])
})

test('[D12] is due when its time has come, and where the clock was put back', () => {
  const it = missed(missed(undefined, NOW, WAITS), NOW, WAITS)
  const after = (ms: number) => isDue(it, new Date(NOW.getTime() + ms))
  expect([after(0), after(2 * MINUTE - 1), after(2 * MINUTE), after(-1)]).toEqual([false, false, true, true])
})
