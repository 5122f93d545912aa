import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { openedTrouble } from '../../src/core/trouble.ts'
import { SILENT } from '../../src/core/unmeasured.ts'
import { effects } from '../../src/effects/index.ts'
import { drain } from '../../src/flows/drain.ts'
import { openTroubles } from '../../src/flows/standing.ts'
import { troubleChannel } from '../../src/flows/trouble-channel.ts'
import { troubles } from '../../src/flows/troubles.ts'
import type { Working } from '../../src/flows/work.ts'
import type { Document } from '../../src/words/document.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, words, worldOf, write } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const REFUSED = new OutsideError(
  'denied',
  'GitHub, checks.create on acme/models: 403\n  fix: give and accept the App’s permission "Checks: write"',
)
const minutes = (n: number) => new Date(Date.parse(NOW) + n * 60_000).toISOString()
const jobs = Array.from({ length: 100 }, (_, i) => ({
  key: `set-check:${i}`,
  effect: 'set-check',
  subject: `change/${i}`,
}))

/** A hundred checks that are refused until `heals` is called. */
async function refused() {
  const it = await worldOf()
  let error: Error | undefined = REFUSED
  const act = async () => {
    if (error) throw error
    return {}
  }
  const working: Working = {
    by: 'w',
    at: { message: new Set(), job: new Set() },
    effects: { ...effects, 'set-check': { ...effects['set-check'], run: act } },
    handlers: {},
    leaseMs: 60_000,
    backoffMs: 2000,
    mostTries: 3,
  }
  await it.store.commit({ at: it.world.now(), parts: [], jobs })
  const round = async () => {
    await troubles(it.world)
    await drain(it.world, working)
  }
  return { ...it, round, heals: () => (error = undefined), fails: (as: Error) => (error = as) }
}

const posted = (did: readonly (readonly unknown[])[]) => did.filter(([verb]) => verb === 'postMessage')

test('[C10] a permission that is gone is told once, where rules are approved, and shown in the status (attack 70)', async () => {
  const { world, did, round, at } = await refused()
  for (const minute of [0, 10, 14]) {
    at(minutes(minute))
    await round()
  }
  expect(posted(did)).toEqual([])
  for (const minute of [15, 16, 30]) {
    at(minutes(minute))
    await round()
  }
  expect(posted(did)).toHaveLength(1)
  const [, to, document] = posted(did)[0] as unknown as [string, { channel: string }, Document]
  expect(to.channel).toBe(troubleChannel(repository))
  expect(words(document)).toMatchInlineSnapshot(`
    "┃ Kedge is stuck
    ┃ ━━━━━━━━━━━━━━
    ┃
    ┃ GitHub, checks.create on acme/models: 403
    ┃
    ┃ fix: give and accept the App’s permission "Checks: write"
    ┃
    ┃ Since     16 April 2001, 09:00 UTC
    ┃ Category  technical
    ┃ Waits     set-check × 100
    ┃
    ┃ · It is tried again all the time. Nothing is lost meanwhile, and this case closes by itself."
  `)
  expect((await typed(world, 'status')).words.split('\n')[0]).toMatchInlineSnapshot(
    `"┃ · Kedge is stuck since 16 April 2001, 09:00 UTC with set-check; its card in #C0APPROVALS says why."`,
  )
})

test('[C10] when the cause is gone the work is done by itself, and the case says that it is over', async () => {
  const { world, store, did, round, at, heals } = await refused()
  for (const minute of [0, 15]) {
    at(minutes(minute))
    await round()
  }
  heals()
  for (const minute of [20, 21]) {
    at(minutes(minute))
    await round()
  }
  expect(await store.stuck()).toEqual([])
  expect(await openTroubles(world.store)).toEqual([])
  const [, , document] = did.filter(([verb]) => verb === 'updateMessage').at(-1) as unknown as [
    string,
    object,
    Document,
  ]
  expect(words(document)).toMatchInlineSnapshot(`
    "┃ Kedge goes on
    ┃ ━━━━━━━━━━━━━
    ┃
    ┃ GitHub, checks.create on acme/models: 403
    ┃
    ┃ That lasted 21 minutes and is over; what waited was done.
    ┃
    ┃ · It held up set-check."
  `)
})

