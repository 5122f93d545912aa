import { describe, expect, test } from 'vitest'
import { firings } from '../bench/alarms.ts'
import { normals } from '../bench/chance.ts'

const METHODS = ['shewhart', 'ewma', 'cusum', 'page-hinkley', 'modified-z'] as const
const draw = normals('wild')
const quiet = Array.from({ length: 20 }, () => Array.from(draw(150), chance => 100 + 10 * chance))

describe.each(METHODS)('[D5] [D9] by %s', is => {
  const firstOf = (values: readonly number[]) => firings(values, { method: { is } })[0]
  const moved = (values: readonly number[]) => values.map((value, i) => (i < 120 ? value : value + 80))
  const wild = (values: readonly number[], at: number, value: number) => values.with(at, value)

  test.each([
    ['a sentinel on the good side, while it learns', 5, -999],
    ['a sentinel on the good side, later', 60, -999],
    ['one on the bad side, while it learns', 5, 999],
    ['one on the bad side, later', 60, 999],
  ])('%s hides no move', (_, at, value) => {
    const found = quiet.map(values => firstOf(wild(moved(values), at, value)))
    expect(found.filter(day => day !== undefined && day >= 120).length).toBe(20)
  })

  test('one wild reading opens no case by itself', () => {
    const fired = quiet.filter(values => firstOf(wild(values, 100, 300)) !== undefined)
    expect(fired.length).toBeLessThanOrEqual(1)
  })
})
