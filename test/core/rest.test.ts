import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { newestEnds, restsUntil } from '../../src/core/rest.ts'

const now = new Date('2026-03-02T09:00:00Z')
const at = (iso: string) => Date.parse(iso) - 1
const end = '2026-03-02T00:00:00.000Z'

test.each<[string, number, number]>([
  ['nothing grows old', restsUntil(now, [{ end, hours: [] }], []), Number.POSITIVE_INFINITY],
  ['the first that grows too old', restsUntil(now, [{ end, hours: [48, 12] }], []), at('2026-03-02T12:00:00Z')],
  ['what was too old before', restsUntil(now, [{ end, hours: [3, 24] }], []), at('2026-03-03T00:00:00Z')],
  [
    'a period that is not over',
    restsUntil(now, [{ end, hours: [24] }], ['2026-03-02T10:00:00.000Z']),
    at('2026-03-02T10:00:00Z'),
  ],
  ['a part of an hour', restsUntil(now, [{ end, hours: [9.1] }], []), at('2026-03-02T09:06:00Z')],
])('[D11] %s ends the rest a millisecond before', (_, until, wanted) => {
  expect(until).toBe(wanted)
})

test('[D11] the newest reading of a KPI counts whatever its version and segment', () => {
  const reading = (kpi: string, day: number, more: Partial<Reading> = {}) =>
    ({ kpi, version: '1', segment: '', end: new Date(Date.UTC(2026, 2, day)).toISOString(), ...more }) as Reading
  const all = [reading('a', 2), reading('a', 3, { version: '2' }), reading('b', 5, { segment: 'eu' }), reading('b', 4)]
  expect([...newestEnds(all)].map(([kpi, last]) => `${kpi} ${last.slice(0, 10)}`)).toEqual([
    'a 2026-03-03',
    'b 2026-03-05',
  ])
})
