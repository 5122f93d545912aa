import { describe, expect, test } from 'vitest'
import type { Batch, Job, NewJob, Store, Taken } from '../../src/flows/store.ts'
import { at, opened } from '../fixtures/store.ts'

const lease = (ms: number, by = 'w') => ({ by, now: at(ms), forMs: 1_000 })
const job = (key: string, more: Partial<NewJob> = {}): NewJob => ({ key, effect: 'say', subject: '', ...more })
const ask = (store: Store, jobs: readonly NewJob[], done: Batch['done'] = []) =>
  store.commit({ at: at(0), parts: [], jobs, done })
async function take(store: Store, ms: number, by = 'w'): Promise<Taken<Job>> {
  const taken = await store.takeJob(lease(ms, by))
  if (!taken) throw new Error('no job was due')
  return taken
}

const failed = { now: at(0), fix: 'mend it' }
const givenUp = (why: string) => ({ why, at: at(3_600_000), failed: { ...failed, dead: true } })

describe('a job', () => {
  test('is taken when it is due, the longest due first, with everything it needs', async () => {
    const store = await opened()
    await ask(store, [
      job('c', { due: at(30) }),
      job('a', { subject: 'case/a', body: 'hello' }),
      job('b', { due: at(20) }),
    ])
    expect(await store.takeJob(lease(0))).toEqual({
      is: 'job',
      row: expect.any(Number),
      fence: 1,
      tries: 1,
      it: { key: 'a', effect: 'say', subject: 'case/a', body: 'hello' },
    })
    expect(await store.takeJob(lease(19))).toBeUndefined()
    expect(await store.nextDue()).toEqual(at(20))
    expect((await take(store, 30)).it.key).toBe('b')
    expect((await take(store, 30)).it).toMatchObject({ key: 'c', body: '' })
  })

  test.each([
    [50, 20],
    [20, 90],
  ])(
    '[A7] asked for at %i and at %i while it waits is one, with the newest body, at the earlier time',
    async (a, b) => {
      const store = await opened()
      await ask(store, [job('k', { body: '1', due: at(a) })])
      await ask(store, [job('k', { body: '2', due: at(b) })])
      const taken = await take(store, 20)
      expect(taken.it.body).toBe('2')
      expect(await ask(store, [], [taken])).toBe('done')
      expect(await store.nextDue()).toBeUndefined()
    },
  )

  test('[A7] asked for while it runs runs once more afterwards, however often it was asked for', async () => {
    const store = await opened()
    await ask(store, [job('k', { body: '1' })])
    const running = await take(store, 0)
    await ask(store, [job('k', { body: '2', due: at(70) })])
    await ask(store, [job('k', { body: '3', due: at(40) })])
    expect(await store.takeJob(lease(500))).toBeUndefined()
    expect(await ask(store, [], [running])).toBe('done')
    expect(await store.nextDue()).toEqual(at(40))
    const again = await take(store, 40)
    expect(again).toMatchObject({ tries: 1, fence: 2, it: { body: '3' } })
    expect(await ask(store, [], [again])).toBe('done')
    expect(await store.nextDue()).toBeUndefined()
  })

  test('may ask for itself again where it ends', async () => {
    const store = await opened()
    await ask(store, [job('follow')])
    const running = await take(store, 0)
    expect(await ask(store, [job('follow', { due: at(60_000) })], [running])).toBe('done')
    expect(await store.nextDue()).toEqual(at(60_000))
    expect((await take(store, 60_000)).fence).toBe(1)
  })

  test('[A7] that ended cannot be ended by its old lease after it was asked for anew', async () => {
    const store = await opened()
    await ask(store, [job('k')])
    const first = await take(store, 0)
    expect(await ask(store, [job('k')], [first])).toBe('done')
    await take(store, 0)
    expect(await ask(store, [], [first])).toBe('lost')
  })

  test('[A7] goes to another when its lease ran out, and the first can no longer end it', async () => {
    const store = await opened()
    await ask(store, [job('k')])
    const slow = await take(store, 0, 'slow')
    expect(await store.takeJob(lease(999, 'next'))).toBeUndefined()
    const next = await take(store, 1_000, 'next')
    expect([slow.fence, next.fence]).toEqual([1, 2])
    expect(await ask(store, [job('other')], [slow])).toBe('lost')
    await store.postpone(slow, givenUp('too late to say so'))
    expect(await store.takeJob(lease(1_500))).toBeUndefined()
    expect(await ask(store, [], [next])).toBe('done')
    expect(await store.nextDue()).toBeUndefined()
  })

  test('put off comes again at its time with its tries counted', async () => {
    const store = await opened()
    await ask(store, [job('k')])
    await store.postpone(await take(store, 0), { why: 'Slack said wait', at: at(30_000) })
    expect(await store.takeJob(lease(29_999))).toBeUndefined()
    expect(await store.nextDue()).toEqual(at(30_000))
    expect(await take(store, 30_000)).toMatchObject({ tries: 2, fence: 2 })
  })

  test('put off while it was asked for again waits as long, and takes the newer body', async () => {
    const store = await opened()
    await ask(store, [job('k', { body: '1' })])
    const running = await take(store, 0)
    await ask(store, [job('k', { body: '2' })])
    await store.postpone(running, { why: 'Slack said wait', at: at(30_000) })
    const again = await take(store, 30_000)
    expect(again.it.body).toBe('2')
    expect(await ask(store, [], [again])).toBe('done')
    expect(await store.nextDue()).toBeUndefined()
  })

  test('[C10] that failed keeps to its time, however often it is asked for meanwhile (attack 70)', async () => {
    const store = await opened()
    await ask(store, [job('k', { body: '1' })])
    await store.postpone(await take(store, 0), { why: 'Slack said wait', at: at(30_000), failed })
    for (const ms of [0, 10, 29_000]) await ask(store, [job('k', { body: '2', due: at(ms) })])
    expect(await store.takeJob(lease(29_999))).toBeUndefined()
    expect((await take(store, 30_000)).it.body).toBe('2')
  })

  test('[C10] [E3] that failed is tried at once where a person asks for it anew, and keeps to its time after that', async () => {
    const store = await opened()
    await ask(store, [job('k')])
    await store.postpone(await take(store, 0), { why: 'Slack said wait', at: at(300_000), failed })
    await ask(store, [job('k', { due: at(10), anew: true })])
    expect(await store.takeJob(lease(9))).toBeUndefined()
    const again = await take(store, 10)
    expect(again.tries).toBe(2)
    await store.postpone(again, { why: 'Slack said wait', at: at(310_000), failed })
    await ask(store, [job('k', { due: at(20) })])
    expect(await store.takeJob(lease(309_999))).toBeUndefined()
  })

  test('[C10] that failed while it was asked for anew keeps to its time as well', async () => {
    const store = await opened()
    await ask(store, [job('k')])
    const running = await take(store, 0)
    await ask(store, [job('k')])
    await store.postpone(running, { why: 'Slack said wait', at: at(30_000), failed })
    await ask(store, [job('k')])
    expect(await store.takeJob(lease(29_999))).toBeUndefined()
    expect(await ask(store, [], [await take(store, 30_000)])).toBe('done')
    expect(await store.nextDue()).toBeUndefined()
  })

  test('[C10] is stuck from its first failure until it is done, and counted with its like', async () => {
    const store = await opened()
    await ask(store, [job('a'), job('b'), job('c', { effect: 'deliver' })])
    for (const ms of [0, 10, 20])
      await store.postpone(await take(store, ms), { why: `no ${ms}`, at: at(1000), failed: { ...failed, now: at(ms) } })
    const again = await take(store, 1000)
    await store.postpone(again, { why: 'no', at: at(9000), failed: { ...failed, now: at(1000) } })
    const like = { fix: 'mend it', dead: false }
    expect(await store.stuck()).toEqual([
      { ...like, work: 'say', says: 'no', since: at(0).toISOString(), count: 2 },
      { ...like, work: 'deliver', says: 'no 20', since: at(20).toISOString(), count: 1 },
    ])
    expect(await ask(store, [], [await take(store, 9000)])).toBe('done')
    expect((await store.stuck()).map(it => it.count)).toEqual([1, 1])
  })

  test('[C10] given up rests until it is asked for again, or for an hour', async () => {
    const store = await opened()
    await ask(store, [job('k', { body: '1' })])
    await store.postpone(await take(store, 0), givenUp('no such channel'))
    expect(await store.nextDue()).toBeUndefined()
    expect(await store.takeJob(lease(90_000))).toBeUndefined()
    await ask(store, [job('k', { body: '2', due: at(5) })])
    const again = await take(store, 5)
    expect(again).toMatchObject({ tries: 2, fence: 2, it: { body: '2' } })
    await store.postpone(again, givenUp('no such channel'))
    expect(await take(store, 3_600_000)).toMatchObject({ tries: 3 })
  })

  test('is not given up when it was asked for while it ran', async () => {
    const store = await opened()
    await ask(store, [job('k', { body: '1' })])
    const running = await take(store, 0)
    await ask(store, [job('k', { body: '2', due: at(5) })])
    await store.postpone(running, givenUp('no such channel'))
    expect(await take(store, 5)).toMatchObject({ tries: 1, it: { body: '2' } })
  })
})

