import { expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import type { GitHubClient } from '../../src/edges/github-client.ts'
import { contentsOf } from '../../src/edges/github-contents.ts'
import type { GitHubObjects } from '../../src/edges/github-objects.ts'
import { pull } from '../fixtures/world.ts'

const by = { name: 'Dana', email: 'dana@acme.test' }
const commit = (sha: string, ...parents: string[]) => ({
  sha,
  parents: parents.map(parent => ({ sha: parent })),
  author: { id: 7, login: 'dana', type: 'User' },
  committer: { id: 7, login: 'dana', type: 'User' },
  commit: { message: 'Change', author: by, committer: by },
})

/** GitHub's answers: the head merged `aside` and `newest`, of which it names `newest` as the merge base. */
async function comparing(behind_by: number): Promise<{ asked: string[]; code: string | undefined }> {
  const asked: string[] = []
  const commits = [commit('merge', 'aside', 'newest'), commit('head', 'merge')]
  const whole = { merge_base_commit: { sha: 'newest' }, total_commits: 2, commits, files: [] }
  const call = async (_: string, { basehead }: { basehead: string }) => {
    asked.push(basehead)
    return { data: basehead === 'aside...newest' ? { behind_by } : whole }
  }
  const client = { call, repository: 'acme/models' } as unknown as GitHubClient
  const objects = { tree: async () => [] } as unknown as GitHubObjects
  const found = await contentsOf(
    client,
    objects,
    { handsIn: async () => [], onto: async () => undefined },
    { ...pull, head: 'head' },
  ).catch((error: unknown) => error)
  return { asked, code: found instanceof ProblemError ? found.problems[0]?.code : undefined }
}

test('[C5] a head that was merged crosswise with its base is refused: no one comparison says what a merge would do', async () => {
  expect(await comparing(1)).toEqual({ asked: ['main...head', 'aside...newest'], code: 'crossed' })
})

test('[C5] [attack 28] one that took in the base more than once is compared with the newest of it', async () => {
  expect(await comparing(0)).toEqual({ asked: ['main...head', 'aside...newest'], code: undefined })
})
