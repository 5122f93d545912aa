import type { Repository } from '../core/repository.ts'
import type { Store } from './store.ts'
import type { Contents, Pull } from './world.ts'

type Files = Repository['files']
/** A head, and what the main branch said at each path of the two folders it touches: `''` where nothing was. */
interface Passed {
  readonly head: string
  readonly said: readonly (readonly [path: string, blob: string])[]
}

/**
 * Pull requests that were let through, so that the loop does not look at them every minute. What one moves hangs on the main
 * branch as well: one that says what the main branch says moves nothing, until that says something else.
 */
const passed = new WeakMap<Store, Map<number, Passed>>()

export function letThrough(store: Store, { number, head }: Pull, contents: Contents, { files }: Repository): void {
  const touched = contents.files.map(({ path }) => path).filter(path => /^(?:models|policies)\//.test(path))
  const said = touched.map(path => [path, blobAt(files, path)] as const)
  const known = passed.get(store) ?? new Map<number, Passed>()
  passed.set(store, known.set(number, { head, said }))
}

/** Those that have a check that lets them through, although nobody knows any more whether it is true. */
export function staleOf(store: Store, pulls: readonly Pull[], { files }: Repository): readonly Pull[] {
  return pulls.filter(pull => {
    const it = passedOf(store, pull)
    return it?.said.some(([path, blob]) => blobAt(files, path) !== blob)
  })
}

export function wasLetThrough(store: Store, pull: Pull): boolean {
  return passedOf(store, pull) !== undefined
}

function passedOf(store: Store, { number, head }: Pull): Passed | undefined {
  const it = passed.get(store)?.get(number)
  return it?.head === head ? it : undefined
}

const blobAt = (files: Files, path: string) => (Object.hasOwn(files, path) ? files[path]?.blob : undefined) ?? ''
