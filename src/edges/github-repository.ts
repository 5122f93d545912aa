/** The policy repository, read so that ten thousand models do not cost ten thousand requests. */
import { type Problem, ProblemError } from '../core/problem.ts'
import type { Guarded, Snapshot } from '../flows/world.ts'
import { isGuard } from '../repository/after-merge.ts'
import { pathProblem } from '../repository/path-problem.ts'
import { says } from '../words/says.ts'
import { mainName, noBranch } from './github-branches.ts'
import type { GitHubClient } from './github-client.ts'
import type { GitHubObjects, TreeEntry } from './github-objects.ts'
import { tarballTexts } from './github-tarball.ts'

const folders = ['models', 'policies']
const fileBytesMax = 1024 * 1024
const bytesMax = 2 * 1024 ** 3
/** More unknown files than this are cheaper in one tarball. */
const singlyMost = 50
const atOnce = 8

/**
 * The first time: the tip, one tarball, the trees. Afterwards: the tip, and only where it moved the trees that
 * changed and the files nobody has seen. The tree alone says what is there; the tarball only saves requests.
 */
export function readRepository(client: GitHubClient, objects: GitHubObjects): () => Promise<Snapshot> {
  let last: Snapshot | undefined
  let queue: Promise<unknown> = Promise.resolve()
  const read = async () => {
    const commit = await objects.tip(mainName(client))
    if (commit === undefined) throw noBranch(client)
    if (last?.commit !== commit) {
      last = await snapshotAt(client, objects, commit, last)
      objects.hold(new Map(Object.values(last.files).map(({ blob, text }) => [blob, text])))
    }
    return last
  }
  // One after the other: each looks at the tip itself, and finds what the one before it fetched.
  return () => {
    const mine = queue.then(read)
    queue = mine.catch(() => undefined)
    return mine
  }
}

/** The policy repository as it was at a commit that lies behind, and what guards it: most of it is known. */
export async function readRepositoryAt(client: GitHubClient, objects: GitHubObjects, commit: string): Promise<Guarded> {
  const [snapshot, guards] = await Promise.all([
    snapshotAt(client, objects, commit, { commit: '', files: {} }),
    guardsAt(objects, commit),
  ])
  return { ...snapshot, guards }
}

/** Where guards stand below the top, and how deep. */
const BELOW = new Map<string, 'deep' | undefined>([
  ['.github', 'deep'],
  ['docs', undefined],
])

async function guardsAt(objects: GitHubObjects, commit: string): Promise<Guarded['guards']> {
  const found = (await objects.tree(commit)).map(async entry => {
    if (entry.type !== 'tree' || !BELOW.has(entry.path)) return [entry]
    const entries = await objects.tree(entry.sha, BELOW.get(entry.path))
    return entries.map(it => ({ ...it, path: `${entry.path}/${it.path}` }))
  })
  const blobs = (await Promise.all(found)).flat().filter(({ type, path }) => type !== 'tree' && isGuard(path))
  return Object.fromEntries(blobs.map(({ path, sha }) => [path, sha]))
}

/** Whether a path belongs to the policy repository. */
export function isOurs(path: string): boolean {
  return folders.some(folder => path.startsWith(`${folder}/`))
}

/** What no file of the policy repository may be. */
export function refused({ path, mode, size = 0 }: TreeEntry): Problem | undefined {
  if (mode === '120000') return pathProblem('symlink', path, says.githubRepository.symlink)
  if (mode === '160000') return pathProblem('submodule', path, says.githubRepository.submodule)
  if (size <= fileBytesMax) return undefined
  return pathProblem('file-too-large', path, shown => says.githubRepository.tooLarge(shown, size, fileBytesMax))
}

async function snapshotAt(
  client: GitHubClient,
  objects: GitHubObjects,
  commit: string,
  last: Snapshot | undefined,
): Promise<Snapshot> {
  const entries = await ourEntries(objects, commit)
  const problems = entries.map(refused).filter(p => p !== undefined)
  if (problems.length > 0) throw new ProblemError(problems)
  const unknown = entries.filter(entry => !objects.knows(entry.sha))
  if (unknown.length > 0 && (last === undefined || unknown.length > singlyMost))
    await learnTarball(client, objects, commit)
  const files = await inParallel(entries, async ({ path, sha }) => {
    const known = last?.files[path]
    // The same object, so that what was read of it is known as well.
    return [path, known?.blob === sha ? known : { text: await objects.text(sha, path), blob: sha }] as const
  })
  return { commit, files: Object.fromEntries(files) }
}

async function ourEntries(objects: GitHubObjects, commit: string): Promise<readonly TreeEntry[]> {
  const root = (await objects.tree(commit)).filter(entry => folders.includes(entry.path))
  const below = root.map(async entry => {
    if (entry.type !== 'tree') return refused(entry) ? [entry] : []
    const entries = await objects.tree(entry.sha, 'deep')
    return entries.filter(e => e.type !== 'tree').map(e => ({ ...e, path: `${entry.path}/${e.path}` }))
  })
  return (await Promise.all(below)).flat()
}

async function learnTarball(client: GitHubClient, objects: GitHubObjects, commit: string): Promise<void> {
  const { data } = await client.call('repos.downloadTarballArchive', { ref: commit })
  objects.learn(await tarballTexts(new Uint8Array(data as ArrayBuffer), isOurs, { fileBytesMax, bytesMax }))
}

/** In the order given, a few at a time. */
export async function inParallel<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let i = 0; i < items.length; i += atOnce) done.push(...(await Promise.all(items.slice(i, i + atOnce).map(each))))
  return done
}
