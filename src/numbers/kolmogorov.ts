import { neverNought } from './tails.ts'

/**
 * P(D ≥ d) for two samples of `n` and `m` values from one continuous distribution. Each order of the values is a path over a
 * lattice, and all are as likely: counted are those that ever leave the band |i/n − j/m| < d, as a share, so that no
 * subtraction loses the tail. Only the band is walked. With ties the true value is smaller.
 */
export function kolmogorovExact(d: number, n: number, m: number): number {
  const far = Math.round(d * n * m)
  if (far <= 0) return 1
  const left = new Float64Array(m + 1).fill(1)
  for (let i = 0; i <= n; i++) {
    const low = Math.max(0, Math.floor((i * m - far) / n) + 1)
    const high = Math.min(m, Math.ceil((i * m + far) / n) - 1)
    // Right below the band a path has left it; right above, nothing was written yet.
    if (low > 0) left[low - 1] = 1
    for (let j = low; j <= high; j++)
      left[j] =
        i + j === 0 ? 0 : ((i > 0 ? i * (left[j] as number) : 0) + (j > 0 ? j * (left[j - 1] as number) : 0)) / (i + j)
  }
  return neverNought(left[m] as number)
}

/** The same in the limit of many values (Kolmogorov 1933, Smirnov 1948); within 5 % near p = 0.05. */
export function kolmogorovLimit(d: number, n: number, m: number): number {
  const x = d * Math.sqrt((n * m) / (n + m))
  return x < 1.18 ? 1 - below(x) : neverNought(beyond(x))
}

/** 2 Σ (−1)^(k−1) e^(−2k²x²): quick for a large x. */
function beyond(x: number): number {
  let sum = 0
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x)
  return Math.min(1, Math.max(0, sum))
}

/** √(2π)/x Σ e^(−(2k−1)²π²/8x²): quick for a small x. */
function below(x: number): number {
  if (x <= 0) return 0
  let sum = 0
  for (let k = 1; k <= 20; k++) sum += Math.exp((-((2 * k - 1) ** 2) * Math.PI ** 2) / (8 * x * x))
  return (Math.sqrt(2 * Math.PI) / x) * sum
}
