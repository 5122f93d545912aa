/** The pages of the Slack stand-in: a channel as people see it, and the pictures in it. */
import type { EmulatedApp, Loose } from './emulate.ts'
import { type ChannelPage, renderChannel } from './slack-page.ts'
import { channelsOf, talkOf } from './slack-talk.ts'
import type { Workspace } from './slack-workspace.ts'

/** Nothing on these pages runs, and nothing comes from elsewhere. */
const headers = {
  'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
}

/** What may be shown as a picture: nothing that could hold a script. */
export const PICTURE = /^image\/(png|jpeg|gif|webp)$/

/** `GET /kedge` leads to the first channel, `/kedge/channel/:name` shows one, `/kedge/file/:id` is a picture in it. */
export function servePages(app: EmulatedApp, slack: Workspace): void {
  const pathOf = (channel: Loose) => `/kedge/channel/${encodeURIComponent(channel.name)}`
  app.get('/kedge', c => c.redirect(pathOf(channelsOf(slack)[0])))
  app.get('/kedge/channel/:name', c => {
    const channel = channelsOf(slack).find(row => row.name === c.req.param('name'))
    return channel ? c.html(renderChannel(pageOf(slack, channel)), 200, headers) : c.text('no such channel', 404)
  })
  app.get('/kedge/file/:id', c => {
    const file = slack.file(c.req.param('id'))
    const isPicture = file && PICTURE.test(file.mimetype)
    return isPicture
      ? c.body(file.bytes, 200, { ...headers, 'content-type': file.mimetype })
      : c.text('no such picture', 404)
  })
  app.get('/archives/:id/:message', c => {
    const channel = channelsOf(slack).find(row => row.channel_id === c.req.param('id'))
    return channel ? c.redirect(`${pathOf(channel)}#${c.req.param('message')}`) : c.text('no such channel', 404)
  })
}

function pageOf(slack: Workspace, channel: Loose): ChannelPage {
  return {
    ...talkOf(slack, channel),
    workspace: 'Acme',
    channel: channel.name,
    isPrivate: channel.is_private,
    topic: channel.topic?.value ?? '',
    members: channel.members.length,
  }
}
