import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import mergePull from '../../src/effects/merge-pull.ts'
import type { Eyes } from '../../src/flows/world.ts'
import { APPROVED, change, SEAL, voted, WAITING } from '../fixtures/change.ts'
import { contents, HEAD, pull, worldOf, write } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `merge-pull:${CHANGE}`, body: '' }
const green: Partial<Eyes> = { check: async () => ({ id: 3, conclusion: 'success' }) }

async function merging(see: Partial<Eyes> = {}, events = APPROVED, hands = {}) {
  const it = await worldOf({ see: { ...green, ...see }, do: hands })
  await change(it.world, events)
  return { ...it, outcome: await mergePull.run(it.world, job) }
}
const codeOf = ({ facts }: Awaited<ReturnType<typeof mergePull.run>>) => facts?.map(f => f.events[0]?.body)

test('what was approved is merged at exactly the head that was approved', async () => {
  const { did, outcome } = await merging()
  expect(did).toMatchObject([
    ['merge', { number: 7, head: HEAD, title: 'Roll flight-delay back from 1.1.0 to 1.0.0 (#7)' }],
  ])
  expect(did[0]?.[1]).toMatchObject({ message: expect.stringContaining(`Kedge-Seal: ${SEAL}`) })
  expect(outcome).toMatchObject({ jobs: [{ effect: 'follow-change' }] })
  expect(outcome.facts).toBeUndefined()
})

test.each<[string, string, Partial<Eyes>, typeof APPROVED]>([
  ['moved', 'the head has moved', { pull: async () => ({ ...pull, head: 'b'.repeat(40) }) }, APPROVED],
  [
    'moved',
    'what it changes is another thing now',
    { contents: async () => ({ ...contents, diff: '+ more' }) },
    APPROVED,
  ],
  ['moved', 'an approval counts no more', { slackUser: async id => ({ id, team: 'T', is: 'deleted' }) }, APPROVED],
  ['moved', 'somebody is still to come', {}, [...WAITING, voted('bo')]],
  ['check-not-green', 'the check is not green', { check: async () => ({ id: 3, conclusion: null }) }, APPROVED],
  [
    'unprotected',
    'the branch is not protected',
    { branch: async name => ({ name, sha: '', protected: false, requires: [] }) },
    APPROVED,
  ],
  [
    'unprotected',
    'the branch requires another check',
    { branch: async name => ({ name, sha: '', protected: true, requires: ['ci'] }) },
    APPROVED,
  ],
])('%s: nothing is merged where %s', async (code, _, see, events) => {
  const { did, outcome } = await merging(see, events)
  expect(did).toEqual([])
  expect(codeOf(outcome)).toMatchObject([{ code, door: 'merge' }])
})

test('a refusal is kept once for what people were shown, and told below the card', async () => {
  const { world, outcome } = await merging({ check: async () => undefined })
  expect(outcome.jobs).toMatchObject([{ key: `say:unmerged:${SEAL}:check-not-green:${CHANGE}` }])
  await write(world, CHANGE, outcome.facts?.[0]?.events ?? [])
  expect((await mergePull.run(world, job)).facts).toBeUndefined()
})

test('a race that GitHub decides is kept and looked at, never tried again blindly', async () => {
  const merge = async () => {
    throw new OutsideError('moved', 'Head branch was modified.')
  }
  const { outcome } = await merging({}, APPROVED, { merge })
  expect(codeOf(outcome)).toMatchObject([
    { code: 'moved', says: 'GitHub refused the merge: Head branch was modified.' },
  ])
  expect(outcome.jobs).toMatchObject([{ effect: 'follow-change' }])
})

test('an outage is not a refusal', async () => {
  const merge = async () => {
    throw new OutsideError('unavailable', 'no answer')
  }
  await expect(merging({}, APPROVED, { merge })).rejects.toThrow('no answer')
})
