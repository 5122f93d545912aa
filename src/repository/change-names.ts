import type { FieldChange } from '../core/planned.ts'
import { says } from '../words/says.ts'
import { isMap, type Loose } from './changed-data.ts'
import { type Difference, differences, type Path } from './data-differences.ts'

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

/** What differs, for whatever has no words of its own. */
function differenceWords({ at, from, to }: Difference): string {
  const [what, list] = [at.join('.'), at.slice(0, -1).join('.')]
  const isItem = typeof at.at(-1) === 'number'
  if (from === undefined) return isItem ? says.changeNames.added(to, list) : says.changeNames.set(what, to)
  if (to === undefined) return isItem ? says.changeNames.takenOut(from, list) : says.changeNames.removed(what, from)
  if (Array.isArray(from) && Array.isArray(to)) return says.changeNames.reordered(what, to)
  return says.changeNames.changed(what, { from, to })
}

export function matches(pattern: string, at: Path): boolean {
  const parts = pattern.split('.')
  return parts.length === at.length && parts.every((part, i) => part === '*' || part === String(at[i]))
}

/** One name, whatever became of it. */
export const always =
  (is: string, words: (difference: Difference, sides: Sides) => string): Namer =>
  (difference, sides) => ({ is, says: words(difference, sides) })

/** What comes and goes: `kpi-added`, `kpi-removed`. */
export const comesAndGoes =
  (what: string, words: (value: unknown, is: 'added' | 'removed', key: string) => string): Namer =>
  ({ at, from, to }) => {
    if ((from === undefined) === (to === undefined)) return undefined
    const is = from === undefined ? 'added' : 'removed'
    return { is: `${what}-${is}`, says: words(from === undefined ? to : from, is, String(at.at(-1))) }
  }

/** A word of a list from low to high: `tier-lowered`, `tier-raised`. */
export const ranked =
  (what: string, order: readonly string[]): Namer =>
  ({ from, to }) => {
    const [old, now] = [order.indexOf(from as string), order.indexOf(to as string)]
    if (old < 0 || now < 0) return undefined
    const is = now < old ? 'lowered' : 'raised'
    return { is: `${what}-${is}`, says: says.changeNames.ranked(what, is, { from, to }) }
  }

/** Where there is no mapping on one of the sides. */
export function wholeFile(
  before: unknown,
  after: unknown,
  words: (data: Loose, is: 'added' | 'removed' | 'replaced') => string,
): FieldChange[] {
  const data = isMap(after) ? after : isMap(before) ? before : {}
  if (before === undefined && after !== undefined)
    return [{ is: 'added', at: [], to: after, says: words(data, 'added') }]
  if (after === undefined && before !== undefined)
    return [{ is: 'removed', at: [], from: before, says: words(data, 'removed') }]
  const replaced = words(data, 'replaced')
  return differences(before, after).map(difference => ({ ...difference, is: 'field-changed', says: replaced }))
}
