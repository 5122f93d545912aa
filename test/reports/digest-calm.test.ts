import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Audience, type DigestFacts, isQuiet, type ModelNews } from '../../src/core/digest.ts'
import { FUNCTIONS } from '../../src/core/function-counts.ts'
import type { Kpi } from '../../src/core/kpi.ts'
import { portfolioOf } from '../../src/core/portfolio.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { asked, foldOf } from '../fixtures/change.ts'
import { flightDelay, words } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const SINCE = '2001-04-15T09:00:00.000Z'
const AUDIENCES: readonly Audience[] = ['operations', 'business', 'compliance', 'executive']

const kpi = { name: 'Found', kind: 'business', unit: '%', direction: 'higher-is-better', query: 'q', limit: 40 } as Kpi
const trend = (value: number, silent = false) => ({
  ...{ id: 'found', kpi, every: 'week' as const, silent },
  values: [{ end: '2001-04-16T00:00:00.000Z', value }],
})
const calm: ModelNews = {
  ...{ model: flightDelay, serves: true, runs: '1.1.0', trends: [trend(46)] },
  ...{ silent: [], broken: [], warned: [], changes: [] },
}
const { serving } = flightDelay
const onHold = {
  ...flightDelay,
  serving: { ...serving, hold: { since: '2001-04-01', because: 'The data are in doubt.' } },
}
const { runs: _, ...unseen } = calm

const portfolio = portfolioOf({ models: [], cases: [], changes: [], late: [], events: [], since: SINCE, now: NOW })
const facts = (more: Partial<DigestFacts>): DigestFacts => ({
  ...{
    channel: 'C0FLIGHTOPS',
    audience: 'operations',
    timeZone: 'UTC',
    since: SINCE,
    now: NOW,
    commit: 'c'.repeat(40),
    models: [calm],
  },
  ...{ waiting: [], happened: [], troubles: [], waits: { stages: [], roles: [], reasons: [] }, portfolio },
  ...more,
})

const UNREST: Readonly<Record<string, readonly [ModelNews, counted: string, told: string]>> = {
  'a rule that is not kept': [{ ...calm, broken: ['serves-what-passed'] }, '1 rule not kept', 'serves-what-passed'],
  'a warning': [{ ...calm, warned: ['Flights never seen'] }, '1 model warned of', 'warned of Flights never seen'],
  'a hold': [{ ...calm, model: onHold }, '1 model on hold', 'The data are in doubt'],
  'another version than is wanted': [
    { ...calm, runs: '1.0.0' },
    '1 model that runs another version',
    '1.0.0 runs, and 1.1.0 is wanted',
  ],
  'a version that nobody saw': [unseen, '1 model nobody saw run', 'nobody saw yet whether 1.1.0 runs'],
  'nothing measured': [{ ...calm, trends: [] }, '1 model unmeasured', 'no KPI of it is measured'],
}

describe.each(AUDIENCES)('[E5] the digest of %s', audience => {
  test.each(Object.entries(UNREST))('counts %s, and says of which model it is', (_, [news, counted, told]) => {
    const document = digestDocument(facts({ audience, models: [news] }))
    expect(document.summary).toContain(`: ${counted}`)
    expect(words(document)).toContain(told)
    expect(words(document)).not.toMatch(/as agreed\.|^Quiet/)
  })

  test('names a trouble that it counts', () => {
    const trouble = {
      id: 't',
      says: 'Kedge cannot measure.',
      fix: 'mend it',
      since: SINCE,
      opened: SINCE,
      works: ['measure'],
      ...{ told: {}, cards: [] },
    }
    const card = (channel: string, more: object = {}) => ({
      ...{ ts: '1.1', says: '', since: SINCE, at: SINCE },
      ...{ channel, ...more },
    })
    const told = (more: object) => words(digestDocument(facts({ audience, troubles: [{ ...trouble, ...more }] })))
    expect(told({})).toContain('1 trouble of Kedge itself')
    expect(told({})).toMatch(/with measure\.$/m)
    const elsewhere = card('C0OTHER')
    expect(told({ cards: [elsewhere] })).toContain('with measure; its card in #C0OTHER says why')
    expect(told({ cards: [elsewhere, card('C0FLIGHTOPS')] })).toContain('with measure; its card says why')
    for (const more of [{ over: true }, { withheld: true }, { models: ['another'] }])
      expect(told({ cards: [card('C0FLIGHTOPS', more)] })).toMatch(/with measure\.$/m)
    const ofData = told({ works: ['measuring'], told: { 'flight-delay': [] } })
    expect(ofData).toContain('1 trouble with data')
    expect(ofData).toContain('flight-delay is stuck')
    expect(ofData).not.toContain('Kedge itself')
  })
})

test('[E5] what is on its way to where it may serve is on hold, unmeasured and unseen, and breaks no silence', () => {
  const coming: ModelNews = { ...unseen, model: onHold, serves: false, trends: [] }
  expect(digestDocument(facts({ models: [coming] })).summary).toMatchInlineSnapshot(
    `"Quiet since 15 April 2001: 1 model on the way, and none serves yet"`,
  )
  const { summary } = digestDocument(facts({ models: [calm, coming] }))
  expect(summary).toContain('nothing fires on Flight delay forecast')
})

test('[E5] a digest that is not silent counts something, whatever it is', () => {
  const some = fc.record({
    ...{ serves: fc.boolean(), model: fc.constantFrom(flightDelay, onHold) },
    runs: fc.constantFrom(undefined, '1.0.0', '1.1.0'),
    trends: fc.subarray([trend(46), trend(39), trend(46, true)]),
    broken: fc.subarray(['a-rule']),
    warned: fc.subarray(['Found']),
    changes: fc.subarray([foldOf([asked()])]),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 3 }), fc.constantFrom(...AUDIENCES), (all, audience) => {
      const models = all.map(({ runs, ...news }): ModelNews => ({ ...news, silent: [], ...(runs && { runs }) }))
      const it = facts({ audience, models })
      if (isQuiet(it)) return
      expect(digestDocument(it).summary).toMatch(/2001: .*[1-9]/)
    }),
  )
})

test('[E5] a function is calm only about what was looked at', () => {
  const functions = FUNCTIONS.map(of => ({ of, counts: [] }))
  const told = (models: readonly ModelNews[]) =>
    words(digestDocument(facts({ audience: 'executive', portfolio: { ...portfolio, functions }, models })))
  const bare = { ...unseen, trends: [], broken: ['runs-what-is-wanted', 'serves-what-passed'] }
  const lines = told([bare])
    .split('\n')
    .filter(line => /Data science|Ops |DevOps|Compliance {2}/.test(line))
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "┃ Data science  1 model unmeasured
    ┃ DevOps        what runs of 1 model nobody saw
    ┃ DataOps       no data is asked for
    ┃ ITOps         Kedge works, and has nothing to measure
    ┃ Compliance    2 rules not kept now by Flight delay forecast"
  `)
})
