/** What the environment and its files say, as the edges want it. Everything that is wrong is told at once. */
import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import { readSettings } from '../core/read-settings.ts'
import { SETTINGS, type Setting, type SettingName, type Settings } from '../core/settings.ts'
import type { Pushes } from '../sources/push.ts'
import { says } from '../words/says.ts'
import type { ApiKey } from './api-door.ts'
import { type AllConnections, type Connections, readConnections } from './connections.ts'
import type { GitHubSettings } from './github.ts'
import type { Apis } from './http-queries.ts'
import type { SlackSettings } from './slack.ts'
import type { Webhooks } from './webhook.ts'

export interface Deployment {
  readonly github: GitHubSettings & { readonly webhookSecret?: string }
  readonly slack: Omit<SlackSettings, 'log'>
  readonly connections: Connections
  readonly apis: Apis
  readonly webhooks: Webhooks
  readonly pushes: Pushes
  readonly api?: ApiKey
  readonly metricsToken?: string
  readonly data: string
  readonly inboxMost: number
  /** Values that must never be written anywhere. */
  readonly secrets: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

const KEY = 'KEDGE_GITHUB_PRIVATE_KEY'

/** Throws `ProblemError` with every problem of the settings and of the two files they name. */
export async function readDeployment(env: Environment): Promise<Deployment> {
  const { settings, problems, connections, privateKey } = await readParts(env)
  if (!settings || !connections || privateKey === undefined) throw new ProblemError(problems)
  return {
    github: githubOf(settings, privateKey),
    slack: slackOf(settings),
    ...connections,
    ...apiOf(settings),
    ...(settings.KEDGE_METRICS_TOKEN !== undefined && { metricsToken: settings.KEDGE_METRICS_TOKEN }),
    data: settings.KEDGE_DATA,
    inboxMost: Number(settings.KEDGE_INBOX_MAX),
    secrets: secretsOf({ given: settings, privateKey, connections }),
  }
}

/** What can be read of a deployment that may have faults, and the faults. */
export interface DeploymentParts extends ReturnType<typeof readSettings> {
  readonly connections?: AllConnections
  readonly privateKey?: string
}

export async function readParts(env: Environment): Promise<DeploymentParts> {
  const { problems, ...read } = readSettings(env)
  const told: Problem[] = [...problems]
  const connections = await orTold(told, readConnections(given(env, 'KEDGE_CONNECTIONS')))
  const wellFormed = !problems.some(it => it.says.startsWith(`${KEY} `))
  const privateKey = wellFormed ? await orTold(told, readKey(given(env, KEY))) : undefined
  return {
    ...read,
    problems: told,
    ...(connections && { connections }),
    ...(privateKey !== undefined && { privateKey }),
  }
}

function sharedWith({ connections, webhooks, pushes, apis }: AllConnections): string[] {
  return [
    ...Object.values(connections).flatMap(it => ('password' in it ? (it.password ?? []) : [])),
    ...Object.values(webhooks).map(({ secret }) => secret),
    ...Object.values(pushes).map(({ token }) => token),
    ...Object.values(apis).flatMap(({ token, password }) => [token ?? [], password ?? []].flat()),
  ]
}

/** A setting as the environment gives it, or its fallback. */
export function given(env: Environment, name: SettingName): string {
  const setting: Setting = SETTINGS[name]
  return env[name]?.trim() || (setting.fallback ?? '')
}

async function orTold<T>(told: Problem[], reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    told.push(...error.problems)
    return undefined
  }
}

/** The PEM text itself, with line breaks written `\n` where the environment knows no others, or the path of its file. */
async function readKey(value: string): Promise<string> {
  const text = value.startsWith('-----BEGIN') ? value : await readFile(value, 'utf8').catch(() => undefined)
  if (text === undefined) throw new ProblemError([problem('no-private-key', ...says.deployment.unreadable(KEY))])
  const pem = text.replaceAll('\\n', '\n')
  try {
    createPrivateKey(pem)
    return pem
  } catch {
    throw new ProblemError([problem('no-private-key', ...says.deployment.noKey(KEY))])
  }
}

export function githubOf(settings: Settings, privateKey: string): Deployment['github'] {
  const [owner = '', repo = ''] = settings.KEDGE_GITHUB_REPOSITORY.split('/')
  const webhookSecret = settings.KEDGE_GITHUB_WEBHOOK_SECRET
  return {
    owner,
    repo,
    appId: Number(settings.KEDGE_GITHUB_APP_ID),
    privateKey,
    baseUrl: settings.KEDGE_GITHUB_URL,
    mainBranch: settings.KEDGE_GITHUB_BRANCH,
    ...(webhookSecret !== undefined && { webhookSecret }),
  }
}

/** Socket Mode where there is a token for it, since it needs no way in from outside. */
export function slackOf(settings: Settings): Deployment['slack'] {
  const { KEDGE_SLACK_APP_TOKEN: appToken, KEDGE_SLACK_SIGNING_SECRET: signingSecret = '' } = settings
  return {
    app: settings.KEDGE_SLACK_APP_ID,
    team: settings.KEDGE_SLACK_TEAM_ID,
    botToken: settings.KEDGE_SLACK_BOT_TOKEN,
    by: appToken === undefined ? { http: { signingSecret } } : { socket: { appToken } },
    listen: { port: Number(settings.KEDGE_PORT), host: settings.KEDGE_HOST },
    apiUrl: settings.KEDGE_SLACK_API_URL,
  }
}

function apiOf({ KEDGE_API_SECRET: secret, KEDGE_API_OWNER: owner }: Settings): Pick<Deployment, 'api'> {
  return secret === undefined || owner === undefined ? {} : { api: { secret, owner } }
}

/** Whatever was read of them: a setting that is wrong may be a secret all the same. */
export function secretsOf({
  given,
  privateKey,
  connections,
}: Pick<DeploymentParts, 'given' | 'privateKey' | 'connections'>): string[] {
  const named = Object.entries(SETTINGS).filter(([, setting]) => 'secret' in setting)
  const values = named.flatMap(([name]) => given[name as SettingName] ?? [])
  return [
    ...values.filter(value => value !== given.KEDGE_GITHUB_PRIVATE_KEY),
    ...(privateKey === undefined ? [] : [privateKey]),
    ...(connections === undefined ? [] : sharedWith(connections)),
  ]
}
