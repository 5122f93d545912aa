import { createCipheriv, createHash } from 'node:crypto'

/** Chance that is the same in each run: standard normal values (Box & Muller 1958) from the key stream of a cipher. */
export function normals(seed: string): (count: number) => Float64Array {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16)
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  return count => {
    const bytes = cipher.update(Buffer.alloc(8 * count))
    const uniform = (i: number) => (bytes.readUInt32LE(4 * i) + 0.5) / 2 ** 32
    return Float64Array.from(
      { length: count },
      (_, i) => Math.sqrt(-2 * Math.log(uniform(2 * i))) * Math.cos(2 * Math.PI * uniform(2 * i + 1)),
    )
  }
}

/** The same as a first-order process: each value hands on a share of itself, and the variance stays 1. */
export function correlated(seed: string, handsOn: number): (count: number) => Float64Array {
  const draw = normals(seed)
  return count => {
    let last: number | undefined
    return draw(count).map(chance => {
      last = last === undefined ? chance : handsOn * last + Math.sqrt(1 - handsOn ** 2) * chance
      return last
    })
  }
}
