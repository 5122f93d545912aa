/** Files that people share: what Slack says of one, and its bytes, fetched from Slack alone and within bounds. */
import type { WebClient } from '@slack/web-api'
import { OutsideError, outside } from '../core/outside.ts'
import type { Content, Eyes, SlackFile } from '../flows/world.ts'
import { says } from '../words/says.ts'
import type { Home } from './slack-arrivals.ts'
import { asOutside } from './slack-errors.ts'
import { toldToWait } from './webhook.ts'

export type SlackFiles = Pick<Eyes, 'file' | 'content'>

/** A file is larger than an answer, so it has longer. */
const DOWNLOAD_MS = 10_000

export function slackFiles(client: WebClient, home: Home & { readonly botToken: string }): SlackFiles {
  return {
    file: async id => {
      try {
        const { file } = await client.files.info({ file: id })
        return file === undefined ? undefined : described(id, file, home)
      } catch (error) {
        const told = asOutside('files.info', error)
        if (told instanceof OutsideError && GONE.test(told.message)) return undefined
        throw told
      }
    },
    content: ({ url }, mostBytes) => download(safeUrl(url, home.apiUrl), home.botToken, mostBytes),
  }
}

const GONE = /file_(not_found|deleted)|cannot_access_file|access_denied/

type Told = NonNullable<Awaited<ReturnType<WebClient['files']['info']>>['file']>

function described(id: string, file: Told, { team }: Home): SlackFile {
  const { name = '', user = '', mode = '', size = 0 } = file
  const teams = [file.user_team, file.source_team].filter(it => it !== undefined && it !== '')
  // In an organisation a file names its workspace, so there the account of who uploaded it has to tell.
  const isForeign = team.startsWith('T') && teams.some(it => it !== team)
  return {
    ...{ id, name, user, bytes: size, url: file.url_private_download ?? file.url_private ?? '' },
    ours: ['hosted', 'snippet'].includes(mode) && file.is_external !== true && !isForeign,
    csv: file.filetype === 'csv' || file.mimetype === 'text/csv' || /\.csv$/i.test(name),
    shares: sharesOf(file),
  }
}

/** Right after the upload Slack may know the channel and not yet the message. */
function sharesOf({ channels = [], groups = [], shares = {} }: Told): SlackFile['shares'] {
  const told = Object.entries({ ...shares.public, ...shares.private }).map(([channel, all]) => {
    const thread = all.at(-1)?.thread_ts ?? all.at(-1)?.ts
    return [channel, thread === undefined ? {} : { thread }] as const
  })
  return Object.fromEntries([...[...channels, ...groups].map(channel => [channel, {}] as const), ...told])
}

/** Slack’s own host for files, or the stand-in’s: the token goes nowhere else, whatever a file says of itself. */
export function safeUrl(url: string, apiUrl: string): URL {
  const { origin, hostname } = new URL(apiUrl)
  const slack = /^slack(-gov)?\.com$/.test(hostname) ? [`https://files.${hostname}`, `https://${hostname}`] : [origin]
  const given = URL.parse(url)
  if (given && slack.includes(given.origin) && given.username === '' && given.password === '') return given
  throw outside('denied', says.edgeSlackFiles.elsewhere(given?.host))
}

async function download(url: URL, token: string, mostBytes: number): Promise<Content | 'gone'> {
  const signal = AbortSignal.timeout(DOWNLOAD_MS)
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(url, { headers, redirect: 'manual', signal }).catch(noAnswer)
  try {
    if ([404, 410].includes(answer.status)) return 'gone'
    refuse(answer)
    return await bounded(answer, mostBytes)
  } finally {
    await answer.body?.cancel().catch(() => undefined)
  }
}

/** Whoever may not read a file is sent to a page to sign in at, which is no file. */
function refuse(answer: Response): void {
  const { status } = answer
  if (status === 429)
    throw outside('limited', says.edgeSlackFiles.tooOften, toldToWait(answer.headers.get('retry-after')))
  if (status >= 500) throw outside('unavailable', says.edgeSlackFiles.fails(status))
  const isPage = /^text\/html\b/.test(answer.headers.get('content-type') ?? '')
  if (status !== 200 || isPage) throw outside('denied', says.edgeSlackFiles.denied(isPage ? 'page' : status))
}

/** However much would follow, and whatever it was packed from: it is counted as it is read. */
async function bounded(answer: Response, mostBytes: number): Promise<Content> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of answer.body ?? []) {
      chunks.push(chunk)
      length += chunk.byteLength
      if (length > mostBytes) break
    }
  } catch (error) {
    return noAnswer(error)
  }
  return { bytes: new Uint8Array(Buffer.concat(chunks).subarray(0, mostBytes)), whole: length <= mostBytes }
}

function noAnswer(error: unknown): never {
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  throw outside('unavailable', isLate ? says.edgeSlackFiles.late : says.edgeSlackFiles.cut)
}
