/** What stands around every page: who looks, where they can go, and how time passes. */
import type { Loose } from './emulate.ts'
import { lock } from './slack-flow.ts'
import { escaped } from './slack-mrkdwn.ts'
import { channelsOf, talkOf } from './slack-talk.ts'
import { addressOf, formHtml, type House, type Visit } from './visit-house.ts'

export interface Page {
  readonly title: string
  /** The heading and what stands beside it. */
  readonly head: string
  readonly body: string
  readonly modal?: string
  /** The channel, `home` or `pulls`, as it is marked in the list. */
  readonly here: string
  readonly notice?: string | undefined
  readonly version: string
}

/** The whole document. The script only looks for news; without it everything works, and news come with the next page. */
export function frameHtml(visit: Visit, page: Page): string {
  const behind = page.modal ? ' inert' : ''
  const notice = page.notice ? `<p class="notice" role="alert">${escaped(page.notice)}</p>` : ''
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)} · Acme</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/kedge/style.css">
<script src="/kedge/page.js" defer></script></head>
<body data-version="${escaped(page.version)}"><a class="skip" href="#here">To the page</a>
<nav id="workspace" aria-label="Workspace"${behind}><h1>Acme</h1>${personHtml(visit)}<div id="places">${placesHtml(visit, page.here)}</div>${timeHtml(visit)}${hintHtml}</nav>
<main id="here"${behind}><header id="head">${page.head}<a class="up" href="#workspace">Menu</a></header>${notice}
${page.body}
</main>
<div id="modal">${page.modal ?? ''}</div></body></html>
`
}

function personHtml({ house, as, path }: Visit): string {
  const [to = '', query = ''] = path.split('?')
  const kept = [...new URLSearchParams(query)].filter(([name]) => name !== 'as')
  const hidden = kept.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
  const options = peopleOf(house).map(
    ({ name, realName }) =>
      `<option value="${escaped(name)}"${name === as.name ? ' selected' : ''}>${escaped(realName ?? name)}</option>`,
  )
  return `<form class="person" action="${escaped(to)}">${hidden.join('')}<label for="as">You are</label>
<select id="as" name="as">${options.join('')}</select><button class="plain">Switch</button></form>`
}

export function peopleOf({ slack }: Pick<House, 'slack'>) {
  return slack.workspace.people.filter(p => !p.is_bot && !p.deleted)
}

function placesHtml(visit: Visit, here: string): string {
  const { workspace } = visit.house.slack
  const at = (place: string) => (place === here ? ' class="here" aria-current="page"' : '')
  const channels = channelsOf(workspace, visit.as.id).map(row => {
    const address = escaped(addressOf(visit, '/kedge', { channel: row.name }))
    const sign = row.is_private ? lock : '#'
    return `<a${at(row.name)} href="${address}"><i>${sign}</i>${escaped(row.name)}${row.name === here ? '' : newsHtml(visit, row)}</a>`
  })
  const home = formHtml(
    visit,
    { act: 'home', back: addressOf(visit, '/kedge/home') },
    `<button${at('home')}><i aria-hidden="true">⚓\ufe0e</i>App Home</button>`,
  )
  const pulls = `<a${at('pulls')} href="${escaped(addressOf(visit, '/kedge/pulls'))}"><i aria-hidden="true">⇄</i>Pull requests</a>`
  return `${channels.join('')}${home}${pulls}`
}

/** How many messages have come that this person has not seen. */
function newsHtml(visit: Visit, channel: Loose): string {
  const seen = visit.seen(channel.channel_id)
  const { entries } = talkOf(visit.house.slack.workspace, channel, visit.as.id)
  const all = entries.flatMap(entry => (entry.is === 'message' ? [entry.message, ...entry.replies] : []))
  const news = all.filter(m => m.seq > seen && m.user !== visit.as.id).length
  return news === 0 ? '' : ` <b class="news">${news} new</b>`
}

const STEPS: readonly (readonly [hours: string, words: string])[] = [
  ['1', '1 hour'],
  ['24', '1 day'],
  ['168', '1 week'],
]

function timeHtml(visit: Visit): string {
  const now = visit.house.clock.now()
  const words = now.toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const buttons = STEPS.map(([hours, step]) => `<button class="plain" name="hours" value="${hours}">${step}</button>`)
  const inside = `<p id="clock"><time datetime="${now.toISOString()}">${words}, ${now.toISOString().slice(11, 16)} UTC</time></p>
<fieldset><legend>Let time pass</legend>${buttons.join('')}</fieldset>`
  return formHtml(visit, { act: 'pass' }, inside, 'class="time"')
}

const hintHtml = `<details class="hint"><summary>What can I do here?</summary><p>Everybody here is made up; what answers is the real bot.
Press a button on a card, or type <kbd>/kedge help</kbd> below a channel. Switch to somebody else to approve what you asked for.
Follow the links to pull requests to see the diff and the checks, to review and to merge. Let time pass to see what comes of it.</p></details>`
