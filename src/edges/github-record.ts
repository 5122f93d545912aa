/** The whole record as it lies on GitHub, to make a database from that was lost. */

import type { GitHubClient } from './github-client.ts'
import { recordBranch } from './github-commits.ts'
import type { GitHubObjects } from './github-objects.ts'

/** Every file of the record branch by path, or undefined before its first line. */
export async function recordFiles(
  client: GitHubClient,
  objects: GitHubObjects,
): Promise<Readonly<Record<string, string>> | undefined> {
  const tip = await objects.tip(recordBranch(client))
  if (tip === undefined) return undefined
  const files = (await objects.tree(tip, 'deep')).filter(e => e.type === 'blob' && e.path.startsWith('record/'))
  // The client itself keeps to a few calls at a time.
  const texts = await Promise.all(files.map(async e => [e.path, await objects.text(e.sha, e.path)] as const))
  return Object.fromEntries(texts)
}
