import { expect, test } from 'vitest'
import say from '../../src/effects/say.ts'
import { say as saying } from '../../src/flows/jobs.ts'
import { sentence } from '../../src/reports/sentence.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { worldOf } from '../fixtures/world.ts'
import { CASE, CHANGE } from '../fixtures/written.ts'

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
