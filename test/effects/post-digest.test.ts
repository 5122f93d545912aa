import { expect, test } from 'vitest'
import { digestSubject } from '../../src/core/digest.ts'
import effect from '../../src/effects/post-digest.ts'
import { digests } from '../../src/flows/digests.ts'
import { repository, words, worldOf } from '../fixtures/world.ts'

const subject = digestSubject('flight-ops-morning')
const job = { subject, body: '', key: 'post-digest:flight-ops-morning' }
const AT = '2001-04-16T12:00:00Z'

test('[E5] it posts what holds when it is posted, under the key of its channel and day', async () => {
  const it = await worldOf({ at: AT })
  await digests(it.world)
  await effect.run(it.world, job)
  const [[verb, to, document] = []] = it.did as [string, object, Parameters<typeof words>[0]][]
  expect([verb, to]).toEqual([
    'postMessage',
    { channel: 'C0FLIGHTOPS', key: 'digest/flight-ops-morning:C0FLIGHTOPS:2001-04-16' },
  ])
  expect(document && words(document)).toMatchInlineSnapshot(`
    "┃ Operations, 16 April 2001
    ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ 4 KPIs without data and 1 model nobody saw run.
    ┃
    ┃ No data
    ┃
    ┃ • Flight delay forecast: Late flights announced, False notices, Mean error of the forecast and Flights the model never saw; there never was a reading
    ┃
    ┃ Not as wanted
    ┃
    ┃ • Flight delay forecast: nobody saw yet whether 1.1.0 runs"
  `)
})

test('[E5] one that was posted and not written down is found by its key after a crash', async () => {
  const it = await worldOf({ at: AT, see: { message: async () => ({ ts: '1.0' }) } })
  await digests(it.world)
  expect((await effect.run(it.world, job)).facts?.[0]?.events[0]?.body).toEqual({
    channel: 'C0FLIGHTOPS',
    audience: 'operations',
    period: '2001-04-16',
    ts: '1.0',
  })
  expect(it.did).toEqual([])
})

test('[E5] one whose policy is gone is told to nobody', async () => {
  const policies = { ...repository.policies, digest: [] }
  const it = await worldOf({ at: AT, repository: { ...repository, policies } })
  expect(await effect.run(it.world, job)).toEqual({})
})
