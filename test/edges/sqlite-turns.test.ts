/** How the next piece of work is found: by an index, whatever waits. Else each look costs more the more there is to do. */
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/edges/sqlite.ts'
import { nextMessage } from '../../src/edges/sqlite-inbox.ts'
import { storeMigrations } from '../../src/edges/sqlite-migrations.ts'
import { nextJob } from '../../src/edges/sqlite-outbox.ts'
import type { Tables } from '../../src/edges/sqlite-schema.ts'
import { at } from '../fixtures/store.ts'

test.each([
  ['message', 'people', nextMessage, 'SCAN inbox USING INDEX inbox_turns'],
  ['message', 'age', nextMessage, 'SCAN inbox USING INDEX inbox_ages'],
  ['job', 'people', nextJob, 'SCAN jobs USING INDEX jobs_turns'],
  ['job', 'age', nextJob, 'SCAN jobs USING INDEX jobs_ages'],
] as const)(
  '[C11] the next %s by %s is found in the order of an index, with nothing sorted',
  async (_, order, next, first) => {
    const db = await openSqlite<Tables>(':memory:', storeMigrations)
    onTestFinished(() => db.destroy())
    const lease = { by: 'w', now: at(0), forMs: 1000, except: [1, 2], order }
    const plan = await next(db, lease).explain<{ detail: string }>(undefined, sql`query plan`)
    expect(plan[0]?.detail).toBe(first)
    expect(plan.map(step => step.detail).filter(it => it.includes('B-TREE') || it === 'SCAN other')).toEqual([])
  },
)
