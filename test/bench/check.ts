import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeEstate } from './estate.ts'
import { type Measured, measured } from './measured.ts'

const ROOT = join(import.meta.dirname, '../..')
const SIZES = [100, 1_000, 10_000]
const RUNS = 3
/** What 10,000 models may take, on two cores that do nothing else. */
const MOST = { seconds: 5, megabytes: 500 }

/**
 * `kedge check` of estates of three sizes with fifty policies, beside `ajv-cli`, which validates the same files against
 * the same JSON Schemas and does nothing else: no references, no examples, no rules, no line numbers. The best of some
 * runs, since the machine may be doing other things.
 */
export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-bench-'))
  try {
    const rows = []
    for (const models of SIZES) rows.push(await row(folder, models))
    console.table(rows)
    return told(rows)
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Row {
  readonly models: number
  readonly 'kedge s': number
  readonly 'kedge MB': number
  readonly 'kedge ms/model': number
  readonly 'ajv-cli s': number
  readonly 'ajv-cli MB': number
  readonly 'kedge : ajv-cli': number
}

async function row(folder: string, models: number): Promise<Row> {
  const estate = join(folder, String(models))
  await writeEstate(estate, models)
  const kedge = await best(() => measured([join(ROOT, 'src/kedge.js'), 'check', estate], ROOT))
  const ajv = await best(() => ajvCli(estate))
  await rm(estate, { recursive: true })
  return {
    models,
    'kedge s': rounded(kedge.seconds),
    'kedge MB': Math.round(kedge.megabytes),
    'kedge ms/model': rounded((1000 * kedge.seconds) / models),
    'ajv-cli s': rounded(ajv.seconds),
    'ajv-cli MB': Math.round(ajv.megabytes),
    'kedge : ajv-cli': rounded(kedge.seconds / ajv.seconds),
  }
}

/** One process a folder, since each has its schema; together they are one validation. */
export async function ajvCli(estate: string): Promise<Measured> {
  const cli = join(ROOT, 'node_modules/ajv-cli/dist/index.js')
  const run = (folder: string, schema: string) =>
    measured(
      [
        cli,
        'validate',
        '--strict=false',
        '-c',
        'ajv-formats',
        '-s',
        join(ROOT, folder, schema),
        '-d',
        `${estate}/${folder}/*.yaml`,
      ],
      ROOT,
    )
  const both = [await run('models', 'model.schema.json'), await run('policies', 'policy.schema.json')]
  return {
    seconds: both.reduce((sum, it) => sum + it.seconds, 0),
    megabytes: Math.max(...both.map(it => it.megabytes)),
    code: both.find(it => it.code !== 0)?.code ?? 0,
    out: both.map(it => it.out).join(''),
  }
}

/** The fastest run; one that failed would be fast for the wrong reason. */
async function best(run: () => Promise<Measured>): Promise<Measured> {
  const runs: Measured[] = []
  for (let i = 0; i < RUNS; i++) runs.push(await run())
  const failed = runs.find(it => it.code !== 0)
  if (failed) throw new Error(`It failed, so its time says nothing:\n${failed.out.slice(-2000)}`)
  return runs.reduce((a, b) => (b.seconds < a.seconds ? b : a))
}

function told(rows: readonly Row[]): boolean {
  const [small, middle, large] = rows
  if (!small || !middle || !large) return false
  // What a start costs is the same for all sizes, so growth is that of what comes on top of the smallest.
  const per = (a: Row, b: Row) => (b['kedge s'] - a['kedge s']) / (b.models - a.models)
  const growth = rounded(per(middle, large) / per(small, middle))
  const good = large['kedge s'] < MOST.seconds && large['kedge MB'] < MOST.megabytes
  console.log(`growth: a model of the last nine thousand costs ${growth} times one of the first nine hundred`)
  console.log(
    `10,000 models: ${large['kedge s']} s of ${MOST.seconds}, ${large['kedge MB']} MB of ${MOST.megabytes}: ${good ? 'kept' : 'missed'}`,
  )
  return good
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
