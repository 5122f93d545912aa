import type { Fact } from '../core/fact.ts'

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
  const texts = distinct(parts)
  const is = holds ? 'is' : 'is not'
  if (operator === '===') return texts.join(` ${is} `)
  if (operator === '!==') return texts.join(holds ? ' is not ' : ' is ')
  if (operator === 'in') return texts.join(holds ? ' is one of ' : ' is none of ')
  return parts.length === 2 ? texts.join(` ${is} ${operator} `) : `${texts.join(` ${operator} `)} is ${holds}`
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
  if (value === undefined) return 'missing'
  if (typeof value === 'number') return String(full ? value : Number(value.toPrecision(6)))
  const text = Array.isArray(value) ? value.join(', ') || 'nothing' : String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text || '(empty)'
}
