import { describe, expect, test } from 'vitest'
import type { Incoming } from '../../src/flows/store.ts'
import { at, batch, databasePath, opened } from '../fixtures/store.ts'

const message = (delivery: string, more: Partial<Incoming> = {}): Incoming => ({
  delivery,
  flow: 'github',
  body: '{"a":1}',
  at: at(0),
  ...more,
})
const lease = (ms: number, by = 'w') => ({ by, now: at(ms), forMs: 1_000 })

describe('what comes in', () => {
  test('is new once, also when it comes ten times at the same moment', async () => {
    const store = await opened()
    const received = await Promise.all(Array.from({ length: 10 }, () => store.receive(message('github:1'))))
    expect(received.filter(is => is === 'new')).toHaveLength(1)
    expect(await store.receive(message('github:2'))).toBe('new')
  })

  test('is seen when another delivery meant the same', async () => {
    const store = await opened()
    expect(await store.receive(message('slack:1', { meaning: 'approve:1:U1' }))).toBe('new')
    expect(await store.receive(message('slack:2', { meaning: 'approve:1:U1' }))).toBe('seen')
    expect(await store.receive(message('slack:3', { meaning: 'approve:1:U2' }))).toBe('new')
  })

  test('is taken whole, the oldest first, each by one', async () => {
    const store = await opened()
    await store.receive(message('late', { at: at(20) }))
    await store.receive(message('early', { at: at(10), meaning: 'm' }))
    const first = await store.takeMessage(lease(100))
    expect(first).toEqual({
      is: 'message',
      row: expect.any(Number),
      fence: 1,
      tries: 1,
      it: message('early', { at: at(10), meaning: 'm' }),
    })
    expect((await store.takeMessage(lease(100)))?.it.delivery).toBe('late')
    expect(await store.takeMessage(lease(100))).toBeUndefined()
  })

  test('is done in the transaction of what it caused, and is known when it comes again', async () => {
    const store = await opened()
    await store.receive(message('github:1'))
    const taken = await store.takeMessage(lease(0))
    if (!taken) throw new Error('nothing taken')
    expect(await store.commit({ ...batch('case/a', 0), done: [taken] })).toBe('done')
    expect(await store.receive(message('github:1'))).toBe('seen')
    expect(await store.takeMessage(lease(9_000))).toBeUndefined()
    expect(await store.nextDue()).toBeUndefined()
  })

  test('[A7] goes to another when a lease ran out, and the first can no longer end it', async () => {
    const store = await opened()
    await store.receive(message('github:1'))
    const slow = await store.takeMessage(lease(0, 'slow'))
    expect(await store.takeMessage(lease(999, 'next'))).toBeUndefined()
    const next = await store.takeMessage(lease(1_000, 'next'))
    if (!slow || !next) throw new Error('nothing taken')
    expect([slow.fence, next.fence, next.tries]).toEqual([1, 2, 2])
    expect(await store.commit({ ...batch('case/a', 0), done: [slow] })).toBe('lost')
    expect(await store.events('case/a')).toEqual([])
    await store.postpone(slow, { why: 'too late to say so', at: at(5) })
    expect(await store.commit({ ...batch('case/a', 0), done: [next] })).toBe('done')
    expect(await store.commit({ ...batch('case/a', 1), done: [next] })).toBe('lost')
  })

  test('is put off until its time, others pass it', async () => {
    const store = await opened()
    await store.receive(message('a'))
    await store.receive(message('b', { at: at(1) }))
    const taken = await store.takeMessage(lease(1))
    if (!taken) throw new Error('nothing taken')
    await store.postpone(taken, { why: 'GitHub is down', at: at(60_000) })
    expect((await store.takeMessage(lease(59_999)))?.it.delivery).toBe('b')
    expect(await store.nextDue()).toEqual(at(60_000))
    expect(await store.takeMessage(lease(60_000))).toMatchObject({ it: { delivery: 'a' }, tries: 2, fence: 2 })
  })

  test('[C10] that was given up rests, until its sender delivers it again (attack 6)', async () => {
    const store = await opened()
    await store.receive(message('github:1'))
    const taken = await store.takeMessage(lease(0))
    if (!taken) throw new Error('nothing taken')
    await store.postpone(taken, {
      why: 'cannot be read',
      at: at(3_600_000),
      failed: { now: at(0), fix: 'mend it', dead: true },
    })
    expect(await store.nextDue()).toBeUndefined()
    expect(await store.takeMessage(lease(90_000))).toBeUndefined()
    expect(await store.receive(message('github:1', { body: '{"a":2}' }))).toBe('new')
    expect(await store.takeMessage(lease(90_000))).toMatchObject({ tries: 1, fence: 2, it: { body: '{"a":2}' } })
  })

  test('[C8] what takes the place of a dead one of the same meaning is known by its own delivery from then on', async () => {
    const store = await opened()
    await store.receive(message('api:first', { meaning: 'm' }))
    const taken = await store.takeMessage(lease(0))
    if (!taken) throw new Error('nothing taken')
    const failed = { now: at(0), fix: 'mend it', dead: true }
    await store.postpone(taken, { why: 'cannot be read', at: at(3_600_000), failed })
    expect(await store.receive(message('api:second', { meaning: 'm' }))).toBe('new')
    expect([await store.received('api:first'), await store.received('api:second')]).toEqual([false, true])
  })

  test('[C11] of one fold is one as long as it waits, and another once it was begun', async () => {
    const store = await opened()
    const pull = { fold: 'github:7' }
    expect(await store.receive(message('github:1', pull))).toBe('new')
    const more = Array.from({ length: 100 }, (_, i) => store.receive(message(`github:more-${i}`, pull)))
    expect(new Set(await Promise.all(more))).toEqual(new Set(['seen']))
    expect(await store.receive(message('github:other', { fold: 'github:8' }))).toBe('new')
    expect((await store.takeMessage(lease(0)))?.it.delivery).toBe('github:1')
    expect(await store.receive(message('github:101', pull))).toBe('new')
  })

  test('[C11] is refused when too much waits, people’s apart from the rest, and taken again afterwards', async () => {
    const store = await opened({ inboxMost: 3 })
    const [github, people] = [{ later: true }, { flow: 'press' }]
    const received = await Promise.all([1, 2, 3, 4].map(n => store.receive(message(`github:${n}`, github))))
    expect(received).toEqual(['new', 'new', 'new', 'full'])
    expect(await store.receive(message('github:1', github))).toBe('seen')
    expect(await store.receive(message('slack:1', people))).toBe('new')
    const taken = await store.takeMessage(lease(0))
    if (!taken) throw new Error('nothing taken')
    await store.commit({ at: at(0), parts: [], done: [taken] })
    expect(await store.receive(message('github:4', github))).toBe('new')
  })

  test('[C11] is refused when too much waits, with a tenth too many at most where two processes count', async () => {
    const path = databasePath()
    const [one, other] = [await opened({ path, inboxMost: 20 }), await opened({ path, inboxMost: 20 })]
    const all: string[] = []
    for (let n = 0; n < 30; n++) all.push(await (n % 3 === 0 ? one : other).receive(message(`github:${n}`)))
    const kept = all.filter(is => is === 'new').length
    expect(kept).toBeGreaterThanOrEqual(20)
    expect(kept).toBeLessThanOrEqual(22)
    expect(all.slice(-5)).toEqual(Array(5).fill('full'))
  })

  test('[C11] of people is taken before older webhooks, and by age where that is asked for', async () => {
    const store = await opened()
    await store.receive(message('github:1', { later: true }))
    await store.receive(message('slack:1', { flow: 'press', at: at(10) }))
    await store.receive(message('slack:2', { flow: 'press', at: at(20) }))
    const first = await store.takeMessage({ ...lease(30), order: 'people' })
    const second = await store.takeMessage({ ...lease(30), order: 'age' })
    expect([first?.it.delivery, second?.it.delivery]).toEqual(['slack:1', 'github:1'])
  })
})
