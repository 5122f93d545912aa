import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Runs, rounded, type Told, toldByNode } from './told.ts'

const ROOT = join(import.meta.dirname, '../..')
const RUNS = 2
/** Design §14, a second, in batches. */
const LEAST = 50_000

type Said = Told<Runs & { readonly kept: number }>
interface Way {
  readonly of: string
  readonly way: 'byKedge' | 'byKysely' | 'byHand'
  readonly rows: number
  readonly atOnce: number
}

/** The store as the door for sources uses it, and what somebody would write instead over the same tables. */
const WAYS: readonly Way[] = [
  { of: 'Kedge, batches of 5,000', way: 'byKedge', rows: 100_000, atOnce: 5000 },
  { of: 'Kedge, batches of 1,000', way: 'byKedge', rows: 100_000, atOnce: 1000 },
  { of: 'kysely, one by one', way: 'byKysely', rows: 5000, atOnce: 1 },
  { of: 'node:sqlite by hand, batches of 5,000', way: 'byHand', rows: 100_000, atOnce: 5000 },
]

/**
 * Readings into a new SQLite database on this disk. Kedge holds each against what is there, revises it if it has to, says
 * what became of it, and waits for the disk; the loops beside it only insert.
 */
export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-ingest-bench-'))
  try {
    const rows = []
    for (const way of WAYS) rows.push(await row(way, folder))
    const [kedge] = rows as [Row]
    console.table(rows.map(it => ({ ...it, 'Kedge is faster by': rounded(kedge['a second'] / it['a second']) })))
    const good = kedge['a second'] >= LEAST
    console.log(`${kedge['a second']} readings a second, at least ${LEAST} wanted: ${good ? 'kept' : 'missed'}`)
    return good
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Row {
  readonly of: string
  readonly readings: number
  readonly 'a second': number
  readonly 'a second of cpu': number
  readonly 'peak MB': number
}

/** The best of some whole processes, each with a database of its own. */
async function row({ of, way, rows, atOnce }: Way, folder: string): Promise<Row> {
  const program = join(ROOT, 'test/bench/ingest-rows.ts')
  const all: Said[] = []
  for (let run = 0; run < RUNS; run++) {
    const into = join(folder, `${way}-${atOnce}-${run}`)
    all.push(await toldByNode<Said>([program, way, into, String(rows), String(atOnce)], ROOT))
    await rm(into, { recursive: true })
  }
  const lost = all.find(it => it.kept !== rows)
  if (lost) throw new Error(`${of}: ${lost.kept} of ${rows} readings are there`)
  return {
    of,
    readings: rows,
    'a second': Math.round(rows / Math.min(...all.map(it => it.best))),
    'a second of cpu': Math.round(rows / Math.min(...all.map(it => it.cpu))),
    'peak MB': Math.max(...all.map(it => it.megabytes)),
  }
}
