import { expect, test } from 'vitest'
import showChange from '../../src/effects/show-change.ts'
import { asked, change, mergedBy, openedPull, sealed, WAITING } from '../fixtures/change.ts'
import { worldOf } from '../fixtures/world.ts'
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
