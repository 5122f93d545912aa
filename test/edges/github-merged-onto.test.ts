import { expect, test } from 'vitest'
import type { GitHubClient } from '../../src/edges/github-client.ts'
import { mergedOnto } from '../../src/edges/github-merged-onto.ts'
import type { Activity } from '../../src/edges/github-moves.ts'
import { pull } from '../fixtures/world.ts'

/** Main moved from `m` to what was merged. */
async function onto(parents: readonly string[], moves: readonly Partial<Activity>[]) {
  const data = { sha: 'merge', message: 'Whatever who merges writes', parents: parents.map(sha => ({ sha })) }
  const client = { call: async () => ({ data }) } as unknown as GitHubClient
  const of = async () => ({ moves: moves as readonly Activity[], isCut: false })
  return mergedOnto(client, { of }, { ...pull, mergeCommit: 'merge' })
}
const record = [
  { before: 'merge', after: 'later' },
  { before: 'm', after: 'merge' },
  { before: 'l', after: 'm' },
]

test.each<[string, readonly string[], readonly Partial<Activity>[]]>([
  ['by a merge commit', ['m', 'head'], []],
  ['squashed', ['m'], record],
  ['rebased, several commits at once', ['the last but one'], record],
])('[C5] what was merged %s was merged onto main as it stood', async (_, parents, moves) => {
  expect(await onto(parents, moves)).toBe('m')
})

test('[C5] where GitHub’s record does not hold it, nobody can say', async () => {
  expect(await onto(['m'], [{ before: 'l', after: 'm' }])).toBeUndefined()
})
