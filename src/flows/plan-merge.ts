import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { Snapshot } from './world.ts'

/**
 * The files as they would be after a merge: those that the head did not touch since it left the base are the base’s, so
 * that what others merged meanwhile does not look undone. A file that both touched is taken from the head, with a warning.
 */
export function mergedOnto(
  base: Snapshot,
  fork: Snapshot | undefined,
  head: Snapshot,
): { readonly snapshot: Snapshot; readonly problems: readonly Problem[] } {
  if (fork === undefined) return { snapshot: head, problems: [] }
  const paths = [...new Set([base, fork, head].flatMap(({ files }) => Object.keys(files)))].sort()
  const text = ({ files }: Snapshot, path: string) => files[path]?.text
  const ours = (path: string) => text(head, path) !== text(fork, path)
  const files = paths.flatMap(path => {
    const file = (ours(path) ? head : base).files[path]
    return file ? [[path, file] as const] : []
  })
  const both = paths.filter(
    path => ours(path) && text(base, path) !== text(fork, path) && text(base, path) !== text(head, path),
  )
  return { snapshot: { commit: head.commit, files: Object.fromEntries(files) }, problems: both.map(bothChanged) }
}

function bothChanged(path: string): Problem {
  return problem('both-changed', ...says.planMerge.bothChanged, { level: 'warning', file: path })
}
