import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { identifier, literal } from './count-statement.ts'

/** One entry of the deployment's connections. Everything in the folder can be read over it, nothing else. */
export const DuckdbSettings = Type.Object(
  {
    type: Type.Literal('duckdb'),
    folder: Type.String({ minLength: 1, description: says.sourceDuckdb.fields.folder }),
  },
  closed,
)
export type DuckdbSettings = Static<typeof DuckdbSettings>

/** What an instance is made with: nothing is fetched or loaded by itself. */
export const instanceOptions = { autoload_known_extensions: 'false', autoinstall_known_extensions: 'false' } as const

/** Run once, in this order, on a new instance. After the last one no statement can loosen it again. */
export function lockingStatements(folder: string): readonly string[] {
  return [
    "set global TimeZone = 'UTC'",
    "set global memory_limit = '512MB'",
    'set global threads = 2',
    "set global temp_directory = ''",
    `set global allowed_directories = [${literal(`${folder}/`)}]`,
    'set global enable_external_access = false',
    'set global lock_configuration = true',
  ]
}

/**
 * What makes `'flights.parquet'` in a query mean the file of the folder: a locked instance refuses relative names, a
 * view does not. The first line of a CSV file is its head, and its columns are text: a sniffed type follows the data, and
 * version 1.10 would become 1.1. So would a sniffed beginning: lines that do not fit would be left out without a word. In a
 * path `*`, `?` and `[` stand for others, and a file is the one of its name.
 */
export function viewStatements(folder: string, names: readonly string[], sql: string): readonly string[] {
  return names
    .filter(name => readerOf(name) !== undefined && (sql.includes(`'${name}'`) || sql.includes(`"${name}"`)))
    .map(name => {
      const path = literal(`${folder}/${name.replace(/[*?[]/g, '[$&]')}`)
      return `create or replace temp view ${identifier(name)} as from ${readerOf(name)?.(path)}`
    })
}

type Reader = (path: string) => string
const READERS: Readonly<Record<string, Reader>> = {
  csv: path => `read_csv(${path}, ${CSV})`,
  parquet: path => `read_parquet(${path})`,
  // An array of objects, or an object a line: what is a number there is one.
  json: path => `read_json(${path})`,
  ndjson: path => `read_ndjson(${path})`,
  jsonl: path => `read_ndjson(${path})`,
}

function readerOf(name: string): Reader | undefined {
  const ending = /\.(\w+)$/.exec(name)?.[1] ?? ''
  return Object.hasOwn(READERS, ending) ? READERS[ending] : undefined
}

const CSV = `header = true, skip = 0, all_varchar = true, quote = '"', escape = '"'`

/** DuckDB's number for a statement that only reads. EXPLAIN, COPY, SET … have others. */
const SELECT = 1
const PARAMETERS = ['start', 'end']

/** Why this text may not run, or nothing. `types` are DuckDB's statement types, one for each statement in it. */
export function refusal(sql: string, types: readonly number[], parameters: readonly string[]): Problem | undefined {
  if (types.length !== 1) return refuse(says.sourceDuckdb.several(types.length))
  const word = firstWord(sql)
  // PRAGMA, SHOW and DESCRIBE count as SELECT in DuckDB.
  if (types[0] !== SELECT || !['select', 'with', 'from'].includes(word))
    return refuse(word === '' ? says.sourceDuckdb.noQuery : says.sourceDuckdb.notSelect(word))
  const other = parameters.find(name => !PARAMETERS.includes(name))
  return other === undefined ? undefined : refuse(says.sourceDuckdb.parameter(other))
}

/** `missing`: a file that may be refused since it is not there; DuckDB does not tell the two apart. */
export function refuse(wrong: string, missing?: string): Problem {
  return problem('query-refused', wrong, says.sourceDuckdb.fix(missing))
}

/** What went wrong with a query. Only the system names a path, and of it only the folder is asked. */
export function fault(cause: Error & { readonly code?: string; readonly path?: string }, connection: string): Problem {
  const { code, path } = cause
  if (path !== undefined) return problem('no-folder', ...says.edgeDuckdb.noFolder(connection, path, code))
  const why = saysOf(cause)
  if (/^Permission Error|disabled by configuration|configuration has been locked/.test(why))
    return refuse(why, /^Permission Error: Cannot access file "([^"/]+)"/.exec(why)?.[1])
  return problem('query-failed', ...says.edgeDuckdb.failed(connection, why))
}

/** What DuckDB says is wrong: the line, and the reason, which comes last; what the line holds is left out. */
export function saysOf({ message }: Error): string {
  const lines = message.split('\n').filter(line => line.trim() !== '')
  const end = lines.findIndex(line => /^(Possible|The search space|LINE \d|\s)/.test(line))
  const told = end < 0 ? lines : lines.slice(0, end)
  return [...new Set([told[0] ?? '', told.at(-1) ?? ''])].map(line => line.slice(0, 200)).join('; ')
}

/** In small letters; empty where there is none. */
function firstWord(sql: string): string {
  const text = sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '')
  return (/^[a-z]+/i.exec(text)?.[0] ?? '').toLowerCase()
}
