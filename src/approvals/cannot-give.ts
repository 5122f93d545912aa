import { asNow } from './as-now.ts'
import type { Judged } from './judged.ts'
import { excluded, isFor } from './slots.ts'

/** Whom it is no use to ask: they asked for it or wrote it, or nobody is missing where they would count. Who has no place in it is none of them. */
export function cannotGive({ bench: given, verdict }: Pick<Judged, 'bench' | 'verdict'>): readonly string[] {
  const bench = asNow(given)
  const out = excluded(bench)
  const asked = new Set(verdict.ask.flatMap(({ people }) => people))
  const hasPlace = (person: string) => verdict.slots.some(slot => isFor(slot, bench.people, person))
  return Object.keys(bench.people.people).filter(id => !asked.has(id) && (out.has(id) || hasPlace(id)))
}
