import type { Fact } from '../core/fact.ts'
import { says } from '../words/says.ts'

/** A value as a rule came across it. */
export interface Seen {
  /** The fact's path, or the sum it was computed by; left out for a constant. */
  readonly name?: string
  /** Undefined: missing, and said so already where there is no name. */
  readonly value: Fact | undefined
  /** Whether a fact had a part in it. */
  readonly fact: boolean
}

/** `kpis.mae.value 21.7 is not <= 18.5`: a comparison and how it came out. */
export function comparison(operator: string, parts: readonly Seen[], holds: boolean): string {
  return says.ruleTrace.compared({ operator, parts: distinct(parts), holds })
}

/** `kpis.mae.value 21.7`, or a constant by itself. */
export function put(seen: Seen, full = false): string {
  const text = textOf(seen.value, full)
  if (seen.name === undefined) return text
  return seen.name.startsWith('(') ? `${seen.name} = ${text}` : `${seen.name} ${text}`
}

/** Six digits are enough, unless they make different numbers look alike: 18.50000001 is not <= 18.5. */
function distinct(parts: readonly Seen[]): string[] {
  const texts = new Set(parts.map(part => textOf(part.value, false)))
  const values = new Set(parts.map(part => part.value))
  return parts.map(part => put(part, texts.size < values.size))
}

function textOf(value: Fact | undefined, full: boolean): string {
  if (value === undefined) return says.ruleTrace.missing
  if (typeof value === 'number') return String(full ? value : Number(value.toPrecision(6)))
  const text = Array.isArray(value) ? value.join(', ') || says.ruleTrace.nothing : String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text || says.ruleTrace.empty
}
