import { expect, test } from 'vitest'
import setCheck from '../../src/effects/set-check.ts'
import { APPROVED, asked, change, openedPull, voted, WAITING } from '../fixtures/change.ts'
import { HEAD, worldOf } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `set-check:${CHANGE}`, body: '' }

test('while somebody is still to come the check waits, on the sealed head', async () => {
  const { world, did } = await worldOf()
  await change(world, WAITING)
  const { facts, jobs } = await setCheck.run(world, job)
  expect(did).toMatchObject([['createCheck', { name: 'kedge', head: HEAD, title: 'Waits for approval, 0 of 2' }]])
  expect(did[0]?.[1]).not.toHaveProperty('conclusion')
  expect(facts).toMatchObject([
    { events: [{ type: 'change.checked', body: { head: HEAD, check: 3, conclusion: 'pending' } }] },
  ])
  expect(jobs).toMatchObject([{ effect: 'follow-change' }])
})

test('approved is the only success; a denial is a failure', async () => {
  const approved = await worldOf()
  await change(approved.world, [...WAITING, voted('bo'), voted('chen')])
  await setCheck.run(approved.world, job)
  expect(approved.did).toMatchObject([['createCheck', { conclusion: 'success' }]])
  const denied = await worldOf()
  await change(denied.world, [...WAITING, voted('bo'), voted('chen', 'deny', 'The hold-out was never looked at.')])
  await setCheck.run(denied.world, job)
  expect(denied.did).toMatchObject([['createCheck', { conclusion: 'failure', title: 'Denied by Chen Wei.' }]])
})

test('a check that is there is updated, and kept only when it says something new', async () => {
  const { world, did } = await worldOf({ see: { check: async () => ({ id: 3, conclusion: 'success' }) } })
  await change(world, APPROVED)
  expect(await setCheck.run(world, job)).toEqual({})
  expect(did).toMatchObject([['updateCheck', 3, { conclusion: 'success' }]])
})

test('nothing is said of what is not sealed', async () => {
  const { world, did } = await worldOf()
  await change(world, [asked(), openedPull])
  expect(await setCheck.run(world, job)).toEqual({})
  expect(did).toEqual([])
})
