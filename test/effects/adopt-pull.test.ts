import { expect, test } from 'vitest'
import { ProblemError, problem } from '../../src/core/problem.ts'
import adoptPull from '../../src/effects/adopt-pull.ts'
import { adoptions } from '../../src/flows/adoptions.ts'
import type { Contents, Pull } from '../../src/flows/world.ts'
import { asked, change, mergedBy, openedPull } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { contents, type Given, HEAD, pull, worldOf, write } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: 'pull/7', key: 'adopt-pull:7', body: '' }
const dana = { id: 7, login: 'dana', bot: false }
const own: Pull = { ...pull, title: 'Go back', branch: 'dana-1', author: dana }
const notes: Contents = { ...contents, files: [{ path: 'docs/notes.md', is: { blob: '1', text: 'By the way.' } }] }

async function adopted(see: Given['see']) {
  const it = await worldOf({ see: { pull: async () => own, ...see } })
  const outcome = await adoptPull.run(it.world, job)
  return { ...it, outcome, found: outcome.parts?.flatMap(part => part.events) ?? [] }
}

test('a person’s pull request becomes a change, asked for by whoever opened it', async () => {
  const { found, outcome, did } = await adopted({})
  expect(found).toMatchObject([
    { type: 'change.asked', by: 'dana', body: { kind: 'rollback', title: 'Go back', door: 'repository', edits: [] } },
    { type: 'change.opened', body: { pull: 7, branch: 'dana-1', base: 'main' } },
  ])
  expect(outcome.jobs).toMatchObject([{ key: 'follow:change/pull-7' }])
  expect(did).toEqual([])
})

test('an account nobody knows asks as that account', async () => {
  const { found } = await adopted({ pull: async () => ({ ...own, author: { id: 99, login: 'who', bot: false } }) })
  expect(found[0]).toMatchObject({ by: 'github:99' })
})

test('what moves no model and no rule is let through, once for each head', async () => {
  const see = { contents: async () => notes, openPulls: async () => [own] }
  const { world, did, found } = await adopted(see)
  expect(found).toEqual([])
  expect(did).toMatchObject([['createCheck', { head: HEAD, conclusion: 'success' }]])
  expect(await adoptions(world)).toEqual([])
})

test('a check that is there and says the same is left alone, one that says another thing is set right', async () => {
  const see = { contents: async () => notes }
  const same = await adopted({ ...see, check: async () => ({ id: 3, conclusion: 'success' }) })
  expect(same.did).toEqual([])
  const other = await adopted({ ...see, check: async () => ({ id: 3, conclusion: 'failure' }) })
  expect(other.did).toMatchObject([['updateCheck', 3, { conclusion: 'success' }]])
})

test.each<[string, Partial<Pull>]>([
  ['closed', { state: 'closed' }],
  ['onto another branch', { base: 'next' }],
])('one that is %s is nobody’s business here', async (_, more) => {
  const { found, did } = await adopted({ pull: async () => ({ ...own, ...more }) })
  expect([found, did]).toEqual([[], []])
})

test('one of ours is followed from before it is there; another bot’s is not ours, whatever its branch is called', async () => {
  const it = await worldOf({ see: { pull: async () => ({ ...own, author: pull.author, branch: pull.branch }) } })
  const other = await adoptPull.run(it.world, job)
  expect(other.parts?.[0]?.events).toMatchObject([
    { type: 'change.asked', by: 'github:100' },
    { type: 'change.opened' },
  ])
  await change(it.world, [asked()])
  expect(await adoptPull.run(it.world, job)).toEqual({})
})

test('[attack 22] another App’s, on the very branch of an open change of ours, is known by its number', async () => {
  const other = { id: 101, login: 'kedge[bot]', bot: true }
  const { world } = await worldOf({ see: { pull: async () => ({ ...pull, author: other }) } })
  await change(world, [asked()])
  expect((await adoptPull.run(world, job)).parts?.[0]?.events[0]).toMatchObject({ by: 'github:101' })
})

test('a second one of ours from the branch of a change is not the one that is followed', async () => {
  const { world } = await worldOf({ see: { pull: async () => ({ ...pull, number: 8 }) } })
  await change(world, [asked(), openedPull])
  const { parts = [] } = await adoptPull.run(world, { ...job, subject: 'pull/8' })
  expect(parts.map(part => [part.subject, part.events[0]?.by])).toEqual([['change/pull-8', 'ana']])
})

test('[attack 43] one that is too large to be read fails, with the fix', async () => {
  const large = problem('too-many-files', 'It changes more than 3000 files.', 'Split it.')
  const { did } = await adopted({ contents: async () => Promise.reject(new ProblemError([large])) })
  expect(did).toMatchObject([
    ['createCheck', { conclusion: 'failure', title: large.says, summary: expect.stringContaining('Split it.') }],
  ])
})

test('[attack 77] one that was merged and cannot be read is a change all the same, of the rules, without a seal', async () => {
  const large = problem('too-many-files', 'It changes more than 3000 files.', 'Split it.')
  const contents = async () => Promise.reject(new ProblemError([large]))
  const { found, did } = await adopted({ contents, pull: async () => ({ ...own, state: 'merged' }) })
  expect(found).toMatchObject([
    { type: 'change.asked', by: 'dana', body: { kind: 'rules', title: 'Go back', door: 'repository' } },
    { type: 'change.opened', body: { pull: 7 } },
  ])
  expect([found.length, did]).toEqual([2, []])
})

const over = (by: string, state: Pull['state']) => ({
  ended: happened('change.closed', by, { outcome: 'abandoned', says: 'over' }),
  ours: { ...pull, state },
})

test.each<[string, Pull['state'], boolean]>([
  ['github', 'open', true],
  ['github', 'merged', true],
  ['kedge', 'merged', true],
  ['kedge', 'open', false],
])('one of ours that %s ended and that is %s now: taken up is %s, for who asked', async (by, state, isTaken) => {
  const { ended, ours } = over(by, state)
  const { world } = await worldOf({ see: { pull: async () => ours } })
  await change(world, [asked(), openedPull, ended])
  const { parts = [] } = await adoptPull.run(world, job)
  expect(parts.map(part => [part.subject, part.events[0]?.by])).toEqual(isTaken ? [['change/pull-7', 'ana']] : [])
})

test('[C10] what is merged and on record is not taken up once more when a webhook comes late', async () => {
  const { world } = await worldOf({ see: { pull: async () => ({ ...own, state: 'merged' }) } })
  await change(world, [asked(), openedPull, mergedBy, happened('change.done', 'kedge', {})])
  expect(await adoptPull.run(world, job)).toEqual({})
})

test('one that is followed is followed, and after it was closed it is asked for anew under another name', async () => {
  const { world } = await worldOf({ see: { pull: async () => own } })
  await change(world, [asked(), openedPull])
  expect((await adoptPull.run(world, job)).jobs).toMatchObject([{ key: `follow:${CHANGE}` }])
  const again = await worldOf({ see: { pull: async () => own } })
  const first = await adoptPull.run(again.world, job)
  await write(again.world, 'change/pull-7', [
    ...(first.parts?.[0]?.events ?? []),
    happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed' }),
  ])
  expect((await adoptPull.run(again.world, job)).parts?.[0]?.subject).toBe('change/pull-7-2')
})
