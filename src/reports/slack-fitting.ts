import type { Block } from '../words/document.ts'
import type { SlackJson } from './slack-inputs.ts'

/** Slack refuses a message whose blocks hold more than some 12,000 letters together, and says so nowhere in its reference. */
export const MOST_LETTERS = 10_000

/** What is in a message, by how soon it may be left out. */
type Rank = Block['is'] | 'acted'

/** What may be left out of what is too long, the first before the others: what people act by stays. */
const SPARED: readonly (readonly Rank[])[] = [
  ['code', 'table'],
  ['list', 'quote'],
  ['facts', 'note'],
  ['acted'],
  ['text'],
]

/** A block of ours as Slack takes it. */
export interface Part {
  readonly block: Block
  readonly json: SlackJson
}

const rankOf = (block: Block): Rank => ('acted' in block && block.acted ? 'acted' : block.is)

/** Whether nothing else is there any more by the time this is left out. */
export function isKept(block: Block): boolean {
  return !SPARED.slice(0, -2).flat().includes(rankOf(block))
}

/** Whole parts are left out, from the end, until all fits; `left` says so where the first of them stood. */
export function fitting(parts: readonly Part[], left: (n: number) => SlackJson): readonly SlackJson[] {
  let over = lettersIn(parts.map(({ json }) => json)) - MOST_LETTERS
  const out = new Set<Part>()
  for (const ranks of SPARED) {
    for (const part of parts.toReversed()) {
      if (over <= 0) break
      if (!ranks.includes(rankOf(part.block))) continue
      out.add(part)
      over -= lettersIn(part.json)
    }
  }
  const first = parts.findIndex(part => out.has(part))
  return parts.flatMap((part, at) => (at === first ? [left(out.size)] : out.has(part) ? [] : [part.json]))
}

/** Of all its texts, as Slack counts them. */
export function lettersIn(json: unknown): number {
  if (Array.isArray(json)) return json.reduce((sum: number, one) => sum + lettersIn(one), 0)
  if (typeof json !== 'object' || json === null) return 0
  return Object.entries(json).reduce(
    (sum, [key, value]) => sum + (typeof value === 'string' ? (key === 'text' ? value.length : 0) : lettersIn(value)),
    0,
  )
}
