import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Probe } from '../../src/core/probe.ts'
import { type Airline, OWNER, REPO, startAirline } from '../../src/stand-ins/airline.ts'
import { ROOT } from '../fixtures/kedge-process.ts'

let air: Airline
let folder: string
beforeAll(async () => {
  air = await startAirline({ now: () => new Date() })
  await air.slack.useSocket()
  folder = await mkdtemp(join(tmpdir(), 'kedge-doctor-'))
  await writeFile(join(folder, 'app.pem'), air.github.app.privateKey)
  const lines = Object.entries(air.connections).map(([name, it]) => `${name}: { type: duckdb, folder: '${it.folder}' }`)
  await writeFile(join(folder, 'connections.yaml'), `${lines.join('\n')}\n`)
}, 60_000)
afterAll(async () => {
  await air?.close()
  await rm(folder, { recursive: true, force: true })
})

const environment = () => ({
  KEDGE_GITHUB_REPOSITORY: `${OWNER}/${REPO}`,
  KEDGE_GITHUB_APP_ID: String(air.github.app.id),
  KEDGE_GITHUB_PRIVATE_KEY: './app.pem',
  KEDGE_GITHUB_URL: air.github.url,
  KEDGE_SLACK_APP_ID: air.slack.ids.app,
  KEDGE_SLACK_TEAM_ID: air.slack.ids.team,
  KEDGE_SLACK_BOT_TOKEN: air.slack.botToken,
  KEDGE_SLACK_APP_TOKEN: air.slack.appToken,
  KEDGE_SLACK_API_URL: air.slack.apiUrl,
  KEDGE_PORT: '0',
})

/** In a folder of its own, with nothing in the environment but this. */
function doctor(env: Readonly<Record<string, string>>, ...args: string[]) {
  const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', ...env }, timeout: 30_000 }
  return new Promise<{ code: unknown; out: string; err: string }>(done => {
    execFile(process.execPath, [join(ROOT, 'src/kedge.js'), 'doctor', ...args], options, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    )
  })
}

test('[E10] where all is well each probe passes or is not asked for, the code is 0, and nothing was changed', async () => {
  const before = air.slack.calls.length
  const { code, out, err } = await doctor(environment())
  expect(err).toBe('')
  const signs = out.split('\n').map(line => line.slice(0, 1))
  expect(out.split('\n').filter(line => /^[✗?]/.test(line))).toEqual([])
  expect(signs.filter(sign => sign === '✓').length).toBeGreaterThan(18)
  expect(out).toMatch(/\nAll well: \d+ passed, 0 failed, 0 unknown, 3 skipped\.\n$/)
  expect(code).toBe(0)
  expect(air.slack.calls.slice(before).filter(call => /chat|views|files/.test(call.method))).toEqual([])
  expect((await readdir(folder)).sort()).toEqual(['app.pem', 'connections.yaml'])
}, 40_000)

test('[E10] --json says the same as data; what is wrong in one place keeps nobody from looking at the others', async () => {
  const secret = 'xoxb-1-2-of-somebody-else'
  const wrong = { KEDGE_SLACK_BOT_TOKEN: secret, KEDGE_GITHUB_APP_ID: 'kedge', KEDGE_GITHUB_WEBHOOK_SECRET: 'short' }
  const { code, out } = await doctor({ ...environment(), ...wrong }, '--json')
  const { good, probes } = JSON.parse(out) as { good: boolean; probes: readonly Probe[] }
  expect([code, good]).toEqual([1, false])
  const notWell = probes.filter(it => it.outcome !== 'pass' && it.outcome !== 'skip')
  expect(notWell.map(it => `${it.name} ${it.outcome}`)).toEqual([
    'settings fail',
    'settings fail',
    'slack-token fail',
    'github unknown',
  ])
  for (const probe of notWell) expect(probe).toMatchObject({ fix: expect.stringMatching(/\S/) })
  expect(probes.filter(it => it.name.startsWith('connection')).map(it => it.outcome)).toEqual(['pass', 'pass'])
  for (const hidden of [secret, 'short', 'PRIVATE KEY', air.slack.appToken]) expect(out).not.toContain(hidden)
}, 40_000)

test('[E10] with nothing set every setting that is missing is named with its fix, and the rest waits for it', async () => {
  const { code, out } = await doctor({ KEDGE_CONNECTIONS: 'nowhere.yaml' })
  expect(code).toBe(1)
  expect(out).toMatch(/✗ settings: KEDGE_SLACK_BOT_TOKEN is not set\..*\n {2}fix: set KEDGE_SLACK_BOT_TOKEN/)
  expect(out).toMatch(/✗ settings: nowhere\.yaml cannot be read\.\n {2}fix: /)
  expect(out).toMatch(/\? slack: .*\n {2}fix: mend the settings KEDGE_SLACK_/)
  expect(out).toMatch(/\? github: .*\n {2}fix: mend the settings KEDGE_GITHUB_/)
})

test('[E10] what it is not told to do it cannot run, which is 2', async () => {
  expect((await doctor({}, '--mend')).code).toBe(2)
})
