import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Audience, DigestFacts } from '../../src/core/digest.ts'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import { homeFacts } from '../../src/flows/home-facts.ts'
import { identify } from '../../src/flows/identity.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { homeDocument } from '../../src/reports/home.ts'
import { slackHome, slackMessage } from '../../src/reports/slack-blocks.ts'
import { blockProblems, viewProblems } from '../../src/stand-ins/slack-limits.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { words, worldOf } from '../fixtures/world.ts'
import { faces, text } from './document-arbitrary.ts'

const AUDIENCES: readonly Audience[] = ['operations', 'business', 'compliance', 'executive']
const SINCE = '2001-04-01T00:00:00Z'

/** A case is open, a change waits, and months of readings are there. */
async function busy() {
  const { world, store } = await worldOf()
  await store.addReadings(flightReadings(world.now()))
  await openCaseIn(world)
  await change(world, WAITING)
  const wanted = { channel: 'C0APPROVALS', timeZone: 'America/Chicago', since: SINCE, audience: 'executive' } as const
  const who = await identify(world, { team: 'T000000001', user: 'U0BO', channel: 'D' })
  if (who.is !== 'person') throw new Error('Bo is not known')
  return { digest: await digestFacts(world, wanted), home: await homeFacts(world, who) }
}

/** Every text that people, files or readings give, replaced. */
const FOREIGN = ['name', 'unit', 'title', 'reason', 'says', 'because', 'knownAs']
function poisoned<T>(value: T, by: string, key = ''): T {
  if (typeof value === 'string') return (FOREIGN.includes(key) ? by : value) as T
  if (Array.isArray(value)) return value.map(each => poisoned(each, by, key)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([at, each]) => [at, poisoned(each, by, at)])) as T
}

const bare = (json: string) => json.replaceAll(/<@U0ANA>|<#C0\w+>|<https?:[^<>|]+\|[^<>]*>/g, '').match(/<[!@#h]/)

test('[E8] [attack 57] no name, unit, title or reason in a digest or a Home is more than words', async () => {
  const { digest, home } = await busy()
  expect([digest.models.length, digest.happened.length > 0, home.models.length]).toEqual([1, true, 1])
  fc.assert(
    fc.property(text, fc.constantFrom(...AUDIENCES), (by, audience) => {
      const facts: DigestFacts = { ...poisoned(digest, by), audience }
      const message = slackMessage(digestDocument(facts), faces)
      expect(blockProblems(message.blocks, 'message')).toEqual([])
      const view = slackHome(homeDocument(poisoned(home, by)), faces)
      expect(viewProblems(view)).toEqual([])
      expect(bare(JSON.stringify([message, view]))).toBeNull()
    }),
    { numRuns: 200 },
  )
})

test.each([
  [
    'operations',
    'title, 1 case open, list, Open cases, and what is on hold, list, Waits here, list, Since 31 March 2001, list',
  ],
  [
    'business',
    'title, 1 case open, list, Open cases, and what is on hold, list, Waits here, list, Since 31 March 2001, list',
  ],
  [
    'compliance',
    'title, 1 case open, list, Waits here, list, Open cases, and what is on hold, list, Since 31 March 2001, list',
  ],
  [
    'executive',
    'title, 1 case open, list, facts, Waits here, list, Open cases, and what is on hold, list, Since 31 March 2001, list',
  ],
] as const)('[E5] [R35] the digest of %s answers its questions in its order', async (audience, order) => {
  const { digest } = await busy()
  const parts = digestDocument({ ...digest, audience }).blocks.map(block =>
    block.is === 'text' ? words({ summary: '', blocks: [block] }).replace('┃ ', '') : block.is,
  )
  expect(parts.map(part => part.replace(/ open, .*/, ' open')).join(', ')).toBe(order)
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
