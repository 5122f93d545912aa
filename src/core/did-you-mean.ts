import { distance } from 'fastest-levenshtein'

/** The one candidate a slip of the fingers away (swapped letters are one slip), nearer than any other; case does not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return nearestCalled(
    word,
    candidates.map(id => ({ id, called: [id] })),
  )?.id
}

/** What is called by each of these words. */
export interface Called {
  readonly id: string
  readonly called: readonly string[]
}

/** The same of what is called in several ways, with how far away it is. */
export function nearestCalled(word: string, all: readonly Called[]) {
  // Nobody means a known word by a hundred letters, and distances grow with the square.
  if (word.length > 100) return undefined
  const bound = Math.max(1, Math.floor(word.length / 3))
  const [best, second] = all
    .map(({ id, called }) => ({ id, far: Math.min(...called.map(it => slips(word.toLowerCase(), it.toLowerCase()))) }))
    .sort((a, b) => a.far - b.far)
  return best === undefined || best.far > bound || best.far === second?.far ? undefined : best
}

/** The beginning of a line that is nearest to what one of them is called; of equally near ones the longest. */
export function nearestBeginning(beginnings: readonly string[], all: readonly Called[]): string | undefined {
  const near = beginnings.flatMap(text => {
    const it = nearestCalled(text, all)
    return it === undefined ? [] : { text, far: it.far }
  })
  return near.sort((a, b) => a.far - b.far || b.text.length - a.text.length)[0]?.text
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
