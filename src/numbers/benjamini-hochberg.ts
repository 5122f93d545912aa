/**
 * Each p-value as it would have to be alone (Benjamini and Hochberg 1995): calling all below α findings, at most the share α
 * of them is expected to be chance. In the order they came.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[b] as number) - (pValues[a] as number))
  const adjusted = new Array<number>(pValues.length)
  let least = 1
  for (const [i, at] of order.entries()) {
    const rank = pValues.length - i
    least = Math.min(least, (pValues[at] as number) * (pValues.length / rank))
    adjusted[at] = least
  }
  return adjusted
}
