import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, fixture } from './github-fixture.ts'

let f: Fixture
beforeAll(async () => {
  f = await fixture()
})
afterAll(() => f.close())

const tip = async (branch: string) => (await f.edge.see.branch(branch))?.sha ?? ''

test('[C5] (attack 39) what came to a branch is told commit by commit, and nothing where it did not move', async () => {
  const since = await tip('main')
  await f.gh.person('ana').push('came', { 'docs/one.md': '1' }, 'One')
  const one = await tip('came')
  await f.gh.person('ana').push('came', { 'docs/two.md': '2' }, 'Two')
  const two = await tip('came')
  expect(await f.edge.see.newCommits(since, two)).toEqual(new Set([one, two]))
  expect(await f.edge.see.newCommits(two, two)).toEqual(new Set())
})

test('[C5] (attack 39) where a branch was put back, or its old tip is gone, nobody can tell', async () => {
  await f.gh.person('ana').push('back', { 'docs/one.md': '1' }, 'One')
  expect(await f.edge.see.newCommits(await tip('back'), await tip('main'))).toBeUndefined()
  expect(await f.edge.see.newCommits('0'.repeat(40), await tip('main'))).toBeUndefined()
})
