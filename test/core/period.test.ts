import { describe, expect, test } from 'vitest'
import { lastPeriods, periodEnd, periodStart } from '../../src/core/period.ts'

const at = (iso: string) => Date.parse(iso)

describe('a period', () => {
  test.each([
    ['hour', '2001-04-16T14:59:59Z', '2001-04-16T14:00:00Z'],
    ['hour', '1969-12-31T23:30:00Z', '1969-12-31T23:00:00Z'],
    ['day', '2001-04-16T00:00:00Z', '2001-04-16T00:00:00Z'],
    ['day', '2001-04-16T23:59:59Z', '2001-04-16T00:00:00Z'],
    ['week', '2001-04-16T00:00:00Z', '2001-04-16T00:00:00Z'],
    ['week', '2001-04-22T23:59:59Z', '2001-04-16T00:00:00Z'],
    ['week', '1969-12-31T00:00:00Z', '1969-12-29T00:00:00Z'],
  ] as const)('of a %s that holds %s starts at %s', (every, moment, start) => {
    expect(new Date(periodStart(every, at(moment)))).toEqual(new Date(start))
  })

  test('ends where the next one starts', () => {
    expect(periodStart('week', periodEnd('week', at('2001-04-16T00:00:00Z')))).toBe(at('2001-04-23T00:00:00Z'))
  })

  test('that is not over is not among the last ones', () => {
    expect(lastPeriods('week', new Date('2001-04-18T09:00:00Z'), 2)).toEqual({
      start: new Date('2001-04-02T00:00:00Z'),
      end: new Date('2001-04-16T00:00:00Z'),
    })
    expect(lastPeriods('day', new Date('2001-04-18T00:00:00Z'), 1)).toEqual({
      start: new Date('2001-04-17T00:00:00Z'),
      end: new Date('2001-04-18T00:00:00Z'),
    })
  })
})
