/** What a pull request contains: its head compared with the merge base, whole or not at all. */
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import type { Contents, Pull } from '../flows/world.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'
import { type Difference, unified } from './github-diff.ts'
import type { HandsIn } from './github-hands.ts'
import type { MergedOnto } from './github-merged-onto.ts'
import type { GitHubObjects, TreeEntry } from './github-objects.ts'
import { inParallel, isOurs, refused } from './github-repository.ts'

const filesMost = 3000
const commitsMost = 250

type File = Contents['files'][number]

/**
 * Which files, and what they were and are, is read from git's own trees, so a rename is two paths and no list is cut
 * short; GitHub's comparison gives the merge base, the commits and the patches. Outside `models/` and `policies/`
 * only the blob is named: `text` is empty there. One that is merged is compared with what it was
 * merged onto.
 */
export async function contentsOf(
  client: GitHubClient,
  objects: GitHubObjects,
  { handsIn, onto }: { readonly handsIn: HandsIn; readonly onto: MergedOnto },
  pull: Pull,
): Promise<Contents> {
  const base =
    pull.mergeCommit === undefined ? pull.base : ((await onto(pull)) ?? (await parentOf(client, pull.mergeCommit)))
  const { data } = await client.call('repos.compareCommitsWithBasehead', { basehead: `${base}...${pull.head}` })
  if (data.total_commits > commitsMost || data.commits.length < data.total_commits)
    throw tooLarge(
      says.githubContents.tooManyCommits({ pull: pull.number, has: data.total_commits, most: commitsMost }),
    )
  const mergeBase = data.merge_base_commit.sha
  await oneBase(client, pull, mergeBase, data.commits)
  const authors = await handsIn(pull, data.commits)
  const differences = await differencesOf(objects, pull, mergeBase)
  const problems = differences.map(refusedHere).filter(p => p !== undefined)
  if (problems.length > 0) throw new ProblemError(problems)
  const files = await inParallel(differences, difference => fileOf(objects, difference, data.base_commit.sha))
  const commits = data.commits.map(({ sha }) => sha)
  return { mergeBase, files, authors, commits, diff: unified(differences, data.files ?? []) }
}

/**
 * Where branches were merged crosswise, head and base have several newest ancestors in common, and git merges onto something
 * made of all of them: then no comparison with one of them says what a merge would do.
 */
async function oneBase(
  client: GitHubClient,
  pull: Pull,
  mergeBase: string,
  commits: readonly { readonly sha: string; readonly parents?: readonly { readonly sha: string }[] }[],
): Promise<void> {
  const own = new Set(commits.map(({ sha }) => sha))
  const reached = new Set(commits.flatMap(({ parents = [] }) => parents.map(({ sha }) => sha)))
  const others = [...reached].filter(sha => !own.has(sha) && sha !== mergeBase)
  for (const sha of others) {
    const { data } = await client.call('repos.compareCommitsWithBasehead', { basehead: `${sha}...${mergeBase}` })
    if (data.behind_by > 0) throw new ProblemError([problem('crossed', ...says.githubContents.crossed(pull.number))])
  }
}

/** Where nobody can say what it was merged onto, what its last commit brought. */
async function parentOf(client: GitHubClient, commit: string): Promise<string> {
  const { data } = await client.call('git.getCommit', { commit_sha: commit })
  return data.parents[0]?.sha ?? commit
}

async function differencesOf(objects: GitHubObjects, pull: Pull, mergeBase: string): Promise<readonly Difference[]> {
  const found: Difference[] = []
  const walk = async (under: string, was?: string, is?: string): Promise<void> => {
    const [before, after] = await Promise.all([was, is].map(async sha => byPath(sha ? await objects.tree(sha) : [])))
    for (const name of [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort()) {
      const [x, y] = [before?.get(name), after?.get(name)]
      if (x?.sha === y?.sha && x?.mode === y?.mode) continue
      const path = under + name
      const [wasFile, isFile] = [x, y].map(e => (e && e.type !== 'tree' ? { ...e, path } : undefined))
      if (wasFile || isFile) found.push({ path, ...(wasFile && { was: wasFile }), ...(isFile && { is: isFile }) })
      if (found.length > filesMost) throw tooLarge(says.githubContents.tooManyFiles(pull.number, filesMost))
      const [wasTree, isTree] = [x, y].map(e => (e?.type === 'tree' ? e.sha : undefined))
      if (wasTree || isTree) await walk(`${path}/`, wasTree, isTree)
    }
  }
  await walk('', mergeBase, pull.head)
  return found
}

function byPath(entries: readonly TreeEntry[]): ReadonlyMap<string, TreeEntry> {
  return new Map(entries.map(entry => [entry.path, entry]))
}

function refusedHere({ path, is }: Difference): Problem | undefined {
  return is && (isOurs(path) || isOurs(`${path}/`)) ? refused(is) : undefined
}

async function fileOf(objects: GitHubObjects, { path, was, is }: Difference, main: string): Promise<File> {
  const side = async (entry: TreeEntry) => ({ blob: entry.sha, text: await textOf(objects, entry) })
  const onMain = isOurs(path) ? undefined : await blobAt(objects, main, path)
  return {
    path,
    ...(was && { was: await side(was) }),
    ...(is && { is: await side(is) }),
    ...(onMain !== undefined && { onMain }),
  }
}

async function blobAt(objects: GitHubObjects, commit: string, path: string): Promise<string> {
  let at: Pick<TreeEntry, 'type' | 'sha'> = { type: 'tree', sha: commit }
  for (const name of path.split('/')) {
    const entry = at.type === 'tree' ? (await objects.tree(at.sha)).find(it => it.path === name) : undefined
    if (entry === undefined) return ''
    at = entry
  }
  return at.sha
}

/** What lay at the base may be something we refuse today; the change away from it is still welcome. */
async function textOf(objects: GitHubObjects, entry: TreeEntry): Promise<string> {
  return isOurs(entry.path) && !refused(entry) ? objects.text(entry.sha, entry.path) : ''
}

function tooLarge(told: WrongAndFix): ProblemError {
  return new ProblemError([problem('pull-too-large', ...told)])
}
