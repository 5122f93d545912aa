import { describe, expect, test } from 'vitest'
import { type Audience, type DigestFacts, isQuiet, type ModelNews } from '../../src/core/digest.ts'
import type { Kpi } from '../../src/core/kpi.ts'
import { portfolioOf } from '../../src/core/portfolio.ts'
import type { Reading } from '../../src/core/reading.ts'
import { trendOf } from '../../src/core/trend.ts'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { slackMessage } from '../../src/reports/slack-blocks.ts'
import { blockProblems } from '../../src/stand-ins/slack-limits.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, words, worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'
import { faces } from './document-arbitrary.ts'

const AUDIENCES: readonly Audience[] = ['operations', 'business', 'compliance', 'executive']
const SINCE = '2001-04-01T00:00:00Z'

/** A case is open, a change waits, and months of readings are there. */
async function busy() {
  const { world, store } = await worldOf()
  await store.addReadings(flightReadings(world.now()))
  await openCaseIn(world)
  await change(world, WAITING)
  const wanted = { channel: 'C0APPROVALS', timeZone: 'America/Chicago', since: SINCE, audience: 'executive' } as const
  return { digest: await digestFacts(world, wanted) }
}

test.each([
  [
    'operations',
    'title, 1 case open, list, Open cases, and what is on hold, list, Not as wanted, list, Waits here, list, Since 31 March 2001, list, To detect, act and recover, list',
  ],
  [
    'business',
    'title, 1 case open, list, Risk, value and cost, list, Open cases, and what is on hold, list, Not as wanted, list, Waits here, list, Since 31 March 2001, list, To detect, act and recover, list',
  ],
  [
    'compliance',
    'title, 1 case open, list, Nothing is overdue., Coverage, list, Waits here, list, Open cases, and what is on hold, list, Not as wanted, list, Since 31 March 2001, list, To detect, act and recover, list',
  ],
  [
    'executive',
    'title, 1 case open, list, facts, 1 model by stage and tier, list, Risk, value and cost, list, Nothing is overdue., Coverage, list, Waits here, list, Open cases, and what is on hold, list, Not as wanted, list, Since 31 March 2001, list, To detect, act and recover, list',
  ],
] as const)('[E5] [R35] the digest of %s answers its questions in its order', async (audience, order) => {
  const { digest } = await busy()
  const parts = digestDocument({ ...digest, audience }).blocks.map(block =>
    block.is === 'text' ? words({ summary: '', blocks: [block] }).replace('┃ ', '') : block.is,
  )
  expect(parts.map(part => part.replace(/ open, .*/, ' open')).join(', ')).toBe(order)
})

test('[E5] what is cut off is counted, with the words that list all of it', async () => {
  const { digest } = await busy()
  const [waiting, happened] = [digest.waiting[0], digest.happened[0]]
  if (!waiting || !happened) throw new Error('nothing waits, or nothing happened')
  const many = { waiting: Array(14).fill(waiting), happened: Array(12).fill(happened) }
  const told = words(digestDocument({ ...digest, ...many }))
  expect(told).toContain('and 4 more: /kedge approvals and /kedge cases')
  expect(told).toContain('and 2 more: /kedge history <model>')
})

describe('[E5] a quiet digest', () => {
  const kpi = {
    name: 'Found',
    kind: 'business',
    unit: '%',
    direction: 'higher-is-better',
    query: 'q',
    limit: 40,
    target: 45,
  }
  const news = (name: string, value: number, more: object = {}): ModelNews => ({
    ...{ model: { ...flightDelay, name }, serves: true, runs: '1.1.0' },
    ...{ broken: [], warned: [], changes: [], silent: [] },
    trends: [trendOf(['found', { ...kpi, ...more } as Kpi], { every: 'week' }, [reading(value)], new Date(NOW))],
  })
  const reading = (value: number): Reading => ({
    ...{ model: 'flight-delay', kpi: 'found', segment: '', version: '1.1.0', n: 1000, value },
    ...{ start: '2001-04-02T00:00:00Z', end: '2001-04-09T00:00:00Z', available: '2001-04-09T00:00:00Z' },
  })
  const facts = (...models: ModelNews[]): DigestFacts => ({
    ...{
      channel: 'C0FLIGHTOPS',
      audience: 'operations',
      timeZone: 'UTC',
      since: SINCE,
      now: NOW,
      commit: 'c'.repeat(40),
      models,
    },
    portfolio: portfolioOf({ models: [], cases: [], changes: [], late: [], events: [], since: SINCE, now: NOW }),
    ...{ waiting: [], happened: [], troubles: [], waits: { stages: [], roles: [], reasons: [] } },
  })

  test('is one line that names the worst first, each with its model where there are several', () => {
    const document = digestDocument(facts(news('A', 46), news('B', 43), news('C', 47), news('D', 50), news('E', 44)))
    expect(words(document)).toMatchInlineSnapshot(
      `"┃ Quiet since 1 April 2001: nothing fires on 5 models; B, Found 43 % (short of its target of 45 %); E, Found 44 % (short of its target of 45 %); A, Found 46 % (as agreed)."`,
    )
  })

  test('is none where a KPI is beyond its limit, though no monitor has fired yet', () => {
    expect(isQuiet(facts(news('A', 46)))).toBe(true)
    expect(isQuiet(facts(news('A', 39)))).toBe(false)
    expect(isQuiet(facts(news('A', 39, { kind: 'technical' })))).toBe(false)
    expect(digestDocument(facts(news('A', 46), news('B', 39))).summary).toBe(
      'Operations, 16 April 2001: 1 KPI beyond what was agreed',
    )
  })
})

test('[E5] [R22] of hundreds of models the worst are named, and every message fits', async () => {
  const { digest } = await busy()
  const [one] = digest.models
  if (!one) throw new Error('there is no model')
  const models = Array.from({ length: 400 }, (_, i) => ({ ...one, model: { ...one.model, name: `Model ${i}` } }))
  for (const audience of AUDIENCES) {
    const { blocks } = slackMessage(digestDocument({ ...digest, models, audience }), faces)
    expect(blocks.length).toBeLessThan(50)
    expect(blockProblems(blocks, 'message')).toEqual([])
  }
})