describe('[C11] a job that people wait for', () => {
  test('goes before a thousand older ones, though one lane goes by age', async () => {
    const store = await opened()
    await ask(store, [...Array.from({ length: 1000 }, (_, i) => job(`follow:${i}`, { later: true })), job('answer')])
    expect((await store.takeJob({ ...lease(0), order: 'age' }))?.it.key).toBe('follow:0')
    expect((await store.takeJob({ ...lease(0), order: 'people' }))?.it.key).toBe('answer')
  })

  test('does so also when it was asked for as one that nobody waits for', async () => {
    const store = await opened()
    for (const later of [true, false, true]) await ask(store, [job('old', { later: true }), job('k', { later })])
    expect((await store.takeJob({ ...lease(0), order: 'people' }))?.it.key).toBe('k')
  })
})

describe('jobs of one subject', () => {
  test('[A7] never run at once, while those of others and of none do', async () => {
    const store = await opened()
    const subject = 'case/a'
    const jobs = [job('1', { subject }), job('2', { subject }), job('3', { subject: 'case/b' }), job('4'), job('5')]
    await ask(store, jobs)
    const taken = await Promise.all(Array.from({ length: 6 }, () => store.takeJob(lease(0))))
    expect(taken.map(it => it?.it.key)).toEqual(['1', '3', '4', '5', undefined, undefined])
    expect(
      await ask(
        store,
        [],
        taken.filter(it => it !== undefined),
      ),
    ).toBe('done')
    expect((await take(store, 0)).it.key).toBe('2')
  })

  test('wait for the end of a lease, and the loop that asks when sleeps until then', async () => {
    const store = await opened()
    await ask(store, [job('1', { subject: 'case/a' }), job('2', { subject: 'case/a' })])
    await take(store, 0)
    expect(await store.nextDue()).toEqual(at(1_000))
    expect((await take(store, 1_000)).it.key).toBe('2')
    // The lease of the first ran out and the second runs: neither may be taken before the second's lease ends.
    expect(await store.takeJob(lease(1_999))).toBeUndefined()
    expect(await store.nextDue()).toEqual(at(2_000))
    expect((await take(store, 2_000)).it.key).toBe('1')
  })
})

test('[D1] what is not done is counted by how it stands', async () => {
  const store = await opened()
  await ask(store, [job('a'), job('b'), job('c'), job('d')])
  const first = await take(store, 0)
  const second = await take(store, 0)
  await store.postpone(first, givenUp('it broke'))
  await ask(store, [], [second])
  await take(store, 0)
  await store.receive({ delivery: 'x', flow: 'command', body: '', at: at(0) })
  expect(await store.work()).toEqual([
    { is: 'message', state: 'waiting', count: 1 },
    { is: 'job', state: 'dead', count: 1 },
    { is: 'job', state: 'leased', count: 1 },
    { is: 'job', state: 'waiting', count: 1 },
  ])
})
