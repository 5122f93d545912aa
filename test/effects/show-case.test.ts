import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import showCase from '../../src/effects/show-case.ts'
import { NOT_SHOWN_HERE } from '../../src/reports/case-notes.ts'
import type { Document } from '../../src/words/document.ts'
import { openCaseIn } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { repository, words, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents, observed } from '../fixtures/written.ts'

const job = { subject: CASE, key: `show-case:${CASE}`, body: '' }

async function breached(see = {}) {
  const it = await worldOf({ see })
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  await it.store.addReadings(flightReadings(it.world.now()))
  return it
}

test('a card is posted once, and where it stands is kept', async () => {
  const { world, did } = await breached()
  await write(world, CASE, caseEvents.slice(0, 1))
  const { facts } = await showCase.run(world, job)
  expect(did).toMatchObject([['postMessage', { channel: 'C0FLIGHTOPS', key: `card:${CASE}` }, expect.anything()]])
  expect(facts).toMatchObject([
    { subject: CASE, events: [{ type: 'case.posted', body: { channel: 'C0FLIGHTOPS', ts: '1.1' } }] },
  ])
})

test('a card that was posted before the crash is found by its key and edited', async () => {
  const { world, did } = await breached({ message: async () => ({ ts: '9.9' }) })
  await write(world, CASE, caseEvents.slice(0, 1))
  const { facts } = await showCase.run(world, job)
  expect(did).toMatchObject([['updateMessage', { ts: '9.9' }, expect.anything()]])
  expect(facts).toMatchObject([{ events: [{ body: { ts: '9.9' } }] }])
})

test('a card that is known is edited, and nothing is kept anew', async () => {
  const { world, did } = await breached()
  await openCaseIn(world)
  expect(await showCase.run(world, job)).toEqual({})
  expect(did.map(([verb]) => verb)).toEqual(['updateMessage'])
  expect(words(did[0]?.[2] as Document)).toContain('[ Roll back to 1.0.0 ]')
})

describe('[C4] [attack 73] a card whose channel may not show its model any more', () => {
  const key = `card:${CASE}`
  const emptied = ['updateMessage', { channel: 'C0FLIGHTOPS', ts: '4.4', key }, NOT_SHOWN_HERE]
  const hidden = async (more: Partial<Model>, see = {}) => {
    const it = await breached(see)
    await openCaseIn(it.world)
    return { ...it, world: { ...it.world, policy: async () => withModel(more) } }
  }
  const moved = { channel: 'C0APPROVALS', visibility: { channels: ['C0APPROVALS'] } }

  test('is emptied, and another is posted where it may be', async () => {
    const { world, did } = await hidden(moved)
    const { facts } = await showCase.run(world, job)
    expect(did).toEqual([emptied, ['postMessage', { channel: 'C0APPROVALS', key }, expect.anything()]])
    expect(facts).toMatchObject([{ events: [{ type: 'case.posted', body: { channel: 'C0APPROVALS', ts: '1.1' } }] }])
  })

  test('holds nothing of it, and no button', () => {
    expect(words(NOT_SHOWN_HERE)).toMatchInlineSnapshot(
      `"┃ This case is about a model that is not shown here any more. It goes on where it may be."`,
    )
  })

  test('[A7] finds what it posted before the crash, so that there is one', async () => {
    const { world, did } = await hidden(moved, {
      message: async ({ channel }: { channel: string }) => (channel === 'C0APPROVALS' ? { ts: '9.9' } : undefined),
    })
    const { facts } = await showCase.run(world, job)
    expect(did).toMatchObject([emptied, ['updateMessage', { channel: 'C0APPROVALS', ts: '9.9' }, expect.anything()]])
    expect(facts).toMatchObject([{ events: [{ body: { channel: 'C0APPROVALS', ts: '9.9' } }] }])
  })

  test('is only emptied where the channel of the model may not show it either', async () => {
    const { world, did } = await hidden({ visibility: { channels: ['C0APPROVALS'] } })
    expect(await showCase.run(world, job)).toEqual({})
    expect(did).toEqual([emptied])
  })

  test('stays where it may, although the model has another channel now', async () => {
    const { world, did } = await hidden({ ...moved, visibility: { channels: ['C0APPROVALS', 'C0FLIGHTOPS'] } })
    expect(await showCase.run(world, job)).toEqual({})
    expect(did).toMatchObject([['updateMessage', { channel: 'C0FLIGHTOPS', ts: '4.4' }, expect.anything()]])
  })
})

function withModel(more: Partial<Model>): Repository {
  const model = repository.models['flight-delay'] as Model
  return { ...repository, models: { ...repository.models, 'flight-delay': { ...model, ...more } } }
}
