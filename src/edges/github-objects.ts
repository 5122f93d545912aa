/** Git's objects by their names, which never change: asked for once and kept. */
import { blobId } from '../core/blob-id.ts'
import { outside } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { pathProblem } from '../repository/path-problem.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'
import { recent } from './github-recent.ts'

export interface TreeEntry {
  readonly path: string
  /** `100644`, `100755`, `120000` (symlink), `160000` (submodule), `040000` (folder). */
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly size?: number
}

export interface GitHubObjects {
  /** The commit a branch stands at, or undefined where there is no such branch. */
  tip(branch: string): Promise<string | undefined>
  /** By the name of a tree or a commit. Throws rather than give a part. */
  tree(sha: string, deep?: 'deep'): Promise<readonly TreeEntry[]>
  /** UTF-8 text by blob name. `path` is for the error only. */
  text(blob: string, path: string): Promise<string>
  /** Texts known from elsewhere, and whether one is known. */
  learn(texts: ReadonlyMap<string, string>): void
  knows(blob: string): boolean
  /** Holds exactly these texts, however many they are, until it is told others. */
  hold(texts: ReadonlyMap<string, string>): void
}

const entriesMost = 100_000
const charactersMost = 16 * 1024 * 1024

export function githubObjects(client: GitHubClient): GitHubObjects {
  const trees = recent<readonly TreeEntry[]>(entriesMost, entries => entries.length + 1)
  let held: ReadonlyMap<string, string> = new Map()
  const texts = recent<string>(charactersMost, text => text.length + 100)
  const known = (blob: string) => held.get(blob) ?? texts.get(blob)
  return {
    tip: branch => tipOf(client, branch),
    async tree(sha, deep) {
      const key = `${sha} ${deep}`
      const entries = trees.get(key) ?? (await treeOf(client, sha, deep))
      trees.set(key, entries)
      return entries
    },
    async text(blob, path) {
      const text = known(blob) ?? textOf(await blobOf(client, blob), path)
      if (!held.has(blob)) texts.set(blob, text)
      return text
    },
    knows: blob => known(blob) !== undefined,
    learn: more => {
      held = new Map([...held, ...more])
    },
    hold: these => {
      held = these
    },
  }
}

/** The text of these bytes, or undefined where they are none. A byte order mark stays, so that the text is the blob. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A list of references is empty where there is none; asking for one by name, 404 could also mean no permission. */
async function tipOf(client: GitHubClient, branch: string): Promise<string | undefined> {
  const { data } = await client.call('git.listMatchingRefs', { ref: `heads/${branch}` })
  return data.find(ref => ref.ref === `refs/heads/${branch}`)?.object.sha
}

async function treeOf(client: GitHubClient, sha: string, deep?: 'deep'): Promise<readonly TreeEntry[]> {
  const { data } = await client.call('git.getTree', { tree_sha: sha, ...(deep && { recursive: '1' }) })
  if (data.truncated) throw new ProblemError([problem('tree-truncated', ...says.githubObjects.truncated(sha))])
  return data.tree
}

async function blobOf(client: GitHubClient, blob: string): Promise<Uint8Array> {
  const { data } = await client.call('git.getBlob', { file_sha: blob })
  const bytes = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8')
  if (blobId(bytes) === blob) return bytes
  throw outside('unavailable', says.githubObjects.otherBytes(blob))
}

function textOf(bytes: Uint8Array, path: string): string {
  const text = utf8(bytes)
  if (text !== undefined) return text
  throw new ProblemError([pathProblem('not-text', path, says.githubObjects.noText)])
}
