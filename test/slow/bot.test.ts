import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SETTINGS } from '../../src/core/settings.ts'
// @ts-expect-error It is plain JavaScript, for the sake of a Node that cannot read anything else.
import { nodeProblem } from '../../src/node-version.js'
import { type Airline, OWNER, REPO, SIGNING_SECRET, startAirline, WEBHOOK_SECRET } from '../../src/stand-ins/airline.ts'

const ROOT = join(import.meta.dirname, '../..')

interface Bot {
  readonly child: ChildProcess
  /** Everything it wrote until now. */
  said(): string
  /** Waits for words in what it writes. */
  says(words: RegExp): Promise<RegExpExecArray>
  readonly code: Promise<number | null>
}

const children: ChildProcess[] = []
function start(env: Record<string, string>, cwd = ROOT): Bot {
  const args = ['--import', join(ROOT, 'src/node-version.js'), join(ROOT, 'src/bot.ts')]
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH ?? '', ...env } })
  children.push(child)
  let text = ''
  const hear = (chunk: Buffer) => {
    text += chunk
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = once(child, 'exit').then(([exit]) => exit as number | null)
  return { child, said: () => text, says: words => heard(() => text, words), code }
}

async function heard(text: () => string, words: RegExp): Promise<RegExpExecArray> {
  for (const end = Date.now() + 60_000; ; ) {
    const found = words.exec(text())
    if (found) return found
    if (Date.now() > end) throw new Error(`it never said ${words}; it said:\n${text()}`)
    await new Promise(done => setTimeout(done, 20))
  }
}

/** An Enterprise Server keeps its API below a path; a stand-in does not. Counts what came. */
async function behindAPath(target: string, prefix: string) {
  const to = new URL(target)
  let came = 0
  const server = createServer((req, res) => {
    came++
    if (!req.url?.startsWith(`${prefix}/`)) return void res.writeHead(404).end('{}')
    const options = { host: to.hostname, port: to.port, method: req.method, headers: req.headers }
    const up = request({ ...options, path: req.url.slice(prefix.length) }, answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    })
    up.on('error', () => req.socket.destroy())
    req.pipe(up)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url, came: () => came, close }
}

let air: Airline
let enterprise: Awaited<ReturnType<typeof behindAPath>>
let folder: string
beforeAll(async () => {
  air = await startAirline({ now: () => new Date() })
  enterprise = await behindAPath(air.github.url, '/api/v3')
  folder = await mkdtemp(join(tmpdir(), 'kedge-bot-'))
  await writeFile(join(folder, 'app.pem'), air.github.app.privateKey)
  const lines = Object.entries(air.connections).map(([name, it]) => `${name}: { type: duckdb, folder: '${it.folder}' }`)
  await writeFile(join(folder, 'connections.yaml'), `${lines.join('\n')}\n`)
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  enterprise?.close()
  await air?.close()
  await rm(folder, { recursive: true, force: true })
})

const environment = () => ({
  KEDGE_GITHUB_REPOSITORY: `${OWNER}/${REPO}`,
  KEDGE_GITHUB_APP_ID: String(air.github.app.id),
  KEDGE_GITHUB_PRIVATE_KEY: './app.pem',
  KEDGE_GITHUB_WEBHOOK_SECRET: WEBHOOK_SECRET,
  KEDGE_GITHUB_URL: enterprise.url,
  KEDGE_SLACK_APP_ID: air.slack.ids.app,
  KEDGE_SLACK_TEAM_ID: air.slack.ids.team,
  KEDGE_SLACK_BOT_TOKEN: air.slack.botToken,
  KEDGE_SLACK_API_URL: air.slack.apiUrl,
  KEDGE_PORT: '0',
  KEDGE_HOST: '127.0.0.1',
})

/** How many lines the record has on GitHub; the first is the genesis. */
async function recordLines(): Promise<number> {
  const root = air.github.person('root')
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the API, read for two names.
  const read = (path: string): Promise<any> => root.call('GET', `/repos/${OWNER}/${REPO}/${path}`)
  const { tree = [] } = await read('git/trees/kedge%2Frecord?recursive=1').catch(() => ({}))
  const files = tree.filter((it: { type: string }) => it.type === 'blob')
  const texts = await Promise.all(files.map(async (it: { sha: string }) => (await read(`git/blobs/${it.sha}`)).content))
  return texts.map(text => Buffer.from(text, 'base64').toString().split('\n').length - 1).reduce((a, b) => a + b, 0)
}

