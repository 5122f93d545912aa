import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import Type, { type Static } from 'typebox'
import { ProblemError, problem } from '../core/problem.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { DuckdbSettings } from '../sources/duckdb.ts'
import { addressFault } from '../sources/http-exchange.ts'
import { HttpJsonSettings } from '../sources/http-json.ts'
import { MlflowSettings } from '../sources/mlflow.ts'
import { PostgresSettings, postgresFault } from '../sources/postgres.ts'
import { PrometheusSettings } from '../sources/prometheus.ts'
import { type Pushes, PushSettings, pushFaults } from '../sources/push.ts'
import { says } from '../words/says.ts'
import type { Apis } from './http-queries.ts'
import { WebhookSettings, type Webhooks, webhookFault } from './webhook.ts'

const Entries = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  Type.Union([
    DuckdbSettings,
    PostgresSettings,
    PrometheusSettings,
    HttpJsonSettings,
    MlflowSettings,
    WebhookSettings,
    PushSettings,
  ]),
)
type Entries = Static<typeof Entries>
/** What takes SQL. */
export type Connections = Readonly<Record<string, DuckdbSettings | PostgresSettings>>

/** What is measured over, what is called, and who sends. */
export interface AllConnections {
  readonly connections: Connections
  /** What is asked over HTTP. */
  readonly apis: Apis
  readonly webhooks: Webhooks
  readonly pushes: Pushes
}

/** The deployment’s connections. Paths are relative to the file. */
export async function readConnections(path: string): Promise<AllConnections> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ProblemError([problem('no-connections', ...says.connections.unreadable(path))])
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
  const entries = data as Entries
  const duckdbs = Object.entries(ofType(entries, 'duckdb'))
  const postgres = Object.entries(ofType(entries, 'postgres'))
  const webhooks = ofType(entries, 'webhook')
  const pushes = ofType(entries, 'push')
  const hookFaults = Object.entries(webhooks).flatMap(([name, it]) => webhookFault(name, it) ?? [])
  const apis = { ...ofType(entries, 'prometheus'), ...ofType(entries, 'http-json'), ...ofType(entries, 'mlflow') }
  const apiFaults = Object.entries(apis).flatMap(([name, it]) => addressFault(name, it) ?? [])
  const postgresFaults = postgres.flatMap(([name, it]) => postgresFault(name, it) ?? [])
  const faults = [...postgresFaults, ...hookFaults, ...pushFaults(pushes), ...apiFaults]
  if (faults.length > 0) throw new ProblemError(faults.map(it => ({ ...it, file: path })))
  return {
    connections: Object.fromEntries([
      ...duckdbs.map(([name, it]) => [name, { ...it, folder: resolve(folder, it.folder) }] as const),
      ...postgres.map(([name, it]) => [name, withPaths(folder, it)] as const),
    ]),
    apis,
    webhooks,
    pushes,
  }
}

function withPaths(folder: string, it: PostgresSettings): PostgresSettings {
  const { passwordFile, ca } = it
  return {
    ...it,
    ...(passwordFile !== undefined && { passwordFile: resolve(folder, passwordFile) }),
    ...(ca !== undefined && { ca: resolve(folder, ca) }),
  }
}

/** Those of one type. */
export function ofType<E extends { readonly type: string }, T extends E['type']>(
  all: Readonly<Record<string, E>>,
  type: T,
): Readonly<Record<string, Extract<E, { type: T }>>> {
  const some = Object.entries(all).filter((it): it is [string, Extract<E, { type: T }>] => it[1].type === type)
  return Object.fromEntries(some)
}
