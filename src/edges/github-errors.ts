/** What GitHub refused, in the terms of `OutsideError`, naming the call and what may be missing. */
import { RequestError } from 'octokit'
import { GITHUB_CALLS, GITHUB_PERMISSIONS, type GitHubCall, OPTIONAL_PERMISSIONS, spoken } from '../core/github-app.ts'
import { OutsideError, type OutsideFault } from '../core/outside.ts'

/** Only what the client throws is translated; anything else is our own bug and stays what it is. */
export function asOutside(call: GitHubCall, repository: string, error: unknown): unknown {
  if (!(error instanceof RequestError)) return abortOf(call, error) ?? error
  const is = faultOf(error)
  const said = error.response ? `${error.status} ${firstLine(error.message)}` : firstLine(error.message)
  const fix = is === 'denied' && isEntry(error) ? entryFix(repository) : fixOf(is, error.status, call, repository)
  const more = is === 'limited' ? { retryAfterS: retryAfterS(error) } : {}
  return new OutsideError(is, `GitHub, ${call} on ${repository}: ${said}\n  fix: ${fix}`, { cause: error, ...more })
}

/** An answer that makes no sense, such as a proxy's page where JSON was due. It may have been done, so look first. */
export function senseless(call: GitHubCall, repository: string, why: string): OutsideError {
  return new OutsideError(
    'unavailable',
    `GitHub, ${call} on ${repository}: ${why}\n  fix: look at the proxy in between; it is tried again`,
  )
}

function faultOf(error: RequestError): OutsideFault {
  const { status } = error
  if (status === 429 || (status === 403 && isLimit(error))) return 'limited'
  if ([405, 409, 422].includes(status)) return 'moved'
  if (status >= 500 || status === 408 || status < 400) return 'unavailable'
  return 'denied'
}

function isLimit({ response, message }: RequestError): boolean {
  const headers = response?.headers ?? {}
  return headers['x-ratelimit-remaining'] === '0' || 'retry-after' in headers || /rate limit/i.test(message)
}

/** As GitHub asks: `retry-after`, else the moment the hourly limit starts anew, else a minute. */
function retryAfterS({ response }: RequestError): number {
  const headers: Record<string, unknown> = response?.headers ?? {}
  const after = Number(headers['retry-after'])
  if (after > 0) return after
  const reset = Number(headers['x-ratelimit-reset'])
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0)
    return Math.max(1, Math.ceil(reset - Date.now() / 1000) + 1)
  return 60
}

/** Refused at the entry, whatever was asked for then: one reason for all calls. */
function isEntry({ request }: RequestError): boolean {
  return /\/(access_tokens|installation)$/.test(request.url)
}

const entryFix = (repository: string) =>
  `check the App's id and private key, and that the App is installed on ${repository}`

function fixOf(is: OutsideFault, status: number, call: GitHubCall, repository: string): string {
  if (is === 'moved') return 'look again and decide anew; nothing is repeated blindly'
  if (is === 'limited') return 'wait; if it comes often, ask for less or give the App an installation of its own'
  if (is === 'unavailable') return 'nothing to do: it is looked at and tried again; see https://www.githubstatus.com'
  if (status === 401) return entryFix(repository)
  const [name = '', level = ''] = GITHUB_CALLS[call].needs.split(':')
  const because = [...GITHUB_PERMISSIONS, ...OPTIONAL_PERMISSIONS].find(p => p.name === name)?.because ?? ''
  const permission = `the App's permission "${spoken(name)}: ${level}" (${because}), accepted by an owner`
  if (status === 403) return `give and accept ${permission}`
  if (status === 404) return `check that it is there, that the App is installed on ${repository}, and ${permission}`
  return `check what was asked for, and ${permission}`
}

function abortOf(call: GitHubCall, error: unknown): OutsideError | undefined {
  if (!(error instanceof Error) || error.name !== 'AbortError') return undefined
  return new OutsideError('unavailable', `GitHub, ${call}: cut off\n  fix: it is looked at and tried again`, {
    cause: error,
  })
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, 500) ?? ''
}
