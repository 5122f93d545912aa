import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import Type from 'typebox'
import { ProblemError, problem } from '../core/problem.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { DuckdbSettings } from '../sources/duckdb.ts'

const Connections = Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), DuckdbSettings)
export type Connections = Readonly<Record<string, DuckdbSettings>>

/** The deployment’s connections. Folders are relative to the file. */
export async function readConnections(path: string): Promise<Connections> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ProblemError([
      problem(
        'no-connections',
        `${path} cannot be read.`,
        'write it, or set KEDGE_CONNECTIONS: `name: { type: duckdb, folder: … }`, one line a connection',
      ),
    ])
  })
  const { data, problems, positions } = parseYaml(text, path)
  const wrong =
    problems.length > 0
      ? problems
      : misfits(Connections, data).map(({ at, code, says, fix }) =>
          problem(code, says, fix, { file: path, ...positions.of(at) }),
        )
  if (wrong.length > 0) throw new ProblemError(wrong)
  const folder = dirname(resolve(path))
  return Object.fromEntries(
    Object.entries(data as Connections).map(([name, it]) => [name, { ...it, folder: resolve(folder, it.folder) }]),
  )
}
