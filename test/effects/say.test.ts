import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { OutsideError } from '../../src/core/outside.ts'
import say from '../../src/effects/say.ts'
import { say as saying, showCase, showChange } from '../../src/flows/jobs.ts'
import { sentence } from '../../src/reports/sentence.ts'
import { change, openCaseIn, sealedIn, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { repository, words, worldOf, write } from '../fixtures/world.ts'
import { CASE, CHANGE, NOW } from '../fixtures/written.ts'

const document = sentence('Hello.')
const job = (thread?: string) => {
  const it = saying('hello', CASE, { channel: 'C0FLIGHTOPS', document, ...(thread !== undefined && { thread }) })
  return { ...it, body: it.body ?? '' }
}

test('a message is said in the channel, under its key', async () => {
  const { world, did } = await worldOf()
  await say.run(world, job())
  expect(did).toEqual([['postMessage', { channel: 'C0FLIGHTOPS', key: 'say:hello' }, document]])
})

test('a message that is there already is not said again', async () => {
  const { world, did } = await worldOf({ see: { message: async () => ({ ts: '1.1' }) } })
  await say.run(world, job())
  expect(did).toEqual([])
})

describe('[E1] a channel that does not take it', () => {
  const denied = async () => {
    throw new OutsideError('denied', 'not_in_channel\n  fix: invite the bot')
  }
  const asked = { channel: 'C0FLIGHTOPS', user: 'U0ANA' }

  test('is told to whoever asked, and to nobody else', async () => {
    const { world } = await worldOf({ do: { postMessage: denied } })
    const it = saying('hello', '', { channel: 'C0FLIGHTOPS', document, asked })
    const { jobs = [] } = await say.run(world, { ...it, body: it.body ?? '' })
    expect(jobs).toMatchObject([{ effect: 'answer', key: 'answer:say:hello' }])
    expect(words(JSON.parse(jobs[0]?.body ?? '').document)).toMatchInlineSnapshot(`
      "┃ Kedge may not write in this channel, so only you see this.
      ┃
      ┃ · fix: write /invite @kedge there
      ┃
      ┃ ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      ┃
      ┃ Hello."
    `)
  })

  test('holds up what somebody waits for', async () => {
    const { world } = await worldOf({ do: { postMessage: denied } })
    await expect(say.run(world, job())).rejects.toThrow('not_in_channel')
  })
})

test('a note goes into the thread of the card of its case or change', async () => {
  const { world, did } = await worldOf()
  await openCaseIn(world)
  await change(world, WAITING)
  await say.run(world, job(CASE))
  await say.run(world, job(CHANGE))
  expect(did.map(([, to]) => to)).toEqual([
    { channel: 'C0FLIGHTOPS', thread: '4.4', key: 'say:hello' },
    { channel: 'C0APPROVALS', thread: '5.5', key: 'say:hello' },
  ])
})

test('a note waits for its card', async () => {
  const { world, did } = await worldOf()
  expect((await say.run(world, job(CASE))).again).toMatchObject({ why: 'its card is not posted yet' })
  expect(did).toEqual([])
})

describe('[C4] [attack 73] below a card that may not show the change any more nothing is said', () => {
  test('it waits for the card that is posted elsewhere, and asks for it', async () => {
    const { world, did } = await worldOf()
    await change(world, [...WAITING, sealedIn(['C0FLIGHTOPS'])])
    const { again, jobs } = await say.run(world, job(CHANGE))
    expect(again).toMatchObject({ why: 'its card goes to another channel' })
    expect(jobs).toEqual([showChange(CHANGE)])
    await write(world, CHANGE, [happened('change.posted', 'kedge', { channel: 'C0FLIGHTOPS', ts: '6.6' })])
    await say.run(world, job(CHANGE))
    expect(did).toEqual([
      ['postMessage', { channel: 'C0FLIGHTOPS', thread: '6.6', key: 'say:hello' }, expect.anything()],
    ])
  })

  test('it waits longer where no channel may show it, and is let go with the change', async () => {
    const { world, did } = await worldOf()
    await change(world, [...WAITING, sealedIn(['C0LUNCH'])])
    const { again } = await say.run(world, job(CHANGE))
    expect(again).toEqual({ at: new Date(Date.parse(NOW) + 300_000), why: 'no channel may show what it is about' })
    await write(world, CHANGE, [happened('change.closed', 'github', { outcome: 'abandoned', says: 'It was closed.' })])
    expect(await say.run(world, job(CHANGE))).toEqual({})
    expect(did).toEqual([])
  })
})

describe('[C4] [attack 73] below a card that may not show its model any more nothing is said', () => {
  const hidden = async (more: Partial<Model>) => {
    const it = await worldOf()
    await openCaseIn(it.world)
    const model = {
      ...(repository.models['flight-delay'] as Model),
      visibility: { channels: ['C0APPROVALS'] },
      ...more,
    }
    const policy = async () => ({ ...repository, models: { ...repository.models, 'flight-delay': model } })
    return { ...it, world: { ...it.world, policy } }
  }

  test('it waits for the card that is posted elsewhere, and asks for it', async () => {
    const { world, did } = await hidden({ channel: 'C0APPROVALS' })
    const { again, jobs } = await say.run(world, job(CASE))
    expect(again).toMatchObject({ why: 'its card goes to another channel' })
    expect(jobs).toEqual([showCase(CASE)])
    await write(world, CASE, [happened('case.posted', 'kedge', { channel: 'C0APPROVALS', ts: '6.6' })])
    await say.run(world, job(CASE))
    expect(did).toMatchObject([['postMessage', { channel: 'C0APPROVALS', thread: '6.6', key: 'say:hello' }, document]])
  })

  test('it waits longer where no channel may show it', async () => {
    const { world, did } = await hidden({})
    const { again } = await say.run(world, job(CASE))
    expect(again).toEqual({ at: new Date(Date.parse(NOW) + 300_000), why: 'no channel may show what it is about' })
    expect(did).toEqual([])
  })
})

describe('[C4] [attack 73] what is said in a channel is held to who may see what it is about', () => {
  const note = (subject: string, thread?: string) => {
    const it = saying('hello', subject, { channel: 'C0FLIGHTOPS', document, ...(thread !== undefined && { thread }) })
    return { ...it, body: it.body ?? '' }
  }
  const withModel = async (more: Partial<Model>) => {
    const it = await worldOf()
    const model = { ...(repository.models['flight-delay'] as Model), ...more }
    const policy = async () => ({ ...repository, models: { ...repository.models, 'flight-delay': model } })
    return { ...it, world: { ...it.world, policy } }
  }

  test('a change that also is about a hidden model is told where both may be seen, card or not', async () => {
    const { world, did } = await worldOf()
    await change(world, [...WAITING.filter(({ type }) => type !== 'change.posted'), sealedIn(['C0APPROVALS'])])
    await say.run(world, note(CHANGE))
    expect(did).toEqual([['postMessage', { channel: 'C0APPROVALS', key: 'say:hello' }, document]])
  })

  test('nor is it told in the case of the model that everybody sees', async () => {
    const { world, did } = await worldOf()
    await openCaseIn(world)
    await change(world, [...WAITING, sealedIn(['C0APPROVALS'])])
    await say.run(world, note(CHANGE, CASE))
    expect(did).toEqual([['postMessage', { channel: 'C0APPROVALS', thread: '5.5', key: 'say:hello' }, document]])
  })

  test('where nothing may show it, it waits while that can change, and is let go then', async () => {
    const { world, did } = await worldOf()
    await change(world, [...WAITING, sealedIn([])])
    expect((await say.run(world, note(CHANGE))).again).toMatchObject({ why: 'no channel may show what it is about' })
    await write(world, CHANGE, [happened('change.closed', 'github', { outcome: 'abandoned', says: 'It was closed.' })])
    expect(await say.run(world, note(CHANGE))).toEqual({})
    expect(did).toEqual([])
  })

  test('a warning of a model goes where the model may be seen, and nowhere when it is gone', async () => {
    const { world, did } = await withModel({ visibility: { channels: ['C0RISK'] } })
    await say.run(world, note('model/flight-delay'))
    expect(await say.run(world, note('model/gone'))).toEqual({})
    expect(did).toEqual([['postMessage', { channel: 'C0RISK', key: 'say:hello' }, document]])
  })
})
