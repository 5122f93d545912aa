import { describe, expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import showChange from '../../src/effects/show-change.ts'
import { WENT_ON } from '../../src/reports/change-words.ts'
import type { Document } from '../../src/words/document.ts'
import { asked, change, mergedBy, openedPull, posted, sealed, sealedIn, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { words, worldOf } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `show-change:${CHANGE}`, body: '' }

test('the approval card goes to the channel of the policy that covers the change', async () => {
  const { world, did } = await worldOf()
  await change(world, [asked(), openedPull, sealed])
  const { facts } = await showChange.run(world, job)
  expect(did).toMatchObject([['postMessage', { channel: 'C0APPROVALS', key: `card:${CHANGE}` }, expect.anything()]])
  expect(facts).toMatchObject([{ events: [{ type: 'change.posted', body: { channel: 'C0APPROVALS', ts: '1.1' } }] }])
})

test('a card that is known is edited where it stands', async () => {
  const { world, did } = await worldOf()
  await change(world, WAITING)
  expect(await showChange.run(world, job)).toEqual({})
  expect(did).toMatchObject([['updateMessage', { channel: 'C0APPROVALS', ts: '5.5' }, expect.anything()]])
})

test('before something is sealed there is nothing to vote on, so no card', async () => {
  const { world, did } = await worldOf()
  await change(world, [asked(), openedPull])
  expect(await showChange.run(world, job)).toEqual({})
  expect(did).toEqual([])
})

test('[attack 77] what was merged without a seal has a card all the same', async () => {
  const { world, did } = await worldOf()
  await change(world, [asked({ kind: 'rules', door: 'repository', edits: [] }), openedPull, mergedBy])
  await showChange.run(world, job)
  expect(did).toMatchObject([['postMessage', { channel: 'C0APPROVALS' }, expect.anything()]])
})

describe('[C4] [attack 73] a card whose channel may not show the change any more', () => {
  const key = `card:${CHANGE}`
  const emptied = (channel: string, ts: string) => ['updateMessage', { channel, ts, key }, WENT_ON]
  const moved = [...WAITING, sealedIn(['C0FLIGHTOPS'])]

  test('is emptied, and another is posted where it may be', async () => {
    const { world, did } = await worldOf()
    await change(world, moved)
    const { facts } = await showChange.run(world, job)
    expect(did).toEqual([
      emptied('C0APPROVALS', '5.5'),
      ['postMessage', { channel: 'C0FLIGHTOPS', key }, expect.anything()],
    ])
    expect(facts).toMatchObject([{ events: [{ type: 'change.posted', body: { channel: 'C0FLIGHTOPS', ts: '1.1' } }] }])
  })

  test('holds nothing of it, and no button', () => {
    expect(words(WENT_ON)).toMatchInlineSnapshot(
      `"┃ This change has come to be about a model that is not shown here. It goes on where it may be."`,
    )
  })

  test('[A7] finds what it posted before the crash, so that there is one', async () => {
    const { world, did } = await worldOf({
      see: { message: async ({ channel }) => (channel === 'C0FLIGHTOPS' ? { ts: '9.9' } : undefined) },
    })
    await change(world, moved)
    const { facts } = await showChange.run(world, job)
    expect(did).toMatchObject([
      emptied('C0APPROVALS', '5.5'),
      ['updateMessage', { channel: 'C0FLIGHTOPS', ts: '9.9' }, expect.anything()],
    ])
    expect(facts).toMatchObject([{ events: [{ body: { channel: 'C0FLIGHTOPS', ts: '9.9' } }] }])
  })

  test('is posted anew also where somebody has deleted it', async () => {
    const it = await worldOf()
    await change(it.world, moved)
    const gone = async () => {
      throw new OutsideError('moved', 'Slack, chat.update: message_not_found')
    }
    const world = { ...it.world, do: { ...it.world.do, updateMessage: gone } }
    expect((await showChange.run(world, job)).facts).toMatchObject([{ events: [{ type: 'change.posted' }] }])
  })

  test('is only emptied where no channel may show it', async () => {
    const { world, did } = await worldOf()
    await change(world, [...WAITING, sealedIn(['C0LUNCH'])])
    const { jobs } = await showChange.run(world, job)
    expect(jobs).toMatchObject([{ effect: 'say', subject: 'rules', key: `say:unseen:${CHANGE}:false` }])
    expect(jobs?.[0]?.body).not.toMatch(/flight/i)
    expect(did).toEqual([emptied('C0APPROVALS', '5.5')])
  })

  const again = happened('change.posted', 'kedge', { channel: 'C0FLIGHTOPS', ts: '6.6' })

  test('stays where it went, also when it might go back', async () => {
    const { world, did } = await worldOf()
    await change(world, [...moved, again, sealed])
    expect(await showChange.run(world, job)).toEqual({})
    expect(did).toMatchObject([['updateMessage', { channel: 'C0FLIGHTOPS', ts: '6.6' }, expect.anything()]])
    expect(words(did[0]?.[2] as Document)).toContain('[ Approve')
  })

  test('goes back to its first one, which is found, when it may be nowhere else', async () => {
    const { world, did } = await worldOf({ see: { message: async () => ({ ts: '5.5' }) } })
    await change(world, [...moved, again, sealedIn(['C0APPROVALS'])])
    const { facts } = await showChange.run(world, job)
    expect(did).toMatchObject([
      emptied('C0FLIGHTOPS', '6.6'),
      ['updateMessage', { channel: 'C0APPROVALS', ts: '5.5' }, expect.anything()],
    ])
    expect(facts).toMatchObject([{ events: [posted] }])
  })
})
