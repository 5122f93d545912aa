import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import type { Batch, Summary } from '../../src/flows/store.ts'
import { happened } from '../fixtures/happened.ts'
import { at, batch, opened } from '../fixtures/store.ts'

describe('a commit', () => {
  test('writes the events of several subjects, numbered from one, and reads them back whole', async () => {
    const store = await opened()
    const parts = [
      {
        subject: 'case/a',
        seen: 0,
        events: [taken(), happened('case.asked', 'bo', { change: 'change/1' })],
      },
      {
        subject: 'model/churn',
        seen: 0,
        events: [happened('model.observed', 'kedge', { model: 'churn', version: '4' })],
      },
    ]
    expect(await store.commit({ at: at(0), parts })).toBe('done')
    expect(await store.events('case/a')).toEqual([
      { v: 1, subject: 'case/a', seq: 1, at: '2026-03-02T09:00:00.000Z', type: 'case.taken', by: 'ana', body: {} },
      {
        v: 1,
        subject: 'case/a',
        seq: 2,
        at: '2026-03-02T09:00:00.000Z',
        type: 'case.asked',
        by: 'bo',
        body: { change: 'change/1' },
      },
    ])
    expect((await store.events('model/churn')).map(event => event.seq)).toEqual([1])
    expect(await store.events('case/nobody')).toEqual([])
  })

  test.each([
    ['more', 0],
    ['fewer', 2],
  ])('[A7] writes nothing at all when one subject has %s events than were seen', async (_, seen) => {
    const store = await opened()
    await store.commit(batch('case/a', 0))
    await store.receive({ delivery: 'github:1', flow: 'github', body: '{}', at: at(0) })
    const message = await store.takeMessage({ by: 'w', now: at(0), forMs: 1000 })
    if (!message) throw new Error('no message')
    const late: Batch = {
      at: at(1),
      parts: [
        { subject: 'case/b', seen: 0, events: [taken()] },
        { subject: 'case/a', seen, events: [taken()] },
      ],
      jobs: [{ key: 'show', effect: 'show-case', subject: 'case/b' }],
      done: [message],
    }
    expect(await store.commit(late)).toBe('moved')
    expect(await store.events('case/b')).toEqual([])
    expect(await store.events('case/a')).toHaveLength(1)
    expect((await store.subjects({})).map(row => row.subject)).toEqual(['case/a'])
    expect(await store.takeJob({ by: 'w', now: at(1000), forMs: 1000 })).toBeUndefined()
    expect((await store.takeMessage({ by: 'w', now: at(1000), forMs: 1000 }))?.tries).toBe(2)
  })

  test('[A7] of twenty that saw the same lets one through', async () => {
    const store = await opened()
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.commit(batch('case/a', 0))))
    expect(outcomes.filter(outcome => outcome === 'done')).toHaveLength(1)
    expect(await store.events('case/a')).toHaveLength(1)
  })

  test('a part without events guards what was read and writes nothing', async () => {
    const store = await opened()
    const guarded = (seen: number): Batch => ({
      at: at(0),
      parts: [{ subject: 'model/churn', seen, events: [] }, ...batch('case/a', 0).parts],
    })
    expect(await store.commit(guarded(1))).toBe('moved')
    expect(await store.commit(guarded(0))).toBe('done')
    expect((await store.subjects({})).map(row => row.subject)).toEqual(['case/a'])
  })

  test('refuses an event that JSON would not keep whole', async () => {
    const store = await opened()
    const events = [happened('case.acted', 'ana', { version: '4', change: undefined } as never)]
    const parts = [{ subject: 'case/a', seen: 0, events }]
    await expect(store.commit({ at: at(0), parts })).rejects.toThrow('undefined at $.change')
    expect(await store.events('case/a')).toEqual([])
  })

  test('[A7] that fails before COMMIT leaves nothing, after COMMIT everything', async () => {
    let fails = 'commit.before'
    const failpoint = (name: string) => {
      if (name === fails) throw new Error(`at ${name}`)
    }
    const store = await opened({ failpoint })
    await expect(store.commit(batch('case/a', 0))).rejects.toThrow('at commit.before')
    expect(await store.events('case/a')).toEqual([])
    fails = 'commit.after'
    await expect(store.commit(batch('case/a', 0))).rejects.toThrow('at commit.after')
    expect(await store.events('case/a')).toHaveLength(1)
  })
})

