import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { loopsOf } from '../../src/edges/loops.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setImmediate', 'setTimeout', 'Date'] }),
)
afterEach(() => void vi.useRealTimers())

describe('[C12] a round that comes again and again (attack 64)', () => {
  test('never runs twice at once: however many are missed while one runs, one follows', async () => {
    const loops = loopsOf(quiet)
    let [running, most, rounds] = [0, 0, 0]
    loops.run(async () => {
      rounds++
      most = Math.max(most, ++running)
      await new Promise(done => setTimeout(done, rounds === 1 ? 10_500 : 1))
      running--
    }, 1000)
    await vi.advanceTimersByTimeAsync(10_400)
    expect(rounds).toBe(1)
    await vi.advanceTimersByTimeAsync(200)
    expect([rounds, most]).toEqual([2, 1])
    await loops.stop(1000)
  })

  test('runs as often as it is told and no more, also when it fails each time', async () => {
    const loops = loopsOf(quiet)
    let rounds = 0
    loops.run(async () => {
      rounds++
      throw new Error('the warehouse is down')
    }, 1000)
    await vi.advanceTimersByTimeAsync(60_500)
    expect(rounds).toBe(61)
    await loops.stop(1000)
  })

  test.each([
    ['forward', 86_400_000],
    ['back', -86_400_000],
  ])('is not hurried or held up by a clock that jumps %s', async (_, jump) => {
    const loops = loopsOf(quiet)
    let rounds = 0
    loops.run(() => void rounds++, 1000)
    await vi.advanceTimersByTimeAsync(5500)
    vi.setSystemTime(Date.now() + jump)
    await vi.advanceTimersByTimeAsync(5000)
    expect(rounds).toBe(11)
    await loops.stop(1000)
  })

  test('begins nothing once it is told to stop, and waits for what runs', async () => {
    const loops = loopsOf(quiet)
    let [rounds, ended] = [0, false]
    const now = loops.run(async () => {
      rounds++
      await new Promise(done => setTimeout(done, 500))
      ended = true
    }, 1000)
    await vi.advanceTimersByTimeAsync(100)
    const stopped = loops.stop(1000)
    await vi.advanceTimersByTimeAsync(5000)
    await stopped
    now()
    await vi.advanceTimersByTimeAsync(5000)
    expect([rounds, ended]).toEqual([1, true])
  })
})

test('told to stop, what hangs is not waited for any longer than that', async () => {
  const loops = loopsOf(quiet)
  const hang = Promise.withResolvers<void>()
  loops.run(() => hang.promise, 1000)
  await vi.advanceTimersByTimeAsync(1)
  expect(await loops.stop(10)).toBe(false)
  hang.resolve()
  expect(await loops.stop(1000)).toBe(true)
})
