import { distance } from 'fastest-levenshtein'

/** The one candidate a slip of the fingers away (swapped letters are one slip), nearer than any other; case does not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // Nobody means a known word by a hundred letters, and distances grow with the square.
  if (word.length > 100) return undefined
  const bound = Math.max(1, Math.floor(word.length / 3))
  const [best, second] = candidates
    .map(known => ({ known, slips: slips(word.toLowerCase(), known.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)
  return best === undefined || best.slips > bound || best.slips === second?.slips ? undefined : best.known
}

/** The same of a few that people know, such as commands: also the only one that begins with what they typed. */
export function nearestOrBegun(word: string, candidates: readonly string[]): string | undefined {
  const begun = candidates.filter(known => word.length > 1 && known.startsWith(word.toLowerCase()))
  return nearest(word, candidates) ?? (begun.length === 1 ? begun[0] : undefined)
}

/** The candidates, what was most likely meant first; those equally near keep their order. */
export function nearestFirst(word: string, candidates: readonly string[]): readonly string[] {
  if (word.length > 100) return candidates
  const far = new Map(candidates.map(known => [known, slips(word.toLowerCase(), known.toLowerCase())]))
  return candidates.toSorted((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0))
}

function slips(a: string, b: string): number {
  const letters = (word: string) => [...word].sort().join('')
  const far = distance(a, b)
  return far === 2 && letters(a) === letters(b) ? 1 : far
}
