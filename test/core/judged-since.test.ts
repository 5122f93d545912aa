import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import type { JudgedBy } from '../../src/core/judged.ts'
import { judgedSince, laterJudged } from '../../src/core/judged-since.ts'
import { at } from '../fixtures/monitored.ts'

const by = (limit: number, more: Partial<JudgedBy> = {}): JudgedBy => ({
  direction: 'lower-is-better',
  limit,
  fires: { after: 2, of: 2 },
  clears: { after: 2, limit },
  minSamples: 1,
  ...more,
})
const known = (more: Partial<Breach>): Breach => ({
  monitor: 'error',
  kpi: 'mae',
  state: 'firing',
  since: at(1),
  bad: 2,
  good: 0,
  latest: { start: at(3), end: at(4), value: 12, n: 9, version: '1.0.0' },
  ...more,
})
const later = [{ after: at(2), by: by(25) }]

test.each<[string, Partial<Breach>, number, Partial<Breach>]>([
  ['by the same', { by: by(10) }, 10, {}],
  ['by another', { by: by(10) }, 25, { later: [{ after: at(4), by: by(25) }] }],
  ['by the same as the last of several', { by: by(10), later }, 25, { later }],
  ['by another than the last', { by: by(10), later }, 10, { later: [...later, { after: at(4), by: by(10) }] }],
  ['by the same limit, where no more was kept', { limit: 10 }, 10, {}],
  ['by another limit, where no more was kept', { limit: 10 }, 25, { later: [{ after: at(4), by: by(25) }] }],
  ['by whatever, where nothing was kept', {}, 25, {}],
])('[D6] [D7] what comes is judged %s', (_, kept, limit, told) => {
  expect(laterJudged(known(kept), by(limit), at(5))).toEqual(told)
  expect(laterJudged(known(kept), by(limit), at(4))).toEqual(kept.later ? { later: kept.later } : {})
})

test('[D6] [D7] what judged is told from the first on, as far as it was kept', () => {
  expect(judgedSince(known({ by: by(10), later }), by(30))).toEqual([{ after: '', by: by(10) }, ...later])
  expect(judgedSince(known({ limit: 10 }), by(30))).toEqual([{ after: '', by: { ...by(30), limit: 10 } }])
  expect(judgedSince(known({ limit: 10 }), by(30, { method: { is: 'shewhart' } }))).toEqual([])
  expect(judgedSince(known({}), by(30))).toEqual([])
})
