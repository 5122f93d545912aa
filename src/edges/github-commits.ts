/** Commits made through the API, which GitHub signs in the App's name: for a change's branch, and on the record. */
import { OutsideError, outside } from '../core/outside.ts'
import type { Hands, RecordTip } from '../flows/world.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'
import type { GitHubObjects } from './github-objects.ts'

type Commit = Parameters<Hands['appendRecord']>[0]

export const commitHands = (
  client: GitHubClient,
  objects: GitHubObjects,
): Pick<Hands, 'createBranch' | 'commitFiles' | 'appendRecord'> => ({
  createBranch: (name, sha) => createBranch(client, objects, name, sha),
  commitFiles: commit => makeCommit(client, commit),
  appendRecord: commit => append(client, objects, commit),
})

/** The last file by name below `record/`, as the branch stands. */
export async function recordTip(client: GitHubClient, objects: GitHubObjects): Promise<RecordTip | undefined> {
  const tip = await objects.tip(recordBranch(client))
  if (tip === undefined) return undefined
  const folder = (await objects.tree(tip)).find(e => e.path === 'record' && e.type === 'tree')
  const files = folder ? (await objects.tree(folder.sha, 'deep')).filter(e => e.type === 'blob') : []
  const last = files.reduce<(typeof files)[number] | undefined>((a, b) => (a && a.path > b.path ? a : b), undefined)
  if (!last) throw outside('denied', says.githubCommits.noRecord(recordBranch(client)))
  const path = `record/${last.path}`
  return { commit: tip, path, text: await objects.text(last.sha, path) }
}

export function recordBranch(client: GitHubClient): string {
  return client.settings.recordBranch ?? 'kedge/record'
}

/** The branch is where it should be, or it is an error: a branch of this name somewhere else is somebody's work. */
async function createBranch(client: GitHubClient, objects: GitHubObjects, name: string, sha: string): Promise<void> {
  try {
    await client.call('git.createRef', { ref: `refs/heads/${name}`, sha })
  } catch (error) {
    const exists = error instanceof OutsideError && error.is === 'moved' && (await objects.tip(name)) === sha
    if (!exists) throw error
  }
}

/** A fast-forward from `parent` itself: a record that somebody set back must be noticed, not pushed forward again. */
async function append(client: GitHubClient, objects: GitHubObjects, commit: Commit): Promise<{ sha: string }> {
  const branch = recordBranch(client)
  const tip = await objects.tip(branch)
  if (tip !== commit.parent) throw outside('moved', says.githubCommits.moved({ branch, is: tip, was: commit.parent }))
  const { sha } = await makeCommit(client, commit)
  if (tip === undefined) await client.call('git.createRef', { ref: `refs/heads/${branch}`, sha })
  else await client.call('git.updateRef', { ref: `heads/${branch}`, sha, force: false })
  return { sha }
}

async function makeCommit(client: GitHubClient, { parent, files, message }: Commit): Promise<{ sha: string }> {
  const base = parent === undefined ? {} : { base_tree: await treeName(client, parent) }
  const tree = Object.entries(files).map(([path, content]) => ({
    path,
    mode: '100644' as const,
    type: 'blob' as const,
    content,
  }))
  const { data: made } = await client.call('git.createTree', { tree, ...base })
  const parents = parent === undefined ? [] : [parent]
  const { data } = await client.call('git.createCommit', { message, tree: made.sha, parents })
  return { sha: data.sha }
}

async function treeName(client: GitHubClient, commit: string): Promise<string> {
  const { data } = await client.call('git.getCommit', { commit_sha: commit })
  return data.tree.sha
}
