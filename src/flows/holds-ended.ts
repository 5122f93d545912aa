import type { Change } from '../core/change-state.ts'
import { holdsOf } from '../core/held.ts'
import { changeOf, type Standing } from './standing.ts'
import type { Store } from './store.ts'

/** The holds that these changes ended, which may have begun long before anybody looks back to. */
export async function holdsEnded(
  store: Store,
  changes: readonly Standing<Change>[],
): Promise<readonly Standing<Change>[]> {
  const resumed = changes.flatMap(({ it: { merged }, events }) =>
    merged === undefined ? [] : holdsOf(events).flatMap(({ is, model }) => (is === 'resume' ? [model] : [])),
  )
  const known = new Set(changes.map(({ it }) => it.id))
  const rows = (
    await Promise.all([...new Set(resumed)].map(model => store.subjects({ kind: 'change', about: model })))
  ).flat()
  const all = await Promise.all(
    rows.filter(({ subject }) => !known.has(subject)).map(row => changeOf(store, row.subject)),
  )
  return all.flatMap(change =>
    change?.it.merged && holdsOf(change.events).some(({ is }) => is === 'hold') ? [change] : [],
  )
}
