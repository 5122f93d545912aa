/**
 * A page to walk about in: the local Slack and GitHub as one person sees them, and everything they may do there. What
 * they do goes to the stand-ins and to the app as Slack and GitHub would send it.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { PICTURE } from './slack-pages.ts'
import { channelsOf } from './slack-talk.ts'
import type { Member } from './slack-workspace.ts'
import { act } from './visit-acts.ts'
import { channelPage, homePage } from './visit-channel.ts'
import { frameHtml, type Page, peopleOf } from './visit-frame.ts'
import { addressOf, type House, newestAfter, type Visit, versionOf } from './visit-house.ts'
import { type Asked, html, type Reply, seeOther, serveHere, text } from './visit-http.ts'
import { pullPage } from './visit-pull.ts'
import { listPulls, readPull } from './visit-pull-read.ts'
import { pullsPage } from './visit-pulls.ts'
import { script } from './visit-script.ts'
import { FOR_ANYTHING_MS, untilSettled } from './visit-settled.ts'
import { css } from './visit-style.ts'

export interface VisitorsDoor {
  readonly url: string
  close(): Promise<void>
}

/** Opens the pages on this machine. */
export function openToVisitors(house: House, forAnythingMs = FOR_ANYTHING_MS): Promise<VisitorsDoor> {
  const token = randomBytes(24).toString('base64url')
  const memory: Memory = { token, forAnythingMs, seen: new Map(), notices: new Map() }
  return serveHere(asked => (asked.method === 'POST' ? sent(house, memory, asked) : shown(house, memory, asked)))
}

interface Memory {
  readonly token: string
  readonly forAnythingMs: number
  /** What each person has seen of each channel. */
  readonly seen: Map<string, number>
  /** What each person is told with their next page. */
  readonly notices: Map<string, string>
}

async function shown(house: House, memory: Memory, asked: Asked): Promise<Reply> {
  const { path, query } = asked
  if (path === '/kedge/style.css') return { status: 200, type: 'text/css', body: css }
  if (path === '/kedge/page.js') return { status: 200, type: 'text/javascript', body: script }
  if (path === '/kedge/news') return text(versionOf(house))
  if (path.startsWith('/kedge/file/')) return picture(house, path.slice('/kedge/file/'.length))
  const [first] = peopleOf(house)
  const as = peopleOf(house).find(p => p.name === query.get('as')) ?? first
  if (path === '/' || !as) return as ? seeOther('/kedge') : text('Nobody is here.', 404)
  const visit = visitOf(house, memory, as, asked.address)
  // Taken before the page is made, so that what comes meanwhile is asked for again.
  const version = versionOf(house)
  const page = await pageAt(visit, memory, path, query)
  if (!page) return text('There is no such page.', 404)
  const notice = memory.notices.get(as.name)
  if (!asked.onlyLooking) memory.notices.delete(as.name)
  return html(frameHtml(visit, { ...page, notice, version }))
}

function visitOf(house: House, { token, seen }: Memory, as: Member, path: string): Visit {
  return { house, as, path, token, seen: channel => seen.get(`${as.id} ${channel}`) ?? 0 }
}

async function pageAt(
  visit: Visit,
  { seen }: Memory,
  path: string,
  query: URLSearchParams,
): Promise<Omit<Page, 'notice' | 'version'> | undefined> {
  const { slack, github, repository } = visit.house
  if (path === '/kedge/home') return homePage(visit)
  if (path === '/kedge/pulls') return pullsPage(visit, await listPulls(github.person(visit.as.name), repository))
  const [, number] = /^\/kedge\/pull\/(\d{1,9})$/.exec(path) ?? []
  if (number !== undefined) {
    const pull = await readPull(github.person(visit.as.name), repository, Number(number))
    return pull && pullPage(visit, pull)
  }
  if (path !== '/kedge') return undefined
  const channels = channelsOf(slack.workspace, visit.as.id)
  const channel = query.has('channel') ? channels.find(row => row.name === query.get('channel')) : channels[0]
  if (channel) seen.set(`${visit.as.id} ${channel.channel_id}`, lastPlace(visit.house))
  return channel && channelPage(visit, channel)
}

function lastPlace({ slack }: House): number {
  const { messages, ephemeralMessages } = slack.workspace.db
  return Math.max(0, ...[messages, ephemeralMessages].flatMap(table => table?.all().map((m: { seq: number }) => m.seq)))
}

function picture({ slack }: House, id: string): Reply {
  const file = slack.workspace.file(decodeURIComponent(id))
  return file && PICTURE.test(file.mimetype)
    ? { status: 200, type: file.mimetype, body: file.bytes }
    : text('There is no such picture.', 404)
}

/** Lets a person do what a form of ours says, waits for what comes of it, and leads back to the page. */
async function sent(house: House, memory: Memory, { path, form }: Asked): Promise<Reply> {
  if (path !== '/kedge/act') return text('There is no such page.', 404)
  if (!isSame(form.get('token') ?? '', memory.token)) return text('Load the page again, and send its form.', 403)
  const as = peopleOf(house).find(p => p.name === form.get('as'))
  if (!as) return text('Nobody has that name.', 400)
  const [before, place] = [versionOf(house), lastPlace(house)]
  const notice = await act(house, as.name, form)
  if (notice !== undefined) memory.notices.set(as.name, notice)
  else await untilSettled(house, before, memory.forAnythingMs)
  return seeOther(backTo(house, as, form, place))
}

/** To what is new in the channel, or to the message that was pressed; with a modal, nowhere: it takes the focus. */
function backTo(house: House, as: Member, form: URLSearchParams, place: number): string {
  const back = form.get('back') ?? ''
  const safe = /^\/kedge(?![^/?])/.test(back) ? back : addressOf({ as }, '/kedge')
  const channel = form.get('channel')
  if (channel === null || house.slack.person(as.id).modal()) return safe
  const newest = newestAfter(house, channel, as, place)
  const pressed = form.get('ts')
  const anchor = newest ?? (pressed === null ? undefined : `p${pressed.replace(/\D/g, '')}`)
  return anchor === undefined ? safe : `${safe}#${anchor}`
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}
