/** What changed, in words people know from git: the patches GitHub shows, under headers that say all of it. */
import { says } from '../words/says.ts'
import type { TreeEntry } from './github-objects.ts'

export interface Difference {
  readonly path: string
  readonly was?: TreeEntry
  readonly is?: TreeEntry
}

/** A file as GitHub compares it: no patch where it is binary or too large, and another name before where it moved. */
interface Compared {
  readonly filename: string
  readonly previous_filename?: string | undefined
  readonly patch?: string | undefined
}

/**
 * One section a path. Each names both blobs in full, so that two diffs are equal only where the files are, also where
 * there is no patch to show.
 */
export function unified(differences: readonly Difference[], compared: readonly Compared[]): string {
  const there = new Map(differences.map(d => [d.path, d]))
  const seen = new Map(compared.map(c => [c.filename, c]))
  const movedTo = new Map(compared.map(c => [c.previous_filename, c.filename]))
  return differences
    .map(difference => {
      const { path, is } = difference
      const to = is ? undefined : movedTo.get(path)
      if (to !== undefined) return section(difference, [says.githubDiff.moved(quoted(to))])
      const { patch, previous_filename: from } = seen.get(path) ?? {}
      const origin = from === undefined ? undefined : there.get(from)?.was
      if (origin) return section({ path, was: origin, ...(is && { is }) }, body(patch, origin.path, path))
      return section(difference, body(patch, difference.was?.path, is?.path))
    })
    .join('')
}

function section({ path, was, is }: Difference, lines: readonly string[]): string {
  const none = '0'.repeat(40)
  const from = was?.path ?? path
  const head = [
    `diff --git ${quoted(`a/${from}`)} ${quoted(`b/${path}`)}`,
    ...(was ? [] : [`new file mode ${is?.mode}`]),
    ...(is ? [] : [`deleted file mode ${was?.mode}`]),
    ...(was && is && was.mode !== is.mode ? [`old mode ${was.mode}`, `new mode ${is.mode}`] : []),
    ...(from === path ? [] : [`rename from ${quoted(from)}`, `rename to ${quoted(path)}`]),
    `index ${was?.sha ?? none}..${is?.sha ?? none}`,
  ]
  return `${[...head, ...lines].join('\n')}\n`
}

function body(patch: string | undefined, was: string | undefined, is: string | undefined): string[] {
  if (patch === undefined) return was !== undefined && is !== undefined && was !== is ? [] : [says.githubDiff.notShown]
  const side = (letter: string, path: string | undefined) =>
    path === undefined ? '/dev/null' : quoted(`${letter}/${path}`)
  return [`--- ${side('a', was)}`, `+++ ${side('b', is)}`, patch]
}

/** A name may hold a line break, and so look like lines of a diff. */
function quoted(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones to look for.
  return /["\\\u0000-\u001f\u007f]/.test(path) ? JSON.stringify(path) : path
}
