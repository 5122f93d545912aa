import { logGamma, neverNought } from './tails.ts'

/** A share of each of two samples: so many marked, of so many. */
export interface TwoShares {
  readonly marked: readonly [number, number]
  readonly of: readonly [number, number]
}

/**
 * Fisher’s exact test (1935): how likely chance alone puts so many or more of all that are marked into the second sample, or
 * so few or fewer; twice the smaller side, at most 1.
 */
export function fisherExact({ marked: [a, b], of: [n, m] }: TwoShares): number {
  const marked = a + b
  const up = b * (n + m) >= marked * m
  const [least, most] = [Math.max(0, marked - n), Math.min(marked, m)]
  let term = Math.exp(logChoose(n, a) + logChoose(m, b) - logChoose(n + m, marked))
  let tail = term
  for (let at = b; up ? at < most : at > least; at += up ? 1 : -1) {
    term *= up
      ? ((marked - at) * (m - at)) / ((at + 1) * (n - marked + at + 1))
      : (at * (n - marked + at)) / ((marked - at + 1) * (m - at + 1))
    tail += term
    if (term < tail * 1e-17) break
  }
  return neverNought(Math.min(1, 2 * tail))
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
