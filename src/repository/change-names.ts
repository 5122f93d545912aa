import type { FieldChange } from '../core/planned.ts'
import { type Loose, textAt } from './changed-data.ts'
import type { Difference, Path } from './data-differences.ts'
import { differenceWords, fromTo, valueWords } from './data-words.ts'

/** The whole data a difference was found in. */
export interface Sides {
  readonly before: Loose
  readonly after: Loose
}

/** Its name and words; undefined where this naming has none for it. */
export type Named = { readonly is: string; readonly says: string } | undefined
export type Namer = (difference: Difference, sides: Sides) => Named

/** Paths, `*` for any one part, and who has a name for what differs there. */
export type Names = readonly (readonly [pattern: string, namer: Namer])[]

/** A difference with its name: that of the first pattern that has one. */
export function named(difference: Difference, sides: Sides, names: Names): FieldChange {
  for (const [pattern, namer] of names) {
    const found = matches(pattern, difference.at) ? namer(difference, sides) : undefined
    if (found !== undefined) return { is: found.is, ...difference, says: found.says }
  }
  return { is: 'field-changed', ...difference, says: differenceWords(difference) }
}

export function matches(pattern: string, at: Path): boolean {
  const parts = pattern.split('.')
  return parts.length === at.length && parts.every((part, i) => part === '*' || part === String(at[i]))
}

/** What comes and goes: `kpi-added`, `kpi-removed`. */
export const comesAndGoes =
  (what: string, words: (value: unknown, key: string) => string): Namer =>
  ({ at, from, to }) => {
    if ((from === undefined) === (to === undefined)) return undefined
    const [is, value] = from === undefined ? ['added', to] : ['removed', from]
    return { is: `${what}-${is}`, says: `${words(value, String(at.at(-1)))} ${is}` }
  }

/** A word of a list from low to high: `tier-lowered`, `tier-raised`. */
export const ranked =
  (what: string, words: string, order: readonly string[]): Namer =>
  ({ from, to }) => {
    const [old, now] = [order.indexOf(from as string), order.indexOf(to as string)]
    if (old < 0 || now < 0) return undefined
    const is = now < old ? 'lowered' : 'raised'
    return { is: `${what}-${is}`, says: `${words} ${is} ${fromTo(from, to)}` }
  }

/** Somebody or something that is one at a time. */
export const replaced =
  (is: string, words: (at: Path) => string): Namer =>
  ({ at, from, to }) => {
    const name = words(at)
    if (from === undefined) return { is, says: `${name} set to ${valueWords(to)}` }
    if (to === undefined) return { is, says: `${name} removed, was ${valueWords(from)}` }
    return { is, says: `${name} changed ${fromTo(from, to) ?? ''}`.trim() }
  }

/** The name people gave it, with its id. */
export function titled(data: Loose, id: string): string {
  const name = textAt(data, 'name')
  return name === undefined ? id : `${name} (${id})`
}
