import { expect, test } from 'vitest'
import { chunksPicked } from '../../src/core/chunks-picked.ts'

test.each([
  [599, 100, [0, 1, 2, 3, 4]],
  [600, 100, [0, 1, 2, 3, 4, 5]],
  [99, 100, []],
  [99, 0, []],
])('[D3] of %i rows the whole chunks of %i are looked at', (rows, size, picked) => {
  expect(chunksPicked(rows, size)).toEqual(picked)
})

test('[D3] of very many chunks some are enough, from all over the reference', () => {
  const picked = chunksPicked(10_000, 10)
  expect([picked.length, new Set(picked).size, picked[0]]).toEqual([26, 26, 0])
  expect(picked.at(-1)).toBeGreaterThan(950)
  expect(picked.at(-1)).toBeLessThan(1000)
})
