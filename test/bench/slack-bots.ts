/** The two apps that are measured, each in a process of its own, and the stand-ins they talk to in a third. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { SIGNING_SECRET } from '../../src/stand-ins/airline.ts'
import { ids } from '../../src/stand-ins/slack-workspace.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface Running {
  /** The address Slack posts to. */
  readonly url: string
  command(): Record<string, string>
  press(): object
  /** Ends when everything that came was decided; what is answered goes at the pace Slack allows. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Acknowledges and does nothing. */
export async function bareBolt(): Promise<Running> {
  const child = started([join(ROOT, 'test/bench/bare-bolt.ts'), SIGNING_SECRET])
  const port = await heard(child, /listens on (\d+)/)
  return {
    ...acts,
    url: `http://127.0.0.1:${port}/slack/events`,
    idle: async () => undefined,
    stop: () => ended(child),
  }
}

/** `npm start` as it is, with a database on this disk. */
export async function kedge(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-slack-bench-'))
  const air = started([join(ROOT, 'test/bench/airline-process.ts'), folder])
  const child = started([join(ROOT, 'src/bot.ts')], JSON.parse(await heard(air, /^(\{"KEDGE.*\})$/m)))
  const port = await heard(child, /"port":(\d+)/)
  return {
    ...acts,
    url: `http://127.0.0.1:${port}/slack/events`,
    idle: () => untilIdle(child, join(folder, 'data/kedge.db')),
    stop: async () => {
      await ended(child)
      await ended(air)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let n = 0
const place = { team_id: ids.team, team_domain: 'acme', channel_id: 'C0FLIGHTOPS', channel_name: 'flight-ops' }
/** Sent by one of seven people, each with a trigger of its own. The card that is pressed is long gone. */
const acts = {
  command: () => ({
    ...{ ...place, token: 'unused', user_id: who(), user_name: 'somebody', command: '/kedge', text: 'models' },
    ...{ api_app_id: ids.app, is_enterprise_install: 'false', trigger_id: `bench.${process.pid}.${n++}` },
  }),
  press: () => ({
    type: 'block_actions',
    user: { id: who(), username: 'somebody', team_id: place.team_id },
    team: { id: place.team_id, domain: 'acme' },
    api_app_id: ids.app,
    trigger_id: `bench.${process.pid}.${n++}`,
    container: { type: 'message', message_ts: '1.1', channel_id: place.channel_id, is_ephemeral: false },
    channel: { id: place.channel_id, name: 'flight-ops' },
    message: { type: 'message', ts: '1.1', text: 'A card.' },
    actions: [{ action_id: 'kedge:approve', block_id: 'b', type: 'button', value: 'f'.repeat(64), action_ts: '1.2' }],
  }),
}
const who = () => `U0${['ANA', 'BO', 'CHEN', 'DANA', 'MARA', 'ELI', 'FAY'][n % 7]}`

async function untilIdle(child: ChildProcess, path: string): Promise<void> {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
  const left = db.prepare("select count(*) as n from inbox where state <> 'done'")
  while (Number(left.get()?.n) > 0) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the bot is gone')
    await sleep(200)
  }
  db.close()
}

function started(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, env: { PATH: process.env.PATH ?? '', ...env } })
}

async function heard(child: ChildProcess, words: RegExp): Promise<string> {
  let text = ''
  child.stderr?.on('data', chunk => (text += chunk))
  child.stdout?.on('data', chunk => (text += chunk))
  for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; ) {
    const found = words.exec(text)?.[1]
    if (found !== undefined) return found
    await sleep(50)
  }
  child.kill()
  throw new Error(`it never said ${words}; it said:\n${text}`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
