import { canonicalJson } from '../core/canonical.ts'
import { isMap, same } from './changed-data.ts'

export type Path = readonly (string | number)[]

/** One place where two data differ; a side that has nothing there is left out. */
export interface Difference {
  readonly at: Path
  readonly from?: unknown
  readonly to?: unknown
}

/**
 * Every place where two data differ; none where they are equal. Lists are compared by their items, so that an item in
 * front does not move all others. `whole` names the places that are not looked into.
 */
export function differences(
  before: unknown,
  after: unknown,
  whole: (at: Path) => boolean = () => false,
  at: Path = [],
): Difference[] {
  if (same(before, after)) return []
  if (!whole(at)) {
    const [maps, lists] = [sides(before, after, isMap, at.length === 1), sides(before, after, Array.isArray, true)]
    if (maps) return ofMaps(orEmpty(maps[0], {}), orEmpty(maps[1], {}), whole, at)
    if (lists) return ofLists(orEmpty(lists[0], []), orEmpty(lists[1], []), at)
  }
  return [{ at, ...(before !== undefined && { from: before }), ...(after !== undefined && { to: after }) }]
}

/**
 * Both sides where they can be compared part by part. What appears or goes as a whole is compared with nothing, where
 * `loneToo` says so; an empty one has no parts that could show it, and is itself the difference.
 */
function sides<T extends object>(
  before: unknown,
  after: unknown,
  fits: (value: unknown) => value is T,
  loneToo: boolean,
): readonly [T | undefined, T | undefined] | undefined {
  if (fits(before) && fits(after)) return [before, after]
  const [lone, other] = before === undefined ? [after, before] : [before, after]
  if (!loneToo || other !== undefined || !fits(lone) || Object.keys(lone).length === 0) return undefined
  return before === undefined ? [undefined, lone] : [lone, undefined]
}

const orEmpty = <T>(value: T | undefined, empty: T): T => value ?? empty

function ofMaps(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  whole: (at: Path) => boolean,
  at: Path,
): Difference[] {
  const own = (map: Readonly<Record<string, unknown>>, key: string) => (Object.hasOwn(map, key) ? map[key] : undefined)
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap(key => differences(own(before, key), own(after, key), whole, [...at, key]))
}

function ofLists(before: readonly unknown[], after: readonly unknown[], at: Path): Difference[] {
  const [old, now] = [before.map(canonicalJson), after.map(canonicalJson)]
  const [gone, come] = [unmatched(old, now), unmatched(now, old)]
  const kept = (texts: readonly string[], out: ReadonlySet<number>) => texts.filter((_, i) => !out.has(i))
  const moved = !same(kept(old, gone), kept(now, come))
  return [
    ...[...gone].map((i): Difference => ({ at: [...at, i], from: before[i] })),
    ...[...come].map((i): Difference => ({ at: [...at, i], to: after[i] })),
    ...(moved ? [{ at, from: before, to: after }] : []),
  ]
}

/** Places of items that the other list does not have as often. */
function unmatched(texts: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const left = new Map<string, number>()
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1)
  const found = new Set<number>()
  for (const [i, text] of texts.entries()) {
    const n = left.get(text) ?? 0
    if (n > 0) left.set(text, n - 1)
    else found.add(i)
  }
  return found
}
