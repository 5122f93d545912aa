/** The App's own client: patient where that is safe, quick to give up where it is not. */
import { createPrivateKey } from 'node:crypto'
import { App, Octokit, RequestError } from 'octokit'
import { GITHUB_CALLS, type GitHubCall } from '../core/github-app.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { asOutside, senseless } from './github-errors.ts'
import { boundedFetch } from './github-fetch.ts'

export interface GitHubSettings {
  readonly owner: string
  readonly repo: string
  readonly appId: number
  /** PEM; line breaks may be written `\n`, as they are in an environment variable. */
  readonly privateKey: string
  /** Found by the repository when it is not given. */
  readonly installation?: number
  /** `https://host/api/v3` of an Enterprise Server, `https://api.name.ghe.com` with data residency. */
  readonly baseUrl?: string
  /** The branch whose files are in force. */
  readonly mainBranch?: string
  readonly recordBranch?: string
  /** For one attempt at one call. */
  readonly timeoutMs?: number
  /** `none`: no pauses between writes and hardly any before repeats, for a stand-in on this machine. */
  readonly pace?: 'github' | 'none'
}

type Rest = Octokit['rest']
type MethodOf<K> = K extends `${infer S extends string & keyof Rest}.${infer M}`
  ? M extends keyof Rest[S]
    ? Rest[S][M]
    : never
  : never
type Given<K> = MethodOf<K> extends (params?: infer P) => unknown ? Omit<NonNullable<P>, 'owner' | 'repo'> : never
type Answer<K> = MethodOf<K> extends (...args: never) => Promise<infer R> ? R : never

export interface GitHubClient {
  readonly settings: GitHubSettings
  /** `owner/name`. */
  readonly repository: string
  /** One call from the table in core/github-app.ts. Throws `OutsideError`. */
  call<K extends GitHubCall>(name: K, params: Given<K>): Promise<Answer<K>>
  /** Every page of a list, `pick` taking the items out of an answer. */
  every<K extends GitHubCall, T>(name: K, params: Given<K>, pick: (answer: Answer<K>) => readonly T[]): Promise<T[]>
}

// 403 and 429 belong to throttling; 405 and 409 mean that the world has moved.
const doNotRetry = [304, 400, 401, 403, 404, 405, 409, 410, 422, 429, 451]
const pagesMax = 100

export function githubClient(settings: GitHubSettings): GitHubClient {
  const repository = `${settings.owner}/${settings.repo}`
  const app = new App({ appId: settings.appId, privateKey: keyOf(settings), Octokit: patient(settings), log: silent })
  let found: Promise<Octokit> | undefined
  const installed = () => (found ??= settle(install(app, settings), () => (found = undefined)))

  const call: GitHubClient['call'] = async (name, params) => {
    try {
      const octokit = name.startsWith('apps.') ? app.octokit : await installed()
      const answer = await send(octokit, name, { owner: settings.owner, repo: settings.repo, ...params })
      if (typeof answer.data === 'string' && answer.status !== 204) throw senseless(name, repository)
      return answer
    } catch (error) {
      // The App may have been installed anew under another number.
      if (error instanceof RequestError && error.request.url.includes('/access_tokens')) found = undefined
      throw asOutside(name, repository, error)
    }
  }
  return { settings, repository, call, every: (name, params, pick) => everyPage(call, name, params, pick) }
}

/** The one place where a name from the table becomes a method of Octokit; the types above say which. */
// biome-ignore lint/suspicious/noExplicitAny: the type of the answer is that of the name, which `call` promises.
function send(octokit: Octokit, name: GitHubCall, params: object): Promise<any> {
  const [scope = '', method = ''] = name.split('.')
  const rest = octokit.rest as unknown as Record<string, Record<string, (params: object) => Promise<unknown>>>
  const request = 'once' in GITHUB_CALLS[name] ? { request: { retries: 0 } } : {}
  const asked = rest[scope]?.[method]
  if (!asked) throw new Error(`Octokit has no ${name}`)
  return asked({ ...params, ...request })
}

async function everyPage<K extends GitHubCall, T>(
  call: GitHubClient['call'],
  name: K,
  params: Given<K>,
  pick: (answer: Answer<K>) => readonly T[],
): Promise<T[]> {
  const items: T[] = []
  for (let page = 1; page <= pagesMax; page++) {
    const answer = await call(name, { ...params, per_page: 100, page })
    items.push(...pick(answer))
    if (!/rel="next"/.test((answer as { headers: { link?: string } }).headers.link ?? '')) return items
  }
  throw new ProblemError([problem('too-many', ...says.githubClient.tooMany(name, pagesMax))])
}

function patient({ baseUrl = 'https://api.github.com', timeoutMs = 15_000, pace = 'github' }: GitHubSettings) {
  const slow = { onRateLimit: brief, onSecondaryRateLimit: brief }
  return Octokit.plugin(noLeak).defaults({
    baseUrl: baseUrl.replace(/\/$/, ''),
    userAgent: 'kedge',
    log: silent,
    request: { fetch: boundedFetch({ timeoutMs }) },
    retry: { doNotRetry, retries: 2, ...(pace === 'none' && { retryAfterBaseValue: 10 }) },
    throttle: pace === 'none' ? { enabled: false } : slow,
  })
}

/** Octokit keeps the count of repeats in an object that all calls share. */
function noLeak(octokit: { hook: Octokit['hook'] }): void {
  octokit.hook.before('request', options => {
    options.request = { ...options.request, retryCount: 0 }
  })
}

/** A short pause is taken for a read; a write goes back to the outbox, which knows when to try again. */
function brief(seconds: number, options: object, _octokit: unknown, count: number): boolean {
  return 'method' in options && options.method === 'GET' && seconds <= 10 && count < 2
}

async function install(app: InstanceType<typeof App>, settings: GitHubSettings): Promise<Octokit> {
  const { owner, repo, installation } = settings
  const id = installation ?? (await app.octokit.rest.apps.getRepoInstallation({ owner, repo })).data.id
  return (await app.getInstallationOctokit(id)) as Octokit
}

function settle<T>(promise: Promise<T>, forget: () => void): Promise<T> {
  promise.catch(forget)
  return promise
}

function keyOf({ privateKey }: GitHubSettings): string {
  const pem = privateKey.replaceAll('\\n', '\n')
  try {
    createPrivateKey(pem)
  } catch {
    throw new ProblemError([problem('github-key', ...says.githubClient.noKey)])
  }
  return pem
}

const quiet = () => undefined
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }
