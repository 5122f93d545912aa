import { createHash, timingSafeEqual } from 'node:crypto'

/** Compared in constant time, also where their lengths differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map(text => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
