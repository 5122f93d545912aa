/** Upper tails of distributions, true far out: a p-value of 1e-19 is neither 0 nor 0.002. */

/** Lanczos’ approximation with g = 7 and nine terms; relative error about 1e-15. For `x` above 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  const series = LANCZOS.reduce((sum, term, i) => sum + (i === 0 ? term : term / (z + i)), 0)
  const t = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series)
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * Q(a, x), the regularised upper incomplete gamma function: by the series of P below a + 1, and by Legendre’s continued
 * fraction (Lentz’s method) above it, where 1 − P would lose the tail.
 */
export function upperGamma(a: number, x: number): number {
  if (!(x > 0)) return x === 0 ? 1 : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return 0
  const factor = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - factor * seriesOfP(a, x) : factor * fractionOfQ(a, x)
}

const STEPS_MOST = 10_000

function seriesOfP(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < STEPS_MOST && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function fractionOfQ(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < STEPS_MOST; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h
}

/** What is less than any number there is reads as the least one, 5e-324: 0 would say that it never happens. */
export function neverNought(p: number): number {
  return p === 0 ? Number.MIN_VALUE : p
}

/** P(χ² ≥ x) with `df` degrees of freedom; 0 where x is infinite, and nowhere else. */
export function chiSquareTail(x: number, df: number): number {
  const p = upperGamma(df / 2, x / 2)
  return x === Number.POSITIVE_INFINITY ? p : neverNought(p)
}

/** P(|Z| ≥ |z|) of a standard normal Z: both sides. */
export function normalTail(z: number): number {
  return chiSquareTail(z * z, 1)
}

/** The x that χ² with `df` degrees of freedom reaches with probability `p`, by bisection. */
export function chiSquareBeyond(p: number, df: number): number {
  let [low, high] = [0, df]
  while (chiSquareTail(high, df) > p) high *= 2
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (chiSquareTail(middle, df) > p) low = middle
    else high = middle
  }
  return high
}
