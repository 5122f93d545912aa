import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Runs, rounded, type Told, toldByNode } from './told.ts'
import { KPIS, MODELS } from './watched-estate.ts'

const ROOT = join(import.meta.dirname, '../..')
const ROUNDS = 2
/** Design §14: a round in which every model has new readings. */
const MOST_S = 2

interface Round extends Runs {
  /** Seconds of the first round of the process, and of one in which nothing is new. */
  readonly begun: number
  readonly quiet: number
  readonly failed: number
  readonly kept: number
}

/**
 * A round of the watch over ten thousand models with thirty days of readings and a new one of each KPI, which sources
 * answer at once. Beside it, over the same database: a bare loop over `node:sqlite` that writes the same readings, reads
 * those of each KPI and holds the newest against a limit. It knows no states, cases, rules or record. A round in which
 * nothing is new, and the first one of a process, which judges every model by all its readings, are told beside it.
 */
export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-watch-bench-'))
  try {
    const [ours, theirs] = [join(folder, 'kedge'), join(folder, 'bare')]
    await toldFilled(ours)
    await cp(ours, theirs, { recursive: true })
    const kedge = await toldByNode<Round>([at('watch-rounds'), ours, String(ROUNDS)], ROOT)
    const bare = await toldByNode<Runs>([at('watch-bare'), theirs, String(ROUNDS)], ROOT)
    console.table([row('Kedge', kedge, bare), row('a bare loop', bare, bare)])
    return judged(kedge)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const at = (program: string) => join(ROOT, `test/bench/${program}.ts`)
const toldFilled = (folder: string) => toldByNode<object>([at('watch-fill'), folder], ROOT)

function row(of: string, it: Told<Runs>, beside: Runs) {
  return {
    of,
    models: MODELS,
    's a round': rounded(it.best),
    'cpu s': rounded(it.cpu),
    'ms a model': rounded((1000 * it.best) / MODELS),
    'peak MB': it.megabytes,
    'to the bare loop': rounded(it.best / beside.best),
    'the same in cpu s': rounded(it.cpu / beside.cpu),
  }
}

function judged({ best, failed, kept, begun, quiet }: Round): boolean {
  const wanted = MODELS * KPIS.length
  const whole = failed === 0 && kept === wanted
  if (!whole) console.log(`A round left something out: ${failed} failed, ${kept} of ${wanted} new readings are there.`)
  console.log(`The first round of a process: ${rounded(begun)} s; one with nothing new: ${rounded(quiet)} s`)
  const good = whole && best <= MOST_S
  console.log(`A round of ${MODELS} models: ${rounded(best)} s, at most ${MOST_S} wanted: ${good ? 'kept' : 'missed'}`)
  return good
}
