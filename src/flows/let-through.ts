import type { Repository } from '../core/repository.ts'
import { isInFolders } from '../repository/after-merge.ts'
import type { Store } from './store.ts'
import type { Contents, Onlooker, Pull } from './world.ts'

type Files = Repository['files']
/** A head, and all that its moving nothing hung on. */
interface Passed {
  readonly head: string
  /** What the main branch said at each path of the two folders that it touches: `''` where nothing was. */
  readonly said: readonly (readonly [path: string, blob: string])[]
  readonly commits: readonly string[]
  /** It changes files beside the two folders, and git carries that to where the main branch has moved them since. */
  readonly beside: boolean
  /** The main branch, as it was when this was last known to be true. */
  readonly main: string
  readonly files: Files
}

/**
 * Pull requests that were let through, so that the loop does not look at them every minute. What one moves hangs on the main
 * branch as well: it says what the main branch says until that says something else; it touches nothing until the main
 * branch has the first half of what it puts back; and what it changes beside the folders stays there until that is moved.
 */
const passed = new WeakMap<Store, Map<number, Passed>>()

export function letThrough(store: Store, { number, head }: Pull, contents: Contents, on: Repository): void {
  const touched = contents.files.map(({ path }) => path).filter(isInFolders)
  const said = touched.map(path => [path, blobAt(on.files, path)] as const)
  const beside = contents.files.some(({ path, was }) => was !== undefined && !isInFolders(path))
  keep(store, number, { head, said, commits: contents.commits, beside, main: on.commit, files: on.files })
}

export function wasLetThrough(store: Store, pull: Pull): boolean {
  return passedOf(store, pull) !== undefined
}

/**
 * Those whose check lets them through although nobody knows any more whether it should. However many are open, a main branch
 * that has moved costs one call.
 */
export async function staleOf({ store, see, policy }: Onlooker, pulls: readonly Pull[]): Promise<readonly Pull[]> {
  const known = pulls.flatMap(pull => {
    const it = passedOf(store, pull)
    return it ? [{ pull, it }] : []
  })
  if (known.length === 0) return []
  const { commit, files } = await policy()
  const tips = [...new Set(known.map(({ it }) => it.main))].filter(main => main !== commit)
  const came = new Map(await Promise.all(tips.map(async tip => [tip, await see.newCommits(tip, commit)] as const)))
  const before = [...new Set(known.map(({ it }) => it.files))]
  const grown = new Set(before.filter(old => Object.keys(files).some(path => !Object.hasOwn(old, path))))
  const isStale = ({ said, commits, beside, main, files: old }: Passed) =>
    said.some(([path, blob]) => blobAt(files, path) !== blob) ||
    (beside && grown.has(old)) ||
    (main !== commit && commits.some(sha => came.get(main)?.has(sha) ?? true))
  const stale = known.filter(({ it }) => isStale(it))
  for (const one of known) if (!stale.includes(one)) keep(store, one.pull.number, { ...one.it, main: commit, files })
  return stale.map(({ pull }) => pull)
}

function keep(store: Store, number: number, it: Passed): void {
  const known = passed.get(store) ?? new Map<number, Passed>()
  passed.set(store, known.set(number, it))
}

function passedOf(store: Store, { number, head }: Pull): Passed | undefined {
  const it = passed.get(store)?.get(number)
  return it?.head === head ? it : undefined
}

const blobAt = (files: Files, path: string) => (Object.hasOwn(files, path) ? files[path]?.blob : undefined) ?? ''
