import { createHmac, randomUUID } from 'node:crypto'
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Probe } from '../core/probe.ts'
import { SETTINGS, type Settings } from '../core/settings.ts'
import { slackPath } from '../core/slack-app.ts'
import { systemCode } from '../core/system-code.ts'
import { botProbe, folderProbe, type SeenBot, type SeenFolder, signedProbe, spaceProbe } from '../flows/doctor-here.ts'
import { says } from '../words/says.ts'

const PATIENCE_MS = 2000

/** The folder of the database, and whoever listens where the bot would. */
export async function hereProbes(given: Partial<Settings>): Promise<readonly Probe[]> {
  const folder = await seenFolder(given.KEDGE_DATA ?? SETTINGS.KEDGE_DATA.fallback)
  const { KEDGE_HOST: host = '', KEDGE_PORT: port = '0' } = given
  const at = `${EVERYWHERE.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`
  // Port 0 is any free one: nobody could know which.
  const bot = port === '0' ? undefined : URL.parse(`http://${at}`)
  const seen: SeenBot = bot ? await seenBot(bot.origin) : { is: 'nobody' }
  return [folderProbe(folder), spaceProbe(folder), botProbe(at, seen), ...(await signingProbes(given, at, seen))]
}

/** Over HTTP alone, and where a bot runs: it is asked what Slack asks when an address is typed in, signed as Slack would. */
async function signingProbes(
  { KEDGE_SLACK_SIGNING_SECRET: secret, KEDGE_SLACK_APP_TOKEN: socket }: Partial<Settings>,
  at: string,
  seen: SeenBot,
): Promise<readonly Probe[]> {
  if (secret === undefined || socket !== undefined || seen.is !== 'bot') return []
  const challenge = randomUUID()
  const body = JSON.stringify({ type: 'url_verification', challenge })
  const stamp = Math.floor(Date.now() / 1000).toString()
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': `v0=${hash}`,
  }
  const status = await said(`http://${at}${slackPath}`, { method: 'POST', headers, body }).then(
    answer => (answer.text.includes(challenge) ? 'taken' : answer.status),
    () => undefined,
  )
  return [signedProbe(at, status)]
}

/** How a server is told to listen at all addresses it has. */
const EVERYWHERE = ['', '0.0.0.0', '::']

/** A file is made and taken away again: what a folder says of itself is not what a disk, a mount or a container allows. */
export async function seenFolder(folder: string): Promise<SeenFolder> {
  const there = await nearest(resolve(folder))
  const file = join(there, `.kedge-doctor-${process.pid}`)
  const refused = await writeFile(file, `${says.edgeDoctorHere.trial}\n`, { flag: 'wx' }).then(
    () => undefined,
    error => systemCode(error) ?? String(error),
  )
  await rm(file, { force: true }).catch(() => undefined)
  const disk = await statfs(there).catch(() => undefined)
  return {
    folder,
    ...(there !== resolve(folder) && { above: there }),
    ...(refused !== undefined && { refused }),
    ...(disk && { freeBytes: disk.bavail * disk.bsize }),
  }
}

/** The folder itself, or the nearest above it that is there. */
async function nearest(folder: string): Promise<string> {
  const isThere = await stat(folder).then(
    () => true,
    error => systemCode(error) !== 'ENOENT',
  )
  return isThere || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

/** How a machine says that nothing listens, or that there is no such machine. */
const NOBODY = ['ECONNREFUSED', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']

/** A bot says `ok` there, or with 503 what is wrong with it. */
async function seenBot(origin: string): Promise<SeenBot> {
  try {
    for (const path of ['/healthz', '/readyz']) {
      const { status, text } = await said(`${origin}${path}`)
      if (status === 503) return { is: 'bot', unwell: text.slice(0, 200) }
      if (status !== 200 || (path === '/healthz' && !text.startsWith('ok'))) return { is: 'other' }
    }
    return { is: 'bot' }
  } catch (error) {
    return { is: NOBODY.includes(systemCode(error) ?? '') ? 'nobody' : 'other' }
  }
}

async function said(url: string, how: RequestInit = {}) {
  const answer = await fetch(url, { ...how, signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}
