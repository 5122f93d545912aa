/** What GitHub refused, in the terms of `OutsideError`, naming the call and what may be missing. */
import { RequestError } from 'octokit'
import { GITHUB_CALLS, GITHUB_PERMISSIONS, type GitHubCall, OPTIONAL_PERMISSIONS, spoken } from '../core/github-app.ts'
import { type OutsideError, type OutsideFault, outside } from '../core/outside.ts'
import { systemCode } from '../core/system-code.ts'
import { says } from '../words/says.ts'

/** Only what the client throws is translated; anything else is our own bug and stays what it is. */
export function asOutside(call: GitHubCall, repository: string, error: unknown): unknown {
  if (!(error instanceof RequestError)) return abortOf(call, error) ?? error
  const is = faultOf(error)
  const why = error.response
    ? `${error.status} ${firstLine(error.message)}`
    : says.githubErrors.noAnswer(systemCode(error.cause) ?? firstLine(error.message))
  const fix =
    is === 'denied' && isEntry(error)
      ? says.githubErrors.fix.entry(repository)
      : fixOf(is, error.status, call, repository)
  const more = is === 'limited' ? { retryAfterS: retryAfterS(error) } : {}
  return outside(is, [says.githubErrors.refused(call, repository, why), fix], { cause: error, from: 'github', ...more })
}

/** An answer that makes no sense, such as a proxy's page where JSON was due. It may have been done, so look first. */
export function senseless(call: GitHubCall, repository: string): OutsideError {
  return outside('unavailable', says.githubErrors.senseless(call, repository), { from: 'github' })
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

function fixOf(is: OutsideFault, status: number, call: GitHubCall, repository: string): string {
  const { fix } = says.githubErrors
  if (is !== 'denied') return fix[is]
  if (status === 401) return fix.entry(repository)
  const [name = '', level = ''] = GITHUB_CALLS[call].needs.split(':')
  const because = [...GITHUB_PERMISSIONS, ...OPTIONAL_PERMISSIONS].find(p => p.name === name)?.because ?? ''
  const permission = { name: spoken(name), level, because }
  if (status === 403) return fix.give(permission)
  return status === 404 ? fix.find(repository, permission) : fix.check(permission)
}

function abortOf(call: GitHubCall, error: unknown): OutsideError | undefined {
  if (!(error instanceof Error) || error.name !== 'AbortError') return undefined
  return outside('unavailable', says.githubErrors.cut(call), { cause: error, from: 'github' })
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, 500) ?? ''
}
