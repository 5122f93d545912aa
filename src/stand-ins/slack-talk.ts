/** What stands in a channel, for one person or for whoever looks over everybody's shoulder. */
import type { Loose } from './emulate.ts'
import type { Entry, Talk } from './slack-flow.ts'
import { ids, type Workspace } from './slack-workspace.ts'

/** Channels that have a name; `as` leaves those that this person is in. */
export function channelsOf({ db }: Workspace, as?: string): Loose[] {
  const named = db.channels.all().filter((row: Loose) => !row.is_im && !row.is_mpim)
  return as === undefined ? named : named.filter((row: Loose) => row.members.includes(as))
}

/** Without `as`, also what only single people see. */
export function talkOf(slack: Workspace, channel: Loose, as?: string): Talk {
  const { channel_id } = channel
  const here = [...slack.messages(channel_id), ...slack.whispers(as).filter(m => m.channel_id === channel_id)]
  const typed = slack.typed.filter(t => t.channel_id === channel_id && (as === undefined || t.user === as))
  const isReply = (thread?: string) => thread !== undefined && here.some(m => m.ts === thread)
  const entries: Entry[] = here
    .filter(m => !isReply(m.thread_ts) || m.thread_ts === m.ts)
    .map(message => {
      const replies = here.filter(m => m.thread_ts === message.ts && m.ts !== message.ts).sort((a, b) => a.seq - b.seq)
      return { is: 'message', seq: message.seq, message, replies }
    })
  return {
    ...knownIn(slack),
    entries: [...entries, ...typed.map(t => ({ is: 'typed' as const, ...t }))].sort((a, b) => a.seq - b.seq),
    altOf: id => slack.file(id)?.altText ?? '',
  }
}

/** The names that whatever is drawn may need. */
export function knownIn(slack: Workspace): Pick<Talk, 'people' | 'channels'> {
  const people = slack.people.map(p => [p.id, { name: p.realName ?? p.name, bot: p.is_bot ?? false }] as const)
  return {
    channels: channelsOf(slack).map(row => ({ id: row.channel_id, name: row.name, isPrivate: row.is_private })),
    people: Object.fromEntries([...people, [ids.botUser, { name: 'Kedge', bot: true }]]),
  }
}
