/** The pages of the Slack stand-in: a channel as people see it, and the pictures in it. */
import type { EmulatedApp, Loose } from './emulate.ts'
import { type ChannelPage, type Entry, renderChannel } from './slack-page.ts'
import { ids, type Workspace } from './slack-workspace.ts'

/** Nothing on these pages runs, and nothing comes from elsewhere. */
const headers = {
  'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
}

/** `GET /kedge` leads to the first channel, `/kedge/channel/:name` shows one, `/kedge/file/:id` is a picture in it. */
export function servePages(app: EmulatedApp, slack: Workspace): void {
  const pathOf = (channel: Loose) => `/kedge/channel/${encodeURIComponent(channel.name)}`
  app.get('/kedge', c => c.redirect(pathOf(named(slack)[0])))
  app.get('/kedge/channel/:name', c => {
    const channel = named(slack).find(row => row.name === c.req.param('name'))
    return channel ? c.html(renderChannel(pageOf(slack, channel)), 200, headers) : c.text('no such channel', 404)
  })
  app.get('/kedge/file/:id', c => {
    const file = slack.file(c.req.param('id'))
    const isPicture = file && /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)
    return isPicture
      ? c.body(file.bytes, 200, { ...headers, 'content-type': file.mimetype })
      : c.text('no such picture', 404)
  })
  app.get('/archives/:id/:message', c => {
    const channel = named(slack).find(row => row.channel_id === c.req.param('id'))
    return channel ? c.redirect(`${pathOf(channel)}#${c.req.param('message')}`) : c.text('no such channel', 404)
  })
}

function named({ db }: Workspace): Loose[] {
  return db.channels.all().filter((row: Loose) => !row.is_im && !row.is_mpim)
}

function pageOf(slack: Workspace, channel: Loose): ChannelPage {
  const { channel_id } = channel
  const here = [...slack.messages(channel_id), ...slack.whispers().filter(m => m.channel_id === channel_id)]
  const typed = slack.typed.filter(t => t.channel_id === channel_id)
  const isReply = (thread?: string) => thread !== undefined && here.some(m => m.ts === thread)
  const entries: Entry[] = here
    .filter(m => !isReply(m.thread_ts) || m.thread_ts === m.ts)
    .map(message => {
      const replies = here.filter(m => m.thread_ts === message.ts && m.ts !== message.ts).sort((a, b) => a.seq - b.seq)
      return { is: 'message', seq: message.seq, message, replies }
    })
  const people = slack.people.map(p => [p.id, { name: p.realName ?? p.name, bot: p.is_bot ?? false }] as const)
  return {
    workspace: 'Acme',
    channel: channel.name,
    isPrivate: channel.is_private,
    topic: channel.topic?.value ?? '',
    members: channel.members.length,
    channels: named(slack).map(row => ({ id: row.channel_id, name: row.name, isPrivate: row.is_private })),
    people: Object.fromEntries([...people, [ids.botUser, { name: 'Kedge', bot: true }]]),
    entries: [...entries, ...typed.map(t => ({ is: 'typed' as const, ...t }))].sort((a, b) => a.seq - b.seq),
  }
}
