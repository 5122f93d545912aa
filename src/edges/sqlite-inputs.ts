import type { Kysely, Selectable } from 'kysely'
import type { InputWindow } from '../core/input-window.ts'
import type { Store } from '../flows/store.ts'
import type { ReadingTables } from './sqlite-schema.ts'

type Row = Selectable<ReadingTables['input_windows']>

/** Keeps what was found of each period, all or none. Found again it stays as it is; what differs takes its place. */
export async function keepInputs(db: Kysely<ReadingTables>, windows: readonly InputWindow[]): Promise<void> {
  await db.transaction().execute(async trx => {
    for (const window of windows)
      await trx
        .insertInto('input_windows')
        .values(rowOf(window))
        .onConflict(c =>
          c
            .columns(['model', 'end_at', 'kpi', 'start_at'])
            .doUpdateSet(eb => ({ found: eb.ref('excluded.found'), available: eb.ref('excluded.available') }))
            .whereRef('excluded.found', '<>', 'input_windows.found'),
        )
        .execute()
  })
}

/** Oldest first by the end of the period; periods that end after `since`. */
export async function inputWindowsOf(
  db: Kysely<ReadingTables>,
  { model, since }: Parameters<Store['inputWindows']>[0],
): Promise<readonly InputWindow[]> {
  const rows = await db
    .selectFrom('input_windows')
    .selectAll()
    .where('model', '=', model)
    .where('end_at', '>', Date.parse(since))
    .orderBy('end_at')
    .orderBy('kpi')
    .orderBy('start_at')
    .execute()
  return rows.map(windowOf)
}

function rowOf({ model, kpi, start, end, available, ...found }: InputWindow): Row {
  const [start_at, end_at] = [Date.parse(start), Date.parse(end)]
  return { model, kpi, start_at, end_at, available: Date.parse(available), found: JSON.stringify(found) }
}

function windowOf({ model, kpi, start_at, end_at, available, found }: Row): InputWindow {
  const period = { start: iso(start_at), end: iso(end_at), available: iso(available) }
  return {
    model,
    kpi,
    ...period,
    ...(JSON.parse(found) as Pick<InputWindow, 'method' | 'inputs' | 'more' | 'drifting'>),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
