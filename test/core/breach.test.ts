import { expect, test } from 'vitest'
import { begunAt } from '../../src/core/breach.ts'

test.each([
  ['week', '2001-04-09T00:00:00Z', '2001-04-23T00:00:00Z', '2001-04-30T00:00:00Z', '2001-04-02T00:00:00.000Z'],
  ['day', '2001-03-01T00:00:00Z', '2001-03-03T00:00:00Z', '2001-03-04T00:00:00Z', '2001-02-28T00:00:00.000Z'],
  ['hour', '2001-04-01T00:00:00Z', '2001-04-01T07:00:00Z', '2001-04-01T08:00:00Z', '2001-03-31T23:00:00.000Z'],
])(
  '[A3] a breach by the %s begins with its first bad period, which its chart marks, and not when that is over',
  (_, since, start, end, begun) => {
    expect(begunAt({ since, latest: { start, end } })).toBe(begun)
  },
)
