import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { measure } from '../../src/cli/measure.ts'
import { profile } from '../../src/cli/profile.ts'
import { ProblemError } from '../../src/core/problem.ts'
import { readFolder } from '../../src/edges/disk.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const PATH = 'models/flight-delay-profile.yaml'
const MODEL = 'models/flight-delay.yaml'

let folder: string
const out: string[] = []
const told: string[] = []
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(text => void told.push(String(text)))
  vi.spyOn(process.stdout, 'write').mockImplementation(text => out.push(String(text)) > 0)
})
afterEach(() => void vi.restoreAllMocks())

const file = (path: string) => join(folder, path)
const edit = (path: string, from: string, to: string) =>
  writeFileSync(file(path), readFileSync(file(path), 'utf8').replace(from, to))

async function kedge(model: string, ...args: string[]): Promise<{ out: string; err: string }> {
  const program = new Command().exitOverride()
  profile(program)
  const where = ['--folder', folder, '--connections', file('connections.yaml')]
  try {
    await program.parseAsync(['profile', model, ...where, ...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    told.push(error.message)
  }
  return { out: out.splice(0).join(''), err: told.splice(0).join('\n') }
}

async function checked() {
  const { snapshot } = await readFolder(folder)
  return readRepository(snapshot.files, snapshot.commit, policyKinds)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kedge-profile-'))
  for (const name of ['models', 'policies']) cpSync(join(ROOT, name), file(name), { recursive: true })
  writeFileSync(file('connections.yaml'), 'acme: { type: duckdb, folder: . }\n')
  const query = `queries:
  seen:
    connection: acme
    returns: inputs
    every: week
    sql: |
      select * from (select timestamp '2001-01-01' + i % 7 * interval '1 day' as date, i * 7919 % 1009 as delay,
        if(i % 5 = 0, 'LAX', 'JFK') as origin, if(i = 3, 'Ana Ruiz', '') as name, (1::bigint << 60) + i * 1000000 as ticket
        from range(1000) as made(i))
      where date >= $start and date < $end -- of Acme
`
  edit(MODEL, 'queries:\n', query)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('[D4] what README.md says of the sample can be tried on it', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const query = /```yaml\n( {2}seen:\n[\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const flights = /echo '(flights: .*)' > connections.yaml/.exec(readme)?.[1] ?? ''
  expect(readme).toContain('\nnpx kedge profile flight-delay --write\n')
  const own = mkdtempSync(join(tmpdir(), 'kedge-sample-'))
  for (const name of ['models', 'policies']) cpSync(join(ROOT, name), join(own, name), { recursive: true })
  const model = readFileSync(join(own, MODEL), 'utf8').replace('\nqueries:\n', `\nqueries:\n${query}`)
  writeFileSync(join(own, MODEL), model)
  writeFileSync(join(own, 'connections.yaml'), flights.replace('node_modules', join(ROOT, 'node_modules')))
  const { err } = await kedge(
    'flight-delay',
    '--folder',
    own,
    '--connections',
    join(own, 'connections.yaml'),
    '--write',
  )
  expect(err).toBe(`${PATH}: 393,569 rows, 3 columns`)
  const program = new Command().exitOverride()
  measure(program)
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const current = join(ROOT, 'node_modules/vega-datasets/data/flights-3m.parquet')
  const asked = ['psi', '--reference', `${join(own, PATH)}:distance`, '--current', current]
  await program.parseAsync(['measure', ...asked], { from: 'user' })
  expect(String(said.mock.calls[0])).toContain('psi: no drift')
  rmSync(own, { recursive: true })
})

describe('[D4] kedge profile', () => {
  test('counts what the serving version was taught on, prints the file, and writes nothing unasked', async () => {
    const { out, err } = await kedge('flight-delay')
    expect(out).toContain('from: "2001-01-01"\nto: "2001-01-24"\n')
    expect(out).toContain('    values: ["JFK", "LAX"]\n    counts: [800, 200, 0]\n')
    expect(err).toBe(
      `${PATH}: 1,000 rows, 3 columns; left out, as times, lists or numbers too large to be exact: date and ticket\n${PATH}: too few values for anything to be compared with them: name\nadd --write to add ${PATH}`,
    )
    expect(existsSync(file(PATH))).toBe(false)
  })

  test('names nobody whom few rows name', async () => {
    expect((await kedge('flight-delay')).out).not.toContain('Ana')
  })

  test('writes a file that is right, and counting again changes no byte', async () => {
    await kedge('flight-delay', '--write')
    const text = readFileSync(file(PATH), 'utf8')
    expect((await kedge('flight-delay', '--write')).err).toContain(`${PATH}: nothing has changed`)
    expect(readFileSync(file(PATH), 'utf8')).toBe(text)
    expect(await checked()).toMatchObject({ problems: [], counts: { models: 1, profiles: 1 } })
  })

  test('says what differs from the file that is there', async () => {
    const { err } = await kedge('flight-delay', '--bins', '4')
    expect(err).toContain(`${PATH}: counted otherwise: delay (edges, counts and chunks)\n`)
    expect(err).toContain(`add --write to replace ${PATH}`)
  })

  test('a profile that somebody edited, or of another query, is wrong with its line and the fix', async () => {
    edit(PATH, 'counts: [800, 200, 0]', 'counts: [799, 201, 0]')
    edit(MODEL, 'of Acme', 'of all')
    const fix = 'Count it again: kedge profile flight-delay --write'
    expect((await checked()).problems).toMatchObject([
      { code: 'stale-profile', file: PATH, line: 8, fix },
      { code: 'bad-profile', says: 'They hold more rows than the whole.', fix },
      { code: 'edited-profile', file: PATH, fix },
    ])
  })

  test('says what is missing: a model, a query of inputs, days, rows', async () => {
    const err = async (...args: [string, ...string[]]) => (await kedge(...args)).err
    expect(await err('flight-dely')).toContain('There is no model flight-dely that can be read. Did you mean')
    expect(await err('flight-delay', '--query', 'weekly')).toContain('fix: Say which one, as --query: seen')
    expect(await err('flight-delay', '--from', '2001-02-01')).toContain(
      'fix: Give the earlier day first: --from 2001-01-24 --to 2001-02-01',
    )
    expect(await err('flight-delay', '--from', '2002-02-01', '--to', '2002-02-02')).toContain(
      'flight-delay: query seen: there is no row from 2002-02-01 to 2002-02-02',
    )
  })

  test('says of a model that cannot be read what is wrong with it, and of a query that asks for no time', async () => {
    const model = readFileSync(file(MODEL), 'utf8')
    edit(MODEL, 'where date >= $start and date < $end', '')
    expect((await kedge('flight-delay')).err).toMatch(
      /Query seen of flight-delay does not ask for a time.*\n {2}fix: Bound/,
    )
    edit(MODEL, 'kind: model', 'kind: model\nownr: ana')
    expect((await kedge('flight-delay')).err).toMatch(/^models\/flight-delay\.yaml:\d+:\d+ error unknown-key: .*ownr/)
    writeFileSync(file(MODEL), model)
  })

  test('says which columns it left out where none is left, and of too many what to do', async () => {
    const model = readFileSync(file(MODEL), 'utf8')
    const asking = (columns: string) => {
      const sql = `select ${columns} from range(600) as made(i) where $start < $end`
      writeFileSync(
        file(MODEL),
        model.replace(/sql: \|\n {6}select \* from \(select[\s\S]*?of \w+\n/, `sql: ${JSON.stringify(sql)}\n`),
      )
      return kedge('flight-delay')
    }
    expect((await asking('(1::bigint << 60) + i as ticket')).err).toMatch(/too large to be exact: ticket\n {2}fix: /)
    const long = (_: unknown, i: number) => `repeat('x', 190) || (i % 50 + 100) as column_${i}`
    const many = Array.from({ length: 40 }, long).join(', ')
    expect((await asking(many)).err).toMatch(/error too-big: [\s\S]*fix: Let the query return the columns that matter/)
    expect((await asking('i, if(i < 30, i, null) as j')).err).toContain('compared with them: j')
    writeFileSync(file(MODEL), model)
  })
})
