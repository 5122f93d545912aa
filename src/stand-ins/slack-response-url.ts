/** `response_url`: five answers within thirty minutes, by nothing but its secrecy. */
import { randomUUID } from 'node:crypto'
import type { Loose } from './emulate.ts'
import { blockProblems } from './slack-limits.ts'
import { ids, type Workspace } from './slack-workspace.ts'

interface Ticket {
  readonly user: string
  readonly channel: string
  /** The message the button was on. */
  readonly ts?: string
  readonly until: number
  uses: number
}

export interface Tickets {
  /** A new address, bound to a person, a channel and the message acted on. */
  issue(ticket: { user: string; channel: string; ts?: string }): string
  /** What a POST to such an address does: status and body as Slack's. */
  answer(id: string, said: Loose): { status: 200 | 400 | 404; body: string }
}

/** Addresses under `<workspace>/response/`. An answer with bad blocks is a 400, and nothing is shown. */
export function ticketsOf(workspace: Workspace): Tickets {
  const tickets = new Map<string, Ticket>()
  return {
    issue: ticket => {
      const id = randomUUID()
      tickets.set(id, { ...ticket, uses: 5, until: Date.now() + 30 * 60_000 })
      return `${workspace.url}/response/${id}`
    },
    answer: (id, said) => {
      const ticket = tickets.get(id)
      if (!ticket || ticket.uses <= 0 || Date.now() > ticket.until) return { status: 404, body: 'used_url' }
      ticket.uses--
      const refused = refusalOf(said)
      if (refused) return { status: 400, body: refused }
      show(workspace, ticket, said)
      return { status: 200, body: 'ok' }
    },
  }
}

function refusalOf(said: Loose): string | undefined {
  if (said.delete_original) return undefined
  if (blockProblems(said.blocks ?? [], 'message').length > 0) return 'invalid_blocks'
  return said.text ? undefined : 'no_text'
}

/** Does what was said: deletes or replaces the message acted on, tells the channel, or tells the one person. */
function show({ db, freshTs }: Workspace, ticket: Ticket, said: Loose): void {
  for (const table of [db.messages, db.ephemeralMessages]) {
    const original = ticket.ts && table.findOneBy('ts', ticket.ts)
    if (!original || !(said.delete_original || said.replace_original)) continue
    if (said.delete_original) table.delete(original.id)
    else
      table.update(original.id, { text: said.text, blocks: said.blocks, edited: { user: ids.botUser, ts: freshTs() } })
    return
  }
  if (said.delete_original) return
  const row = { ts: freshTs(), channel_id: ticket.channel, user: ids.botUser, type: 'message', reply_count: 0 }
  const words = { text: said.text, blocks: said.blocks, thread_ts: said.thread_ts, reply_users: [], reactions: [] }
  if (said.response_type === 'in_channel') db.messages.insert({ ...row, ...words })
  else db.ephemeralMessages.insert({ ...row, ...words, target_user: ticket.user })
}
