import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import type { Case } from '../../src/core/case.ts'
import type { ModelNews, Waiting } from '../../src/core/digest.ts'
import { standingDigest } from '../../src/core/digest-standing.ts'
import type { Kpi } from '../../src/core/kpi.ts'
import type { Trouble } from '../../src/core/trouble.ts'
import { asked, foldOf } from '../fixtures/change.ts'
import { flightDelay } from '../fixtures/world.ts'

const AT = '2001-04-16T06:00:00.000Z'
const kpi = { name: 'Found', kind: 'business', unit: '%', direction: 'higher-is-better', query: 'q', limit: 40 } as Kpi
const trend = (value: number, silent = false) => ({
  ...{ id: 'found', kpi, every: 'week' as const, silent },
  values: [{ end: AT, value }],
})
const breach: Breach = {
  ...{ monitor: 'found', kpi: 'found', state: 'firing', since: AT, bad: 1, good: 0 },
  latest: { start: AT, end: AT, value: 30, n: 900, version: '1.1.0' },
}
const it: Case = {
  ...{ id: 'case/flight-delay-2001-04-16', model: 'flight-delay', owner: 'ana', taken: false, monitors: [breach] },
  ...{ onset: AT, available: AT, detected: AT },
}
const news: ModelNews = {
  ...{ model: flightDelay, serves: true, runs: '1.1.0', trends: [trend(30)], silent: [], open: it },
  ...{ broken: ['a', 'b'], warned: [], changes: [foldOf([asked()])] },
}
const waits: Waiting = { is: 'case', it, model: flightDelay, since: AT, late: false }
const trouble = { id: 'trouble/1', says: 'It fails.', fix: 'Mend it.', since: AT, opened: AT, works: [], told: {} }
const facts = { models: [news], waiting: [waits], troubles: [trouble as unknown as Trouble] }
const model = (more: Partial<ModelNews>) => ({ ...facts, models: [{ ...news, ...more }] })
const opened = (more: Partial<Case>) => model({ open: { ...it, ...more } })
const { runs: _, ...unseen } = news
const { serving } = flightDelay
const hold = { since: '2001-04-01', because: 'The data are in doubt.' }

test.each([
  ['a newer value that stands as the one before', model({ trends: [trend(28)] })],
  ['another order', model({ broken: ['b', 'a'] })],
  ['one more bad reading', opened({ monitors: [{ ...breach, bad: 2 }] })],
  ['a card that was drawn', opened({ card: { channel: 'C1', ts: '1.0' } })],
])('[E5] %s is nothing new', (_, now) => {
  expect(standingDigest(now)).toBe(standingDigest(facts))
})

test.each([
  ['a value that is as agreed again', model({ trends: [trend(46)] })],
  ['data that do not come', model({ trends: [trend(30, true)] })],
  ['a part that is silent', model({ silent: [{ kpi, of: 'at night', isSegment: true }] })],
  ['what runs', model({ runs: '1.0.0' })],
  ['what nobody saw run', { ...facts, models: [unseen] }],
  ['what is wanted', model({ model: { ...flightDelay, serving: { ...serving, version: '1.0.0' } } })],
  ['a hold', model({ model: { ...flightDelay, serving: { ...serving, hold } } })],
  ['that it does not serve', model({ serves: false })],
  ['a rule that is not kept', model({ broken: ['a', 'b', 'c'] })],
  ['a warning', model({ warned: ['Found'] })],
  ['a change that ended', model({ changes: [] })],
  ['a case that is over', { ...facts, models: [{ ...news, open: undefined } as unknown as ModelNews] }],
  ['a monitor that recovers', opened({ monitors: [{ ...breach, state: 'recovering' }] })],
  ['another monitor', opened({ monitors: [breach, { ...breach, monitor: 'lost' }] })],
  ['the same of a segment', opened({ monitors: [{ ...breach, segment: 'at night' }] })],
  ['who owns it', opened({ owner: 'bo' })],
  ['that somebody took it', opened({ taken: true })],
  ['what was done', opened({ acted: { at: AT, version: '1.0.0' } })],
  ['what waits', { ...facts, waiting: [] }],
  ['that it is late', { ...facts, waiting: [{ ...waits, late: true }] }],
  ['why it is', { ...facts, waiting: [{ ...waits, why: { reason: 'expected', says: 'Tomorrow.' } as const }] }],
  ['a trouble that is over', { ...facts, troubles: [] }],
  ['one more model', { ...facts, models: [news, { ...news, model: { ...flightDelay, id: 'other' } }] }],
])('[E5] %s is news', (_, now) => {
  expect(standingDigest(now)).not.toBe(standingDigest(facts))
})
