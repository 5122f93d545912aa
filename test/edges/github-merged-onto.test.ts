import { expect, test } from 'vitest'
import type { GitHubClient } from '../../src/edges/github-client.ts'
import { mergedOnto } from '../../src/edges/github-merged-onto.ts'
import { pull } from '../fixtures/world.ts'

interface Commit {
  readonly parents: readonly string[]
  readonly message: string
}

/** Main stood at m; the branch left it at l, with two commits. */
const branch = {
  m: { parents: ['l'], message: 'Main' },
  b1: { parents: ['l'], message: 'First' },
  head: { parents: ['b1'], message: 'Second' },
}
async function onto(all: Readonly<Record<string, Commit>>, mergeCommit: string) {
  const commits: Readonly<Record<string, Commit>> = { ...branch, ...all }
  const call = async (route: string, { commit_sha }: { commit_sha?: string }) => {
    if (route === 'pulls.get') return { data: { commits: 2 } }
    const commit = commits[commit_sha ?? '']
    if (commit === undefined) throw new Error(`there is no ${commit_sha}`)
    const { parents, message } = commit
    return { data: { sha: commit_sha, message, parents: parents.map(sha => ({ sha })) } }
  }
  return mergedOnto({ call } as unknown as GitHubClient, { ...pull, head: 'head', mergeCommit })
}

test.each<[string, Readonly<Record<string, Commit>>, string]>([
  ['by a merge commit', { x: { parents: ['m', 'head'], message: 'Merge #7' } }, 'x'],
  ['squashed', { x: { parents: ['m'], message: 'Second thoughts (#7)' } }, 'x'],
  ['rebased', { r1: { parents: ['m'], message: 'First' }, r2: { parents: ['r1'], message: 'Second' } }, 'r2'],
])('[C5] what was merged %s was merged onto main as it stood', async (_, all, merge) => {
  expect(await onto(all, merge)).toBe('m')
})

test('the first commit of all was merged onto nothing before it', async () => {
  expect(await onto({ x: { parents: [], message: 'First of all' } }, 'x')).toBe('x')
})
