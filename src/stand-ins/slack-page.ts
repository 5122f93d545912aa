/** A channel drawn the way Slack draws it, as one HTML page that needs nothing else. */
import { flowHtml, lock, type Talk } from './slack-flow.ts'
import { escaped } from './slack-mrkdwn.ts'
import { css } from './slack-page-style.ts'

export interface ChannelPage extends Talk {
  readonly workspace: string
  readonly channel: string
  readonly isPrivate: boolean
  readonly topic: string
  /** How many. */
  readonly members: number
}

/** The whole document. Pictures are asked for at `/kedge/file/<id>`; times are shown in UTC. */
export function renderChannel(page: ChannelPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>#${escaped(page.channel)} · ${escaped(page.workspace)}</title><style>${css}</style></head>
<body><nav><h1>${escaped(page.workspace)}</h1>${page.channels.map(c => channelLink(c, page.channel)).join('')}</nav>
<main><header><h2>${page.isPrivate ? lock : '#'} ${escaped(page.channel)}</h2><span>${page.members} members</span><p>${escaped(page.topic)}</p></header>
${flowHtml(page)}
</main></body></html>
`
}

function channelLink({ name, isPrivate }: ChannelPage['channels'][number], current: string): string {
  const here = name === current ? ' class="here" aria-current="page"' : ''
  return `<a${here} href="/kedge/channel/${encodeURIComponent(name)}"><i>${isPrivate ? lock : '#'}</i>${escaped(name)}</a>`
}
