import { expect, test } from 'vitest'
import showPull from '../../src/effects/show-pull.ts'
import { asked, change, mergedBy, openCaseIn, request, WAITING } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { contents, guarded, MODEL, pull, worldOf } from '../fixtures/world.ts'
import { CASE, CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `show-pull:${CHANGE}`, body: '' }

/** GitHub lists the pull request once it was made. */
async function empty() {
  let made = false
  const it = await worldOf({
    see: { pullOfBranch: async () => (made ? pull : undefined) },
    do: {
      createPull: async () => {
        made = true
        return { number: 7 }
      },
    },
  })
  return it
}

test('one commit with one line moved, its branch, then the pull request', async () => {
  const { world, did } = await empty()
  await change(world, [asked()])
  const { facts, jobs } = await showPull.run(world, job)
  expect(did.map(([verb]) => verb)).toEqual(['commitFiles', 'createBranch', 'createPull'])
  expect(did[0]?.[1]).toMatchObject({ parent: 'c'.repeat(40), files: { [MODEL]: contents.files[0]?.is?.text } })
  expect(did[1]).toEqual(['createBranch', pull.branch, 'e'.repeat(40)])
  expect(facts).toMatchObject([
    { events: [{ type: 'change.opened', body: { pull: 7, branch: pull.branch, base: 'main' } }] },
  ])
  expect(jobs).toMatchObject([{ effect: 'follow-change' }])
})

test('[attack 65] a branch that is there already is used as it is: people may have pushed to it', async () => {
  const { world, did } = await worldOf({
    see: {
      branch: async name => ({ ...guarded, name, sha: 'a'.repeat(40) }),
      pullOfBranch: (() => {
        const answers = [undefined, pull]
        return async () => answers.shift()
      })(),
    },
  })
  await change(world, [asked()])
  await showPull.run(world, job)
  expect(did.map(([verb]) => verb)).toEqual(['createPull'])
})

test('[attack 65] a pull request that was opened before the crash is found by its branch', async () => {
  const { world, did } = await worldOf({ see: { pullOfBranch: async () => pull } })
  await change(world, [asked()])
  expect((await showPull.run(world, job)).facts).toMatchObject([{ events: [{ type: 'change.opened' }] }])
  expect(did).toEqual([])
})

test('where it came from a case, the thread is told and the body has the chart', async () => {
  const { world, did, store } = await empty()
  await openCaseIn(world)
  await store.addReadings(flightReadings(world.now()))
  await change(world, [asked({ case: CASE })])
  const { jobs } = await showPull.run(world, job)
  expect(jobs?.map(it => it.key)).toEqual([`follow:${CHANGE}`, `show-case:${CASE}`, `say:asked:${CHANGE}`])
  expect(did.at(-1)?.[1]).toMatchObject({ body: expect.stringContaining('```mermaid\n') })
})

test('a file that no longer holds the planned value ends the change, and says so', async () => {
  const { world, did } = await empty()
  const [edit] = request.edits
  if (!edit) throw new Error('no edit')
  await change(world, [asked({ edits: [{ ...edit, from: '0.9.0' }] })])
  const { facts, jobs } = await showPull.run(world, job)
  const says = 'serving.version is 1.1.0 now, not 0.9.0.'
  expect(facts).toMatchObject([{ events: [{ type: 'change.closed', body: { outcome: 'failed', says } }] }])
  expect(jobs).toMatchObject([{ key: `say:failed:${CHANGE}`, effect: 'say' }])
  expect(did).toEqual([])
})

test('an open pull request gets its body as it is now; a merged one is left alone', async () => {
  const open = await worldOf()
  await change(open.world, WAITING)
  await showPull.run(open.world, job)
  expect(open.did).toMatchObject([
    ['updatePull', 7, { title: expect.any(String), body: expect.stringContaining('0 of 2 approvals') }],
  ])
  const merged = await worldOf()
  await change(merged.world, [...WAITING, mergedBy])
  await showPull.run(merged.world, job)
  expect(merged.did).toEqual([])
})
