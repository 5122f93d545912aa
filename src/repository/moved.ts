import type { Repository } from '../core/repository.ts'

/** The models whose own files differ between two repositories; `all` where anything differs that may be about all of them. */
export function moved(before: Repository, now: Repository): readonly string[] | 'all' {
  if (before === now) return []
  // Two of one commit that are not the same were not read from files.
  if (before.commit === now.commit) return 'all'
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])]
  const differ = paths.filter(path => before.files[path]?.blob !== now.files[path]?.blob)
  return differ.every(path => isOfModel(path, before) && isOfModel(path, now)) ? differ.map(idIn) : 'all'
}

/** A model has its id from the name of its file; where there is none, it says nothing. */
function isOfModel(path: string, { files, models, paths }: Repository): boolean {
  const id = idIn(path)
  return files[path] === undefined || (Object.hasOwn(models, id) && paths[`model/${id}`] === path)
}

const idIn = (path: string) => /([^/]+)\.ya?ml$/.exec(path)?.[1] ?? ''