test('[A11] with an empty environment it leaves with 2 and names everything that is missing, with where to get it', async () => {
  const bot = start({}, folder)
  expect(await bot.code).toBe(2)
  const needed = Object.entries(SETTINGS).filter(([, it]) => !('optional' in it) && !('fallback' in it))
  expect(needed.map(([name]) => name).filter(name => !bot.said().includes(`${name} is not set`))).toEqual([])
  expect(bot.said().match(/^ {2}fix: /gm)).toHaveLength(needed.length + 1)
})

test('[A11] files that cannot be read are named together with settings that are wrong', async () => {
  const wrong = { KEDGE_GITHUB_PRIVATE_KEY: './nothing.pem', KEDGE_CONNECTIONS: 'nowhere.yaml', KEDGE_PORT: 'http' }
  const bot = start({ ...environment(), ...wrong, KEDGE_SLACK_APP_TOKEN: air.slack.appToken }, folder)
  expect(await bot.code).toBe(2)
  expect([...bot.said().matchAll(/^error (\S+):/gm)].map(found => found[1])).toEqual([
    'malformed-setting',
    'no-connections',
    'no-private-key',
  ])
})

test('[A11] it starts on the real SDKs behind an Enterprise path, answers, and stops cleanly when told to', async () => {
  const env = { ...environment(), KEDGE_SLACK_SIGNING_SECRET: SIGNING_SECRET }
  const bot = start(env, folder)
  const [, port] = await bot.says(/"port":(\d+).*Kedge is up/)
  const url = `http://127.0.0.1:${port}`
  air.slack.useHttp(`${url}/slack/events`)
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok')
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const ana = air.slack.person('U0ANA')
  await ana.command('C0FLIGHTOPS', '/kedge help')
  await heard(() => JSON.stringify(ana.whispers()), /\/kedge rollback &lt;model&gt; to/)
  expect(enterprise.came()).toBeGreaterThan(3)
  await expect.poll(recordLines, { timeout: 20_000 }).toBeGreaterThan(1)
  bot.child.kill('SIGTERM')
  expect(await bot.code).toBe(0)
  expect(bot.said()).toMatch(/"msg":"stopped"/)
  for (const secret of [SIGNING_SECRET, WEBHOOK_SECRET, air.slack.botToken]) expect(bot.said()).not.toContain(secret)
}, 40_000)

test('[A11] Socket Mode needs no way in; a database that was lost is restored from the record', async () => {
  await rm(join(folder, '.kedge'), { recursive: true })
  await air.slack.useSocket()
  const bot = start({ ...environment(), KEDGE_SLACK_APP_TOKEN: air.slack.appToken }, folder)
  const [, port] = await bot.says(/"port":(\d+).*Kedge is up/)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).status).toBe(404)
  expect(bot.said()).toMatch(/"events":\d+.*the database was empty; it was restored from the record/)
  expect(bot.said()).toMatch(/The branch kedge\/record is not protected/)
  bot.child.kill('SIGINT')
  expect(await bot.code).toBe(0)
}, 40_000)

test('[A11] a key that GitHub refuses is said with its fix, and nothing is started', async () => {
  const bot = start({ ...environment(), KEDGE_GITHUB_APP_ID: '99', KEDGE_SLACK_APP_TOKEN: air.slack.appToken }, folder)
  expect(await bot.code).toBe(2)
  expect(bot.said()).toMatch(
    /error github-refuses: GitHub, apps\.\S+ on acme\/models: 401.*\n {2}fix: check the App’s id/,
  )
}, 40_000)

test('[A11] a Node that is too old is refused with what to do', () => {
  const refused = ['20.20.2', '22.18.0', '24.11.1', '18.0.0'].filter(version => nodeProblem(version) !== undefined)
  expect(refused).toHaveLength(4)
  expect(nodeProblem('20.20.2')).toMatch(
    /needs Node 24\.12 or newer, and this is 20\.20\.2\.\n {2}fix: install Node 24/,
  )
  expect(['24.12.0', '24.21.0', '25.0.0'].filter(version => nodeProblem(version) !== undefined)).toEqual([])
})
