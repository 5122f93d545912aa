/** Readings into a new database in this folder, by one of several ways. Says how long they took, and how many are there. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Reading } from '../../src/core/reading.ts'
import { openSqlite } from '../../src/edges/sqlite.ts'
import { readingMigrations } from '../../src/edges/sqlite-migrations.ts'
import type { ReadingTables } from '../../src/edges/sqlite-schema.ts'
import { openStoreIn } from '../../src/edges/sqlite-store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { type Runs, timed } from './told.ts'

const [way = '', folder = '', rows = '', atOnce = ''] = process.argv.slice(2)
const [count, most] = [Number(rows), Number(atOnce)]
const DAY_MS = 86_400_000
const FIRST = Date.parse('2020-01-01')
const MODELS = 1000

/** A day of a thousand models after another, as they would come. */
function reading(i: number): Reading {
  const [model, day] = [i % MODELS, Math.floor(i / MODELS)]
  const [start, end] = [day, day + 1].map(it => new Date(FIRST + it * DAY_MS).toISOString()) as [string, string]
  const value = 70 + ((i * 7) % 23)
  return {
    model: `model-${model}`,
    kpi: 'precision',
    segment: '',
    version: '1.0.0',
    start,
    end,
    value,
    n: 1000,
    available: end,
  }
}

function batches(): readonly (readonly Reading[])[] {
  const all = Array.from({ length: count }, (_, i) => reading(i))
  return Array.from({ length: Math.ceil(count / most) }, (_, i) => all.slice(i * most, (i + 1) * most))
}

const row = ({ start, end, available, ...it }: Reading) => ({
  ...it,
  start_at: Date.parse(start),
  end_at: Date.parse(end),
  available: Date.parse(available),
  kept: 0,
})

/** Each batch is on disk before the next, as for whoever pushes. */
async function byKedge(all: ReturnType<typeof batches>): Promise<Runs> {
  const store = await openStoreIn(folder, { summarise })
  const runs = await timed(1, async () => {
    for (const batch of all) await store.keepReadings(batch)
  })
  await store.close()
  return runs
}

/** One after another, each its own transaction. */
async function byKysely(all: ReturnType<typeof batches>): Promise<Runs> {
  const db = await openSqlite<ReadingTables>(join(folder, 'readings.db'), readingMigrations)
  const runs = await timed(1, async () => {
    for (const one of all.flat()) await db.insertInto('readings').values(row(one)).execute()
  })
  await db.destroy()
  return runs
}

/** A statement that was prepared once, in a transaction for each batch: nothing through this driver is faster. */
async function byHand(all: ReturnType<typeof batches>): Promise<Runs> {
  const made = await openSqlite<ReadingTables>(join(folder, 'readings.db'), readingMigrations)
  await made.destroy()
  const db = new DatabaseSync(join(folder, 'readings.db'))
  db.exec('pragma synchronous = full')
  const insert = db.prepare('insert into readings values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)')
  const runs = await timed(1, () => {
    for (const batch of all) {
      db.exec('begin')
      for (const one of batch) {
        const it = row(one)
        insert.run(it.model, it.kpi, it.segment, it.version, it.start_at, it.end_at, it.value, it.n, it.available)
      }
      db.exec('commit')
    }
  })
  db.close()
  return runs
}

const WAYS: Readonly<Record<string, (all: ReturnType<typeof batches>) => Promise<Runs>>> = { byKedge, byKysely, byHand }
mkdirSync(folder, { recursive: true })
const runs = await WAYS[way]?.(batches())
const db = new DatabaseSync(join(folder, 'readings.db'), { readOnly: true })
const kept = db.prepare('select count(*) as n from readings').get()?.n
db.close()
console.log(JSON.stringify({ ...runs, kept }))
