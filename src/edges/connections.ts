import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import Type, { type Static } from 'typebox'
import { ProblemError, problem } from '../core/problem.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { DuckdbSettings } from '../sources/duckdb.ts'
import { WebhookSettings, type Webhooks, webhookFault } from './webhook.ts'

const Entries = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  Type.Union([DuckdbSettings, WebhookSettings]),
)
type Entries = Static<typeof Entries>
export type Connections = Readonly<Record<string, DuckdbSettings>>

/** The deployment’s connections: what is measured over, and what is called. Folders are relative to the file. */
export async function readConnections(
  path: string,
): Promise<{ readonly connections: Connections; readonly webhooks: Webhooks }> {
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
      : misfits(Entries, data).map(({ at, code, says, fix }) =>
          problem(code, says, fix, { file: path, ...positions.of(at) }),
        )
  if (wrong.length > 0) throw new ProblemError(wrong)
  const folder = dirname(resolve(path))
  const all = Object.entries(data as Entries)
  const faults = all.flatMap(([name, it]) => (it.type === 'webhook' ? (webhookFault(name, it) ?? []) : []))
  if (faults.length > 0) throw new ProblemError(faults.map(it => ({ ...it, file: path })))
  return {
    connections: Object.fromEntries(
      all.flatMap(([name, it]) =>
        it.type === 'duckdb' ? [[name, { ...it, folder: resolve(folder, it.folder) }]] : [],
      ),
    ),
    webhooks: Object.fromEntries(all.flatMap(([name, it]) => (it.type === 'webhook' ? [[name, it]] : []))),
  }
}
