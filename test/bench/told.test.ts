import { expect, test } from 'vitest'
import { agreed, timed, toldIn } from './told.ts'

test('[D11] what a program tells is its last line of JSON, and a program that tells none is no figure', () => {
  expect(toldIn('{"best":2}\nwarning: {odd\n{"best":1}\n\nkB 5120\n')).toEqual({ best: 1 })
  expect(() => toldIn('Killed\nkB 12\n')).toThrow('It told nothing')
})

test('[D11] two agree only where each number is close to its own, and there are as many', () => {
  expect(agreed([1, 2], [1, 2.05], 0.1)).toBe(true)
  expect(agreed([1, 2], [1, 2.2], 0.1)).toBe(false)
  expect(agreed([1], [1, 2], 0.1)).toBe(false)
  expect(agreed([1, 2], [1], 0.1)).toBe(false)
  expect(agreed([Number.NaN], [Number.NaN], 0.1)).toBe(false)
})

test('[D11] each run is timed by itself, and the best is never slower than the first', async () => {
  const asked: number[] = []
  const runs = await timed(3, run => {
    asked.push(run)
  })
  expect(asked).toEqual([0, 1, 2])
  expect(runs.best).toBeLessThanOrEqual(runs.first)
  expect(runs.best).toBeGreaterThan(0)
})
