import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import Type, { type Static } from 'typebox'
import { ProblemError, problem } from '../core/problem.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { DuckdbSettings } from '../sources/duckdb.ts'
import { type Pushes, PushSettings, pushFaults } from '../sources/push.ts'
import { WebhookSettings, type Webhooks, webhookFault } from './webhook.ts'

const Entries = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  Type.Union([DuckdbSettings, WebhookSettings, PushSettings]),
)
type Entries = Static<typeof Entries>
export type Connections = Readonly<Record<string, DuckdbSettings>>

/** What is measured over, what is called, and who sends. */
export interface AllConnections {
  readonly connections: Connections
  readonly webhooks: Webhooks
  readonly pushes: Pushes
}

/** The deployment’s connections. Folders are relative to the file. */
export async function readConnections(path: string): Promise<AllConnections> {
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
  const duckdbs = Object.entries(ofType(data as Entries, 'duckdb'))
  const webhooks = ofType(data as Entries, 'webhook')
  const pushes = ofType(data as Entries, 'push')
  const hookFaults = Object.entries(webhooks).flatMap(([name, it]) => webhookFault(name, it) ?? [])
  const faults = [...hookFaults, ...pushFaults(pushes)]
  if (faults.length > 0) throw new ProblemError(faults.map(it => ({ ...it, file: path })))
  return {
    connections: Object.fromEntries(duckdbs.map(([name, it]) => [name, { ...it, folder: resolve(folder, it.folder) }])),
    webhooks,
    pushes,
  }
}

type Entry = Entries[string]

function ofType<T extends Entry['type']>(all: Entries, type: T): Readonly<Record<string, Extract<Entry, { type: T }>>> {
  const some = Object.entries(all).filter((it): it is [string, Extract<Entry, { type: T }>] => it[1].type === type)
  return Object.fromEntries(some)
}
