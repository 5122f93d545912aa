import { diff3Merge } from 'node-diff3'

/**
 * The text that comes of a merge of two that left the same base, as git would make it; undefined where both changed the
 * same lines, so that nobody can say.
 */
export function mergedText(ours: string, base: string, theirs: string): string | undefined {
  const [a = [], o = [], b = []] = [ours, base, theirs].map(text => text.split('\n'))
  const regions: readonly { readonly ok?: readonly string[] }[] = diff3Merge(a, o, b, { excludeFalseConflicts: true })
  const lines = regions.flatMap(({ ok }) => (ok === undefined ? [] : [ok]))
  return lines.length < regions.length ? undefined : lines.flat().join('\n')
}
