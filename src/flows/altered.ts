import { afterMerge, isGuard, isInFolders } from '../repository/after-merge.ts'
import type { Contents, Guarded } from './world.ts'

/** Rules where they are among it; what guards rules and models is as good as one. */
export type Alters = 'rules' | 'models'

/**
 * What a merge commit holds beside what its pull request makes of main: whoever pushes one may write into it what they like.
 * Undefined where it is nothing.
 */
export function altered(contents: Contents, before: Guarded, after: Guarded): Alters | undefined {
  const [made, is] = [blobsOf({ ...before, ...madeBy(contents, before) }), blobsOf(after)]
  const paths = [...new Set([...made.keys(), ...is.keys()])].filter(path => made.get(path) !== is.get(path))
  if (paths.length === 0) return undefined
  return paths.every(path => path.startsWith('models/')) ? 'models' : 'rules'
}

/** What a merge makes of it where it does nothing else. */
function madeBy(contents: Contents, before: Guarded): Pick<Guarded, 'files' | 'guards'> {
  const own = contents.files.filter(({ path }) => isGuard(path))
  const kept = Object.entries(before.guards).filter(([path]) => !own.some(file => file.path === path))
  const guards = [...kept, ...own.flatMap(({ path, is }) => (is ? [[path, is.blob] as const] : []))]
  return { files: afterMerge(before, contents.files, '').files, guards: Object.fromEntries(guards) }
}

function blobsOf({ files, guards }: Guarded): ReadonlyMap<string, string> {
  const inFolders = Object.entries(files).flatMap(([path, { blob }]) =>
    isInFolders(path) ? [[path, blob] as const] : [],
  )
  return new Map([...inFolders, ...Object.entries(guards)])
}
