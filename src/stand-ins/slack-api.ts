/** What stands before the emulator's Web API: it keeps the log, refuses what Slack refuses, and completes the answers. */
import type { EmulatedApp, Loose } from './emulate.ts'
import { paged } from './slack-history.ts'
import { refusalOf } from './slack-refusals.ts'
import { ids, type Member, type Workspace } from './slack-workspace.ts'

/** One call of a Web API method. */
export interface Call {
  /** Starts at 1. */
  readonly n: number
  readonly method: string
  readonly at: Date
  /** Slack's word for what went wrong; left out where it went well. */
  error?: string
}

/** Turns the emulator's one entrance, so that every call to `/api/…` passes here. `socketsUrl` is undefined outside Socket Mode. */
export function standBefore(
  app: EmulatedApp,
  slack: Workspace,
  calls: Call[],
  socketsUrl: () => string | undefined,
): void {
  const inner = app.fetch
  app.fetch = async request => {
    const method = /^\/api\/([\w.]+)$/.exec(new URL(request.url).pathname)?.[1]
    if (method === undefined) return inner(request)
    const home = `${new URL(request.url).origin}/`
    const call: Call = { n: calls.length + 1, method, at: new Date() }
    calls.push(call)
    const body = await request.text()
    const args = argumentsOf(body, request)
    const ask = async (args: Loose): Promise<Loose> => answerOf(await inner(again(request, args)))
    const answer = await answered({ slack, method, args, token: tokenOf(request), home, socketsUrl: socketsUrl(), ask })
    if (!answer.ok) call.error = answer.error
    return Response.json(answer, {
      headers: { 'x-oauth-scopes': slack.scopes.join(','), 'x-accepted-oauth-scopes': '' },
    })
  }
}

export interface Asked {
  readonly slack: Workspace
  readonly method: string
  /** Decoded: `blocks`, `view` and `metadata` are JSON values where they could be read. */
  readonly args: Loose
  readonly token: string | undefined
  /** Where people look at the workspace. */
  readonly home: string
  readonly socketsUrl: string | undefined
  /** Puts the question to the emulator. */
  readonly ask: (args: Loose) => Promise<Loose>
}

async function answered(asked: Asked): Promise<Loose> {
  const refusal = refusalOf(asked)
  if (refusal) return { ok: false, ...refusal }
  const { slack, method, args, ask } = asked
  switch (method) {
    case 'auth.test': {
      const answer = await ask(args)
      return answer.ok ? { ...answer, url: asked.home } : answer
    }
    case 'apps.connections.open':
      return { ok: true, url: asked.socketsUrl }
    case 'bots.info':
      return withApp(await ask(args))
    case 'conversations.history':
    case 'conversations.replies':
      return paged(method, args, ask)
    case 'users.info':
    case 'users.list':
      return withPeople(await ask(args), slack.people)
    default:
      return ask(args)
  }
}

/** The emulator's users lack time zones and what kind of guest somebody is. */
function withPeople(answer: Loose, people: readonly Member[]): Loose {
  const full = {
    tz: 'Europe/Berlin',
    locale: 'en-US',
    is_restricted: false,
    is_ultra_restricted: false,
    is_stranger: false,
  }
  const complete = (user: Loose) => {
    const { realName: _, ...known } = people.find(p => p.id === user.id) ?? ({} as Partial<Member>)
    return { ...user, ...full, ...known }
  }
  if (answer.user) return { ...answer, user: complete(answer.user) }
  return answer.members ? { ...answer, members: answer.members.map(complete) } : answer
}

/** The emulator's bots lack the app they belong to. */
function withApp(answer: Loose): Loose {
  return answer.bot ? { ...answer, bot: { ...answer.bot, app_id: ids.app } } : answer
}

function tokenOf(request: Request): string | undefined {
  return request.headers.get('authorization')?.replace(/^bearer /i, '')
}

function argumentsOf(body: string, request: Request): Loose {
  const isJson = request.headers.get('content-type')?.includes('json')
  const query = new URL(request.url).searchParams
  const args = isJson ? (readable(body) ?? {}) : Object.fromEntries([...query, ...new URLSearchParams(body)])
  for (const key of ['blocks', 'view', 'metadata'])
    if (typeof args[key] === 'string') args[key] = readable(args[key]) ?? args[key]
  return args
}

/** The emulator reads JSON everywhere, so that is how it is asked. */
function again(request: Request, args: Loose): Request {
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  return new Request(request.url, { method: 'POST', headers, body: JSON.stringify(args) })
}

async function answerOf(response: Response): Promise<Loose> {
  if (response.status === 404) return { ok: false, error: 'unknown_method' }
  return readable(await response.text()) ?? { ok: false, error: 'internal_error' }
}

function readable(text: string): Loose {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
