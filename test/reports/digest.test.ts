import { expect, test } from 'vitest'
import type { Audience } from '../../src/core/digest.ts'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { slackMessage } from '../../src/reports/slack-blocks.ts'
import { blockProblems } from '../../src/stand-ins/slack-limits.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { words, worldOf } from '../fixtures/world.ts'
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
