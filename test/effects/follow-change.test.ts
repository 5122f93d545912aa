import { expect, test } from 'vitest'
import followChange from '../../src/effects/follow-change.ts'
import { asked, change, openedPull, SEAL } from '../fixtures/change.ts'
import { worldOf } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `follow:${CHANGE}`, body: '' }

test('what GitHub says becomes events and jobs; nothing is done outside', async () => {
  const { world, did } = await worldOf()
  await change(world, [asked(), openedPull])
  const { parts, jobs } = await followChange.run(world, job)
  expect(parts?.[0]?.events).toMatchObject([
    { type: 'change.sealed', body: { seal: SEAL, kinds: ['rollback'] } },
    { type: 'change.judged' },
    { type: 'change.verdict', body: { is: 'pending' } },
  ])
  expect(jobs?.map(it => it.effect)).toEqual(['set-check', 'show-pull', 'show-change'])
  expect(did).toEqual([])
})

test('a change nobody knows is nothing', async () => {
  const { world } = await worldOf()
  expect(await followChange.run(world, job)).toEqual({})
})
