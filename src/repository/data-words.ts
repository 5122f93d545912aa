import { listWords } from '../words/figures.ts'
import type { Difference, Path } from './data-differences.ts'

const LONG = 80

/** A value in a sentence. Long ones are cut; the data beside the sentence have them whole. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return cut(value)
  if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string'))
    return cut(listWords(value))
  return cut(JSON.stringify(value))
}

export function pathWords(at: Path): string {
  return at.join('.')
}

/** What differs, for whatever has no words of its own. */
export function differenceWords({ at, from, to }: Difference): string {
  const name = pathWords(at)
  const list = typeof at.at(-1) === 'number' ? pathWords(at.slice(0, -1)) : undefined
  if (from === undefined) return list ? `${valueWords(to)} added to ${list}` : `${name} set to ${valueWords(to)}`
  if (to === undefined)
    return list ? `${valueWords(from)} taken out of ${list}` : `${name} removed, was ${valueWords(from)}`
  if (Array.isArray(from) && Array.isArray(to)) return `${name} put in another order: ${valueWords(to)}`
  const both = fromTo(from, to)
  return both === undefined ? `${name} rewritten` : `${name} changed ${both}`
}

/** `from 18.5 to 22`; undefined where the words would not show a difference. */
export function fromTo(from: unknown, to: unknown, unit = ''): string | undefined {
  const [old, now] = [valueWords(from), valueWords(to)]
  return old === now ? undefined : `from ${old} to ${now}${unit === '' ? '' : ` ${unit}`}`
}

function cut(text: string): string {
  return text.length <= LONG ? text : `${text.slice(0, LONG - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
