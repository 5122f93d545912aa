/** Files that people share: what Slack keeps of them, whom it gives them to, and what it tells the app. */
import { randomUUID } from 'node:crypto'
import type { EmulatedApp, Loose } from './emulate.ts'
import { ids, type Workspace } from './slack-workspace.ts'

/** A file as somebody drops it in a channel; what is left out is as Slack does it by itself. */
export interface DroppedFile {
  readonly name: string
  readonly text: string | Uint8Array
  /** In the thread of this message. */
  readonly thread?: string
  readonly mode?: 'hosted' | 'snippet' | 'external' | 'tombstone'
  /** The workspace of who uploaded it, in a channel that is shared with another one. */
  readonly team?: string
  /** The address it is said to have, given its path here: of another host, or of a proxy before this Slack. */
  readonly at?: (path: string) => string
}

export interface SharedAs {
  readonly file: string
  /** The message it came with. */
  readonly ts: string
  /** What Slack tells the app of it; sent again it says the same. */
  readonly event: Loose
}

/**
 * A file goes to whoever may read it; others are led to a page to sign in at. Stands before the emulator’s own, which takes
 * an unknown token for its administrator.
 */
export function serveFiles(app: EmulatedApp, slack: Workspace): void {
  app.get('/files-pri/:file/:name', c => {
    const token = c.req.header('authorization')?.replace(/^bearer /i, '')
    const isKnown = token !== undefined && slack.db.tokens.findOneBy('token', token) !== undefined
    if (!isKnown || !slack.scopes.includes('files:read')) return c.redirect(`${slack.url}/signin`, 302)
    const file = slack.file(c.req.param('file'))
    return file ? c.body(file.bytes, 200, { 'content-type': file.mimetype }) : c.text('file_not_found', 404)
  })
}

/** The rows of a file and of the message it stands in. */
export function shareFile(slack: Workspace, user: string, ref: string, dropped: DroppedFile): SharedAs {
  const { db, url } = slack
  const { channel_id, is_private, name: channel_name } = slack.channel(ref)
  const file_id = `F0${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`
  const ts = slack.freshTs()
  const { thread, name, team = ids.team, mode = 'hosted', at = (path: string) => `${url}${path}` } = dropped
  const row = db.files.insert({
    ...{ file_id, name, title: name, user, team_id: team, mode, deleted: false },
    ...contentOf(dropped.text),
    ...(/\.csv$/i.test(name)
      ? { mimetype: 'text/csv', filetype: 'csv', pretty_type: 'CSV' }
      : { mimetype: 'text/plain', filetype: 'text', pretty_type: 'Plain Text' }),
    ...{ created: Math.floor(Date.now() / 1000), editable: mode === 'snippet', is_external: mode === 'external' },
    ...{ external_type: '', is_public: !is_private, public_url_shared: false, display_as_bot: false },
    ...addresses(at(`/files-pri/${file_id}/${encodeURIComponent(name)}`)),
    ...{ channels: is_private ? [] : [channel_id], groups: is_private ? [channel_id] : [], ims: [] },
    shares: {
      [is_private ? 'private' : 'public']: {
        [channel_id]: [{ ts, ...(thread && { thread_ts: thread }), channel_name, team_id: ids.team }],
      },
    },
  })
  const told = { ...{ ts, channel_id, user, text: '', type: 'message', subtype: 'file_share' } }
  const rest = { files: [row], upload: true, reply_count: 0, reply_users: [], reactions: [] }
  db.messages.insert({ ...told, ...rest, ...(thread && { thread_ts: thread }) })
  return { file: file_id, ts, event: eventOf(file_id, channel_id, user) }
}

const addresses = (url: string) => ({ url_private: url, url_private_download: `${url}?download=1`, permalink: url })

function contentOf(text: string | Uint8Array) {
  const bytes = Buffer.from(text as string)
  return { size: bytes.length, content_base64: bytes.toString('base64') }
}

function eventOf(file_id: string, channel_id: string, user_id: string): Loose {
  return { type: 'file_shared', channel_id, file_id, user_id, file: { id: file_id } }
}

/** Somebody edits a snippet. */
export function rewriteFile({ db }: Workspace, file: string, text: string): void {
  db.files.update(db.files.findOneBy('file_id', file).id, contentOf(text))
}

export function deleteFile({ db }: Workspace, file: string): void {
  db.files.update(db.files.findOneBy('file_id', file).id, { deleted: true })
}
