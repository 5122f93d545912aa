import { expect, test } from 'vitest'
import { MOST, most, PROMISED, quietYear, SEEDED, seededMoves } from '../bench/alarms.ts'

test('[D9] a year without drift of 200 KPIs and 200 features has fewer than one false case a month in all', () => {
  const rows = quietYear()
  expect(rows.length).toBeGreaterThan(7)
  // Also where days hang together as those of the sample do.
  expect(rows.filter(it => it['hands on'] === PROMISED).length).toBeGreaterThan(6)
  expect(most(rows)).toBeLessThan(MOST)
})

test('[D9] each move of known size is found within its stated time, by each method', () => {
  const rows = seededMoves()
  expect(rows.filter(it => it.found !== `${SEEDED} of ${SEEDED}`)).toEqual([])
  expect(new Set(rows.map(({ by }) => by)).size).toBeGreaterThan(7)
  expect(new Set(rows.map(it => it['hands on']))).toEqual(new Set([0, PROMISED]))
})
