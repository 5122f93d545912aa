import { describe, expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { drain } from '../../src/flows/drain.ts'
import { effect, type Outcome } from '../../src/flows/outcome.ts'
import { type Working, workOnce } from '../../src/flows/work.ts'
import type { World } from '../../src/flows/world.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const SUBJECT = 'model/m'
const seen = (version: string) => happened('model.observed', 'kedge', { model: 'm', version })

/** A worker whose messages and jobs do what the test says. */
function working(act: (world: World) => Promise<Outcome>): Working {
  const it = effect({ name: 'act', summary: '', run: act })
  const at = { message: new Set<number>(), job: new Set<number>() }
  const usual = { by: 'w', at, effects: { act: it }, handlers: { act }, leaseMs: 60_000, backoffMs: 2000, mostTries: 3 }
  return usual
}
const arrives = (world: World, flow = 'act') =>
  world.store.receive({ delivery: 'd1', flow, body: '{}', at: world.now() })
const asks = (world: World, name = 'act') =>
  world.store.commit({ at: world.now(), parts: [], jobs: [{ key: 'k', effect: name, subject: SUBJECT }] })
const writes = (world: World, after: number, version: string) =>
  world.store.commit({ at: world.now(), parts: [{ subject: SUBJECT, seen: after, events: [seen(version)] }] })
const versions = async (world: World) =>
  (await world.store.events(SUBJECT)).map(e => (e.body as { version: string }).version)
const dueInMs = async (world: World) => {
  const due = await world.store.nextDue()
  return due && due.getTime() - Date.parse(NOW)
}

describe('work', () => {
  test('what came of a message is written with its end, once', async () => {
    const { world } = await worldOf()
    const jobs = [{ key: 'k', effect: 'act', subject: SUBJECT }]
    await arrives(world)
    await workOnce(
      world,
      working(async () => ({ parts: [{ subject: SUBJECT, seen: 0, events: [seen('1')] }], jobs })),
    )
    expect(await versions(world)).toEqual(['1'])
    expect((await world.store.takeJob({ by: 'x', now: world.now(), forMs: 1 }))?.it.key).toBe('k')
    expect(await arrives(world)).toBe('seen')
  })

  test('there is nothing to do when there is nothing', async () => {
    const { world } = await worldOf()
    expect(
      await workOnce(
        world,
        working(async () => ({})),
      ),
    ).toBe(false)
  })

  test('a decision that was overtaken is taken anew on what is there now', async () => {
    const { world } = await worldOf()
    let rounds = 0
    const act = async () => {
      rounds++
      const before = (await versions(world)).length
      if (rounds === 1) await writes(world, 0, 'theirs')
      return { parts: [{ subject: SUBJECT, seen: before, events: [seen(`ours after ${before}`)] }] }
    }
    await asks(world)
    await drain(world, working(act))
    expect(await versions(world)).toEqual(['theirs', 'ours after 1'])
    expect(rounds).toBe(2)
  })

  test('a fact has happened, whoever wrote meanwhile, and its act is not repeated', async () => {
    const { world } = await worldOf()
    let acts = 0
    const act = async () => {
      acts++
      await writes(world, 0, 'theirs')
      return { facts: [{ subject: SUBJECT, events: [seen('fact')] }] }
    }
    await asks(world)
    await drain(world, working(act))
    expect(await versions(world)).toEqual(['theirs', 'fact'])
    expect(acts).toBe(1)
  })

  test('what is not finished keeps its facts and comes again when it said', async () => {
    const { world, at } = await worldOf()
    const later = new Date(Date.parse(NOW) + 5000)
    const again = { at: later, why: 'not yet' }
    await asks(world)
    await drain(
      world,
      working(async () => ({ facts: [{ subject: SUBJECT, events: [seen('1')] }], again })),
    )
    expect(await versions(world)).toEqual(['1'])
    expect(await dueInMs(world)).toBe(5000)
    at(later.toISOString())
    await drain(
      world,
      working(async () => ({})),
    )
    expect(await world.store.nextDue()).toBeUndefined()
  })

  test('others that keep writing first put it off', async () => {
    const { world } = await worldOf()
    const act = async () => {
      const before = (await versions(world)).length
      await writes(world, before, 'theirs')
      return { parts: [{ subject: SUBJECT, seen: before, events: [seen('ours')] }] }
    }
    await asks(world)
    await drain(world, working(act))
    expect(new Set(await versions(world))).toEqual(new Set(['theirs']))
    expect(await dueInMs(world)).toBe(2000)
  })

  test('told to stop, nothing is begun', async () => {
    const { world } = await worldOf()
    const act = async () => ({ facts: [{ subject: SUBJECT, events: [seen('1')] }] })
    await asks(world)
    await drain(world, working(act), () => true)
    expect(await versions(world)).toEqual([])
  })
})

describe('work that fails', () => {
  const failing = (error: Error) =>
    working(async () => {
      throw error
    })

  test('waits longer each time', async () => {
    const { world, at } = await worldOf()
    await asks(world)
    const waits: (number | undefined)[] = []
    for (let i = 0; i < 4; i++) {
      await drain(world, failing(new OutsideError('unavailable', 'no answer')))
      waits.push(await dueInMs(world))
      at((await world.store.nextDue())?.toISOString() ?? NOW)
    }
    expect(waits).toEqual([2000, 6000, 14_000, 30_000])
  })

  test('waits as long as the other side says', async () => {
    const { world } = await worldOf()
    await asks(world)
    await drain(world, failing(new OutsideError('limited', 'slow down', { retryAfterS: 30 })))
    expect(await dueInMs(world)).toBe(30_000)
  })

  test.each([
    ['a bug of ours is given up after its tries', new Error('a bug'), false],
    ['an outage never is', new OutsideError('denied', 'no permission'), true],
  ])('%s', async (_, error, left) => {
    const { world, at } = await worldOf()
    await asks(world)
    for (let i = 0; i < 5; i++) {
      await drain(world, failing(error))
      at((await world.store.nextDue())?.toISOString() ?? NOW)
    }
    expect((await world.store.nextDue()) !== undefined).toBe(left)
  })

  test.each(['message', 'job'])('a %s that nobody knows does not stop the others', async is => {
    const { world } = await worldOf()
    if (is === 'message') await arrives(world, 'unheard-of')
    else await asks(world, 'unheard-of')
    await world.store.receive({ delivery: 'd2', flow: 'act', body: '{}', at: world.now() })
    await drain(
      world,
      working(async () => ({ parts: [{ subject: SUBJECT, seen: 0, events: [seen('1')] }] })),
    )
    expect(await versions(world)).toEqual(['1'])
  })
})