describe('the order of events', () => {
  test('is the order of committing, and one can go on from any of them', async () => {
    const store = await opened()
    await store.commit(batch('case/b', 0))
    await store.commit(batch('case/a', 0))
    await store.commit(batch('case/b', 1))
    const all = await store.eventsAfter(0, 10)
    expect(all.map(({ event }) => `${event.subject}#${event.seq}`)).toEqual(['case/b#1', 'case/a#1', 'case/b#2'])
    expect(await store.eventsAfter(all[0]?.id ?? 0, 1)).toEqual([all[1]])
    expect(await store.eventId('case/a', 1)).toBe(all[1]?.id)
    expect(await store.eventId('case/a', 2)).toBeUndefined()
  })
})

describe('projections', () => {
  test('are made from all events of a subject, in the same commit', async () => {
    const store = await opened({ summarise })
    await store.commit(batch('case/a', 0))
    await store.commit({ ...batch('case/a', 1), at: at(60_000) })
    expect(await store.subjects({})).toEqual([
      {
        subject: 'case/a',
        kind: 'case',
        seq: 2,
        model: 'churn',
        state: '2 events',
        open: true,
        keys: ['case/a#1', 'case/a#2'],
        openedAt: '2026-03-02T09:00:00.000Z',
        changedAt: '2026-03-02T09:01:00.000Z',
      },
    ])
  })

  test('are listed newest first, by kind, model and openness, up to a limit', async () => {
    const store = await opened({ summarise })
    for (const subject of ['case/z', 'change/b', 'case/closed', 'case/a']) await store.commit(batch(subject, 0))
    const list = async (filter: Parameters<typeof store.subjects>[0]) =>
      (await store.subjects(filter)).map(row => row.subject)
    expect(await list({})).toEqual(['case/a', 'case/closed', 'change/b', 'case/z'])
    expect(await list({ kind: 'case', open: true })).toEqual(['case/a', 'case/z'])
    expect(await list({ open: false })).toEqual(['case/closed'])
    expect(await list({ kind: 'case', limit: 1 })).toEqual(['case/a'])
    expect(await list({ model: 'other' })).toEqual([])
  })

  test('lose the keys that their events no longer give them', async () => {
    const last = (subject: string, events: readonly Event[]): Summary => ({
      ...summarise(subject, events),
      keys: [`seal:${events.length}`],
    })
    const store = await opened({ summarise: last })
    await store.commit(batch('change/a', 0))
    expect(await store.find('seal:1')).toBe('change/a')
    await store.commit(batch('change/a', 1))
    expect(await store.find('seal:1')).toBeUndefined()
    expect(await store.find('seal:2')).toBe('change/a')
  })

  test('[A7] give a key to one open subject, and to the newest when all are closed', async () => {
    const shared = (subject: string, events: readonly Event[]): Summary => ({
      ...summarise(subject, events),
      open: events.length < 2,
      keys: ['open:churn'],
    })
    const store = await opened({ summarise: shared })
    expect(await store.commit(batch('case/a', 0))).toBe('done')
    expect(await store.commit(batch('case/b', 0))).toBe('moved')
    expect(await store.events('case/b')).toEqual([])
    await store.commit(batch('case/a', 1))
    expect(await store.find('open:churn')).toBe('case/a')
    expect(await store.commit(batch('case/b', 0))).toBe('done')
    expect(await store.find('open:churn')).toBe('case/b')
    await store.commit(batch('case/a', 2))
    expect(await store.find('open:churn')).toBe('case/b')
    await store.commit(batch('case/b', 1))
    expect(await store.find('open:churn')).toBe('case/b')
  })
})

const taken = () => happened('case.taken', 'ana', {})

function summarise(subject: string, events: readonly Event[]): Summary {
  const keys = events.map(event => `${subject}#${event.seq}`)
  return { model: 'churn', state: `${events.length} events`, open: subject !== 'case/closed', keys }
}
