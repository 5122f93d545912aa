import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { drain } from '../../src/flows/drain.ts'
import { NOTHING } from '../../src/flows/outcome.ts'
import { type Working, workOnce } from '../../src/flows/work.ts'
import type { World } from '../../src/flows/world.ts'

const quiet = () => undefined
const JOB = { key: 'merge-pull:1', effect: 'merge-pull', subject: 'change/1' }

/** One job that is due, and what its effect does while it runs. */
async function working(during: (world: World, me: Working) => Promise<unknown>) {
  let at = Date.parse('2026-03-02T09:00:00Z')
  let deeds = 0
  const summarise = () => ({ model: 'm', state: 'open', open: true, keys: [] })
  const store = await openStore({ path: ':memory:', readingsPath: ':memory:', summarise })
  onTestFinished(() => store.close())
  await store.commit({ at: new Date(at), parts: [], jobs: [JOB] })
  const world = { store, now: () => new Date(at), log: { info: quiet, warn: quiet, error: quiet } } as unknown as World
  const run = async () => {
    deeds++
    await during(world, me)
    return NOTHING
  }
  const me: Working = {
    by: 'me',
    at: { message: new Set(), job: new Set() },
    effects: { 'merge-pull': { name: 'merge-pull', summary: '', run } },
    handlers: {},
    leaseMs: 1000,
    backoffMs: 10,
    mostTries: 3,
  }
  const passes = (ms: number) => {
    at += ms
  }
  return { world, me, store, passes, deeds: () => deeds }
}

test('[A7] what another process has taken over is not done once more by the first', async () => {
  const it = await working(async ({ store, now }) => {
    it.passes(2000)
    expect(await store.takeJob({ by: 'another', now: now(), forMs: 1000 })).toBeDefined()
  })
  expect(await workOnce(it.world, it.me)).toBe(true)
  expect(it.deeds()).toBe(1)
})

test('[A7] what takes longer than its lease is not begun a second time beside itself, and is ended once', async () => {
  const it = await working(async (world, me) => {
    it.passes(60_000)
    expect(await workOnce(world, me)).toBe(false)
  })
  await drain(it.world, it.me)
  expect(it.deeds()).toBe(1)
  expect(await it.store.nextDue()).toBeUndefined()
})

test('a second job of its subject waits for it, however long it takes', async () => {
  const it = await working(async (world, me) => {
    it.passes(60_000)
    await world.store.commit({ at: world.now(), parts: [], jobs: [{ ...JOB, key: 'set-check:1', effect: 'unknown' }] })
    expect(await workOnce(world, me)).toBe(false)
  })
  await workOnce(it.world, it.me)
  expect(it.deeds()).toBe(1)
})

test('told to stop, it ends what runs and begins nothing more', async () => {
  const it = await working(async ({ store, now }) => {
    await store.commit({ at: now(), parts: [], jobs: [{ ...JOB, key: 'merge-pull:2', subject: 'change/2' }] })
  })
  await drain(it.world, it.me, () => it.deeds() > 0)
  expect(it.deeds()).toBe(1)
  expect((await it.store.takeJob({ by: 'next', now: it.world.now(), forMs: 1 }))?.it.key).toBe('merge-pull:2')
})
