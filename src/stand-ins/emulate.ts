/** The emulator's insides: its plugins, its tables and its routes, which the stand-ins amend. Pinned exactly in package.json. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createEmulator, type Emulator } from 'emulate'

/** What the emulator does not type for us. Only the stand-ins use it. */
// biome-ignore lint/suspicious/noExplicitAny: the emulator publishes no types for its rows, requests and answers.
export type Loose = any

/** The emulator's tables by name: `get`, `all`, `findBy`, `findOneBy`, `insert`, `update` (never write to a row), `delete`. */
export type Tables = Readonly<Record<string, Loose>>

export type Next = () => Promise<unknown>
export type Handler = (c: Loose, next: Next) => unknown

/** The emulator's web server: routes in the order they are asked, and what runs before all of them. */
export interface EmulatedApp {
  readonly routes: Loose[]
  readonly middleware: Loose[]
  use(path: string, handler: Handler): unknown
  on(method: string, path: string, handler: Handler): unknown
  get(path: string, handler: Handler): unknown
  post(path: string, handler: Handler): unknown
  request(path: string, init?: RequestInit): Promise<Response>
  fetch(request: Request): Promise<Response>
}

/** What a plugin gets to build a service with. */
export interface Inside {
  readonly app: EmulatedApp
  readonly store: Loose
  readonly hooks: {
    dispatch(event: string, action: string | undefined, payload: Loose, owner: string, repo?: string): Promise<void>
  }
  readonly url: string
  readonly tokens: Map<string, Loose>
}

interface Plugin {
  register(...args: Loose[]): void
}

const github = await load('  githubPlugin,\n')
const slack = await load('  slackPlugin\n')

export const githubPlugin: Plugin = github.githubPlugin
export const slackPlugin: Plugin = slack.slackPlugin
export const getGitHubStore: (store: Loose) => Tables = github.getGitHubStore
export const getSlackStore: (store: Loose) => Tables = slack.getSlackStore

let last: Promise<unknown> = Promise.resolve()

/**
 * Starts one of the emulator's services with our amendments around its own routes. `amend` is called once, while
 * the service is built, and must itself call `register()`: what it adds before stands before the emulator's routes.
 */
export function startAmended(
  service: 'github' | 'slack',
  options: { readonly port?: number | undefined; readonly seed: Loose },
  amend: (inside: Inside, register: () => void) => void,
): Promise<Emulator> {
  const started = last.then(() => startNow(service, options, amend))
  last = started.catch(() => undefined)
  return started
}

/** Plugins are shared by a whole process, so the wrap lives only while one service is built, and starts queue up. */
async function startNow(...[service, { port = 0, seed }, amend]: Parameters<typeof startAmended>): Promise<Emulator> {
  const plugin = service === 'github' ? githubPlugin : slackPlugin
  const register = plugin.register
  plugin.register = (app, store, hooks, url, tokens) => {
    amend({ app, store, hooks, url, tokens }, () => register.call(plugin, app, store, hooks, url, tokens))
  }
  try {
    return await createEmulator({ service, port, seed })
  } finally {
    plugin.register = register
  }
}

/** The files of the emulator carry hashes in their names, so the one we need is found by what it exports. */
async function load(exported: string): Promise<Loose> {
  const folder = dirname(fileURLToPath(import.meta.resolve('emulate')))
  const file = readdirSync(folder).find(
    name => name.endsWith('.js') && readFileSync(join(folder, name), 'utf8').includes(exported),
  )
  if (file === undefined)
    throw new Error(`emulate has no file that exports ${exported.trim()}. fix: pin emulate 0.12.2`)
  return import(pathToFileURL(join(folder, file)).href)
}
