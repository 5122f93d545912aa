import { describe, expect, test } from 'vitest'
import { brakedBy, isFlood, mayRelease, type OpenCase } from '../../src/core/brake.ts'
import type { Model } from '../../src/core/model.ts'
import { flightDelay } from '../fixtures/flight-delay.ts'

const NOW = new Date('2026-03-02T09:00:00.000Z')
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString()
const cases = (count: number, minutes: number, held = false): OpenCase[] =>
  Array.from({ length: count }, (_, n) => ({ model: `m-${n}`, held, openedAt: before(minutes) }))

describe('[C12] the brake (attack 67)', () => {
  test.each<[string, OpenCase[], number, boolean]>([
    ['as many as may', [], 20, false],
    ['one more', [], 21, true],
    ['5,000', [], 5000, true],
    ['one more than opened within the hour', cases(20, 59), 1, true],
    ['one, when the hour is over', cases(20, 60), 1, false],
    ['few, while some wait and some were shown', [...cases(10, 5), ...cases(10, 5, true)], 1, true],
    ['one, while many wait for days', cases(21, 4000, true), 1, false],
  ])('%s', (_, open, opening, flood) => {
    expect(isFlood(open, opening, 20, NOW)).toBe(flood)
  })

  test.each<[string, OpenCase[], boolean]>([
    ['as many wait as may be shown', cases(20, 600, true), true],
    ['more wait, however long', cases(21, 600, true), false],
    ['some wait and some were shown within the hour', [...cases(10, 5), ...cases(11, 600, true)], false],
    ['some wait and some were shown before', [...cases(10, 61), ...cases(11, 600, true)], true],
  ])('lets go where %s: %s', (_, open, free) => {
    expect(mayRelease(open, 20, NOW)).toBe(free)
  })

  const models = (tiers: readonly Model['tier'][]) => tiers.map((tier, n) => ({ ...flightDelay, id: `m-${n}`, tier }))

  test('says how many wait, since when, and the highest tiers first', () => {
    const held = [...cases(3, 10, true), ...cases(1, 50)]
    expect(brakedBy(held, models(['low', 'medium', 'high']), 2)).toMatchObject({
      says: '3 cases opened at once; 2 an hour may have a card each. The gravest: m-2 (high), m-1 (medium) and m-0 (low).',
      since: before(10),
      count: 3,
    })
  })

  test('names ten at most, and none that may not be named', () => {
    const { says = '' } = brakedBy(cases(5000, 1, true), models(Array(30).fill('low')), 20) ?? {}
    expect(says.match(/m-\d+/g)).toHaveLength(10)
    expect(says).toContain('and 4990 more.')
    expect(brakedBy(cases(30, 1, true), [], 20)?.says).not.toContain('m-')
  })

  test('says nothing where nothing waits', () => {
    expect(brakedBy(cases(20, 1), [], 20)).toBeUndefined()
  })
})
