/** What the emulator leaves out of its answers and webhooks, and `ETag` with 304 around every GET. */
import { createHash } from 'node:crypto'
import type { Loose } from './emulate.ts'
import { checkFields } from './github-checks.ts'
import { type Ground, object } from './github-ground.ts'
import { requiredChecks } from './github-protection.ts'
import { pullFields } from './github-pulls.ts'

export function amendAnswers(g: Ground): void {
  const fetch = g.app.fetch
  g.app.fetch = async request => tagged(request, await completed(g, request, asText(request, await fetch(request))))
}

/** Completes what lies in an answer or a webhook: pull requests, check runs and workflow runs, one or two levels down. */
export async function complete(g: Ground, value: Loose, depth = 2): Promise<Loose> {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return Promise.all(value.map(v => complete(g, v, depth)))
  if ('changed_files' in value) return { ...value, ...(await pullFields(g, value.number, value.base.repo.id)) }
  if ('run_attempt' in value && 'display_title' in value) return { ...value, ...runFields(g, value) }
  if ('external_id' in value && 'output' in value) return { ...value, ...checkFields(g, value.id) }
  if (depth === 0) return value
  const entries = Object.entries(value).map(async ([key, v]) => [key, await complete(g, v, depth - 1)])
  return Object.fromEntries(await Promise.all(entries))
}

function runFields(g: Ground, run: Loose): Loose {
  const row = g.db.workflowRuns.get(run.id)
  const commit = row && object(g, 'commits', { id: row.repo_id }, run.head_sha)
  const head_commit = { ...run.head_commit, tree_id: commit?.tree_sha ?? null, message: commit?.message ?? '' }
  return { display_title: row?.display_title ?? run.display_title, head_commit }
}

const needsMore = /\/(pulls|check-runs|check-suites|runs)(\/|$)/
const protection = /\/branches\/.+/

async function completed(g: Ground, request: Request, answer: Response): Promise<Response> {
  const { pathname } = new URL(request.url)
  const checks = protection.test(pathname) && answer.ok && requiredChecks(g, pathname)
  if (!isJson(answer) || !answer.ok || !(checks || needsMore.test(pathname))) return answer
  const json = await answer.json()
  const body = checks ? withChecks(json, checks) : await complete(g, json)
  return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers })
}

/** GitHub names a character set when it sends a file raw, and so Octokit makes it a string. */
function asText(request: Request, answer: Response): Response {
  if (answer.headers.get('content-type') !== 'application/octet-stream') return answer
  if (!/^\/repos\/[^/]+\/[^/]+\/contents\//.test(new URL(request.url).pathname)) return answer
  const headers = new Headers(answer.headers)
  headers.set('content-type', 'application/vnd.github.raw; charset=utf-8')
  return new Response(answer.body, { status: answer.status, headers })
}

function withChecks(value: Loose, checks: Loose): Loose {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, v]) => [key, key === 'checks' ? checks : withChecks(v, checks)])
  return Object.fromEntries(entries)
}

async function tagged(request: Request, answer: Response): Promise<Response> {
  if (request.method !== 'GET' || answer.status !== 200 || !isJson(answer)) return answer
  const text = await answer.text()
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`
  const headers = new Headers(answer.headers)
  headers.set('etag', etag)
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(text, { status: 200, headers })
}

function isJson(answer: Response): boolean {
  return answer.headers.get('content-type')?.includes('json') ?? false
}
