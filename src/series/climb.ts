/**
 * Page’s sum (1954): what was added so far, never below zero, S = max(0, S + step). It is held at `most`, so that it
 * comes down again in a foreseeable time after a long or a wild episode.
 */
export function climb(most: number): (step: number) => number {
  let sum = 0
  return step => {
    sum = Math.min(most, Math.max(0, sum + step))
    return sum
  }
}