test('[C10] work that is given up is told at once, without what the bug says, and tried again after an hour', async () => {
  const { world, did, round, at, heals, fails } = await refused()
  fails(new TypeError('xoxb-secret'))
  for (const minute of [0, 1, 2, 3]) {
    at(minutes(minute))
    await round()
  }
  expect(posted(did)).toHaveLength(1)
  expect(JSON.stringify(await world.store.eventsAfter(0, 100))).not.toContain('xoxb')
  heals()
  for (const minute of [64, 65]) {
    at(minutes(minute))
    await round()
  }
  expect(await openTroubles(world.store)).toEqual([])
})

test('[C10] two processes that see it at the same moment open one case (attack 36)', async () => {
  const { world, store, round, at } = await refused()
  await round()
  at(minutes(15))
  await Promise.all([troubles(world), troubles(world), troubles(world)])
  expect(await openTroubles(store)).toHaveLength(1)
})

test('[C4] [attack 73] a hidden model that no channel may show is told of without its name', async () => {
  const hidden = {
    ...repository,
    models: { ...repository.models, secret: { ...flightDelay, id: 'secret', visibility: { channels: [] } } },
  }
  const { world, did } = await worldOf({ repository: hidden })
  const it = { says: 'secret gets nothing new from desk.', fix: 'let secret have data', since: NOW, works: [SILENT] }
  const { subject, events } = openedTrouble({ ...it, model: 'secret' })
  await write(world, subject, events)
  await effects['show-trouble'].run(world, { key: '', subject, body: '' })
  expect(JSON.stringify(posted(did))).not.toContain('secret')
  expect(words(posted(did)[0]?.[2] as Document)).toMatchInlineSnapshot(`
    "┃ One of the models gets no data
    ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ Which one, and why, only those may see whom its visibility names.
    ┃
    ┃ fix: whoever may see it asks /kedge status; a channel among its visibility.channels gets the whole card."
  `)
})

test('[D12] a channel that takes no card keeps no other from its own, and nothing is posted twice when it does', async () => {
  const { visibility: _, ...open } = flightDelay
  const at = (id: string, channel: string) => ({ ...open, id, channel })
  const two = { ...repository, models: { a: at('a', 'C0A'), b: at('b', 'C0B') } }
  const { world, did } = await worldOf({ repository: two })
  const it = { says: 'a and b get nothing.', fix: 'send data', since: NOW, works: [SILENT] }
  const { subject, events } = openedTrouble({ ...it, told: { a: ['mae'], b: ['mae'] } })
  await write(world, subject, events)
  let closed = true
  const { postMessage } = world.do
  const closing = async (...[to, document]: Parameters<typeof postMessage>) => {
    if (closed && to.channel === 'C0A') throw new OutsideError('denied', 'Not in the channel.\n  fix: invite Kedge')
    return postMessage(to, document)
  }
  const message: typeof world.see.message = async ({ channel }, key) =>
    posted(did).some(([, to]) => isDeepStrictEqual(to, { channel, key })) ? { ts: '1.1' } : undefined
  const lessened = { ...world, see: { ...world.see, message }, do: { ...world.do, postMessage: closing } }
  const show = () => effects['show-trouble'].run(lessened, { key: '', subject, body: '' })
  await expect(show()).rejects.toThrow('Not in the channel.')
  const channels = () => posted(did).map(([, to]) => (to as { channel: string }).channel)
  expect(channels()).toEqual([troubleChannel(two), 'C0B'])
  closed = false
  const { facts } = await show()
  expect(channels()).toEqual([troubleChannel(two), 'C0B', 'C0A'])
  expect(facts?.[0]?.events.map(({ body }) => body)).toMatchObject([
    { channel: troubleChannel(two) },
    { channel: 'C0A', models: ['a'] },
    { channel: 'C0B', models: ['b'] },
  ])
})
