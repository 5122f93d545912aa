import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COLUMNS, EDGES, ROWS, RUNS, WIDE_ROWS } from './drift-asked.ts'
import { hasPython, measuredPython } from './measured.ts'
import { agreed, type Runs, rounded, type Told, told, toldByNode } from './told.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Design §14: ten million rows of Parquet against stored edges, and less than NumPy takes for the same values. */
const MOST_S = 0.2

type Said = Told<Runs & { readonly statistics: readonly number[]; readonly bound?: number }>
interface Row {
  readonly what: string
  readonly by: string
  readonly 'best s': number | undefined
  readonly 'first s': number | undefined
  readonly 'cpu s': number | undefined
  readonly 'peak MB': number | undefined
  readonly 'Kedge to it': number | undefined
  readonly 'in cpu s': number | undefined
}

/**
 * The numbers of drift as the bot comes to them, beside DuckDB’s plain histogram over the same Parquet, and NumPy and SciPy
 * over the same values, which they get as plain doubles. All have to come to the same numbers. Each is a whole process, whose
 * peak of memory it is; the times are those inside it, from the file to the number, and for Kolmogorov-Smirnov from values in
 * memory.
 */
export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-drift-bench-'))
  try {
    await toldByNode([program('drift-data'), folder], ROOT)
    const python = (await hasPython('numpy', 'scipy')) ? (args: Asked) => byPython(args, folder) : none
    const psi = await counted('psi', `PSI, ${short(ROWS)} rows`, folder, python)
    const wide = await counted('wide', `PSI, ${COLUMNS} columns × ${short(WIDE_ROWS)} rows`, folder, python)
    const tests = await tested(folder, python)
    const all = [psi, wide, ...tests]
    console.table(all.flatMap(({ rows }) => rows))
    const differing = all.map(({ differs }) => differs).filter(it => it !== undefined)
    for (const says of differing) console.log(says)
    return judged(psi.said) && differing.length === 0
  } finally {
    await rm(folder, { recursive: true })
  }
}

const program = (name: string) => join(ROOT, `test/bench/${name}.ts`)
const short = (count: number) => `${count / 1_000_000} M`

type Asked = readonly [what: string, runs: number]
type Python = (asked: Asked) => Promise<Said | undefined>
const none: Python = async () => undefined
const byPython = ([what, runs]: Asked, folder: string) =>
  told<Said>(() =>
    measuredPython([join(ROOT, 'test/bench/drift.py'), what, folder, String(runs), ...EDGES.map(String)], ROOT),
  )

interface Compared {
  readonly said: readonly (Said | undefined)[]
  readonly rows: readonly Row[]
  readonly differs: string | undefined
}

async function counted(what: 'psi' | 'wide', title: string, folder: string, python: Python): Promise<Compared> {
  const kedge = await toldByNode<Said>([program('drift-kedge'), what, folder], ROOT)
  const plain = await toldByNode<Said>([program('drift-duckdb'), what, folder], ROOT)
  const numpy = await python([what, RUNS[what]])
  return compared(title, { Kedge: kedge, 'DuckDB, plain histogram': plain, NumPy: numpy }, 1e-9)
}

/** By sorting, by grid, and the p-value of small samples by counting paths. */
async function tested(folder: string, python: Python): Promise<readonly Compared[]> {
  const ks = (what: string) => toldByNode<Said>([program('drift-ks'), what, folder], ROOT)
  const scipy = await python(['exact', 2])
  const [exact, grid, few] = [await ks('exact'), await ks('grid'), await ks('few')]
  return [
    compared(`KS, 2 × ${short(ROWS)}, every value`, { Kedge: exact, SciPy: scipy }, 1e-9),
    compared(`KS, 2 × ${short(ROWS)}, by grid`, { Kedge: grid, SciPy: scipy }, grid.bound ?? 0),
    compared('KS with exact p, 10,000 and 9,000', { Kedge: few, SciPy: await python(['few', 3]) }, 1e-9),
  ]
}

function compared(what: string, by: Readonly<Record<string, Said | undefined>>, within: number): Compared {
  const [kedge] = Object.values(by)
  const rows = Object.entries(by).map(([name, it]) => row(what, name, it, kedge))
  const said = Object.values(by)
  const same = said.every(it => it === undefined || agreed(it.statistics, kedge?.statistics ?? [], within))
  return { said, rows, differs: same ? undefined : `${what}: they do not come to the same numbers` }
}

function row(what: string, by: string, it: Said | undefined, kedge: Said | undefined): Row {
  const figure = (value: number | undefined) => (value === undefined ? undefined : rounded(value))
  return {
    what,
    by: it === undefined ? `${by}: Python does not have it here` : by,
    'best s': figure(it?.best),
    'first s': figure(it?.first),
    'cpu s': figure(it?.cpu),
    'peak MB': it?.megabytes,
    'Kedge to it': it && kedge && rounded(kedge.best / it.best),
    'in cpu s': it && kedge && rounded(kedge.cpu / it.cpu),
  }
}

function judged([kedge, plain, numpy]: readonly (Said | undefined)[]): boolean {
  if (kedge === undefined) return false
  const ahead = numpy === undefined || kedge.best < numpy.best
  const good = kedge.best < MOST_S && ahead
  const beside = numpy === undefined ? '' : `, and NumPy ${rounded(numpy.best)} s`
  if (!good && plain !== undefined)
    console.log(
      `DuckDB alone takes ${rounded(plain.best)} s here: where that is much more than 0.14, the machine is busy.`,
    )
  console.log(`PSI of ${short(ROWS)} rows: ${rounded(kedge.best)} s of ${MOST_S}${beside}: ${good ? 'kept' : 'missed'}`)
  return good
}
