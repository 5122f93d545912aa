import { expect, test } from 'vitest'
import { mostOfEach } from '../../src/core/series.ts'

test.each([
  [0, 2000],
  [1, 2000],
  [50, 2000],
  [100, 1000],
  [2000, 50],
  [1_000_000, 1],
])(
  '[D12] of %i series each is read %i periods back, so that all of them are no more than anybody waits for',
  (count, most) => {
    expect(mostOfEach(count)).toBe(most)
  },
)
