/** The made-up airline: this repository's models and policies on a local GitHub, its people on a local Slack, real flights. */
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SLACK_SCOPES } from '../core/slack-app.ts'
import { type GitHubStandIn, startGitHub } from './github.ts'
import type { OnDispatch } from './github-workflows.ts'
import { type SlackStandIn, startSlack } from './slack.ts'

export const OWNER = 'acme'
export const REPO = 'models'
export const WEBHOOK_SECRET = 'a-webhook-secret'
export const SIGNING_SECRET = 'a-signing-secret'

const NAMES = {
  ana: 'Ana Ruiz',
  bo: 'Bo Lindqvist',
  chen: 'Chen Wei',
  dana: 'Dana Okafor',
  mara: 'Mara Costa',
  eli: 'Eli Novak',
  fay: 'Fay Osei',
}
export const CHANNELS = [
  { id: 'C0FLIGHTOPS', name: 'flight-ops' },
  { id: 'C0APPROVALS', name: 'approvals' },
  { id: 'C0LUNCH', name: 'lunch' },
]

export interface Airline {
  readonly github: GitHubStandIn
  readonly slack: SlackStandIn
  /** The folder the serving system keeps its state in: one line for each delivery. */
  readonly serving: string
  /** What the serving system says that it runs. */
  deliver(version: string, at: Date, model?: string): Promise<void>
  readonly connections: Readonly<Record<string, { readonly type: 'duckdb'; readonly folder: string }>>
  close(): Promise<void>
}

export interface AirlineOptions {
  readonly now: () => Date
  /** Files that replace or join those of the working tree. */
  readonly files?: Readonly<Record<string, string>>
  readonly guests?: readonly string[]
  /** Called before the delivery takes effect; what it returns ends the run. Left out: it succeeds at once. */
  readonly onDispatch?: OnDispatch
  readonly ports?: { readonly github?: number; readonly slack?: number }
}

/** Starts everything the bot talks to. The bot itself is the caller's. */
export async function startAirline({
  now,
  files = {},
  guests = [],
  onDispatch,
  ports = {},
}: AirlineOptions): Promise<Airline> {
  const serving = await mkdtemp(join(tmpdir(), 'kedge-serving-'))
  const log = (model: string) => join(serving, `${model}.csv`)
  await writeFile(log('flight-delay'), 'at,version\n2001-02-01T00:00:00Z,1.1.0\n')
  await writeFile(log('gate-plan'), 'at,version\n2001-05-14T00:00:00Z,1.0.0\n')
  const deliver = (version: string, at: Date, model = 'flight-delay') =>
    appendFile(log(model), `${at.toISOString()},${version}\n`)
  const github = await startGitHub({
    owner: OWNER,
    repo: REPO,
    now,
    webhookSecret: WEBHOOK_SECRET,
    people: [
      { login: 'root', name: 'Root', email: 'root@acme.test', admin: true },
      ...Object.entries(NAMES).map(([login, name]) => ({ login, name, email: `${login}@acme.test` })),
    ],
    ...(ports.github !== undefined && { port: ports.github }),
    onDispatch: async run => {
      const conclusion = onDispatch ? await onDispatch(run) : 'success'
      // Neither a training nor a suite of tests brings anything to where the model runs.
      const { version, model, suite } = run.inputs
      if (conclusion === 'success' && version !== undefined && suite === undefined) await deliver(version, now(), model)
      return conclusion
    },
  })
  await github.seedRepository({
    files: { ...(await repositoryFiles()), ...files },
    message: 'Describe the models and the rules',
  })
  await github.requireCheck()
  const slack = await startSlack({
    people: Object.entries(NAMES).map(([name, realName]) => ({
      id: `U0${name.toUpperCase()}`,
      name,
      realName,
      is_restricted: guests.includes(name),
    })),
    channels: CHANNELS,
    scopes: SLACK_SCOPES.map(scope => scope.name),
    signingSecret: SIGNING_SECRET,
    now,
    ...(ports.slack !== undefined && { port: ports.slack }),
  })
  return {
    github,
    slack,
    serving,
    deliver,
    connections: { flights: { type: 'duckdb', folder: flightsFolder() }, serving: { type: 'duckdb', folder: serving } },
    close: async () => {
      await slack.close()
      await github.close()
      await rm(serving, { recursive: true, force: true })
    },
  }
}

/** Three million real flights, from the npm package that carries them. */
function flightsFolder(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('vega-datasets'))), '..', 'data')
}

/** This repository's own models, policies and delivery workflow, as they are in the working tree. */
async function repositoryFiles(): Promise<Record<string, string>> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files: Record<string, string> = {}
  for (const folder of ['models', 'policies', '.github/workflows']) {
    for (const name of await readdir(join(root, folder)))
      files[`${folder}/${name}`] = await readFile(join(root, folder, name), 'utf8')
  }
  return files
}
