/** What Slack refuses and the emulator lets through. */
import type { Loose } from './emulate.ts'
import type { Asked } from './slack-api.ts'
import { blockProblems, viewProblems } from './slack-limits.ts'
import { appToken, ids, type Workspace } from './slack-workspace.ts'

interface Refusal {
  readonly error: string
  readonly errors?: readonly string[]
  readonly response_metadata?: { readonly messages: readonly string[] }
}

const posting = ['chat.postMessage', 'chat.update', 'chat.postEphemeral']
const showing = ['views.open', 'views.update', 'views.push', 'views.publish']

/** The first reason not to answer, or undefined. */
export function refusalOf(asked: Asked): Refusal | undefined {
  const { method } = asked
  if (method === 'apps.connections.open') return connecting(asked)
  return (
    unknownToken(asked) ??
    (posting.includes(method) ? (badWords(asked.args, asked.slack) ?? outside(asked)) : undefined) ??
    (showing.includes(method) ? badView(asked.args.view) : undefined)
  )
}

/** The emulator takes an unknown token for its administrator. */
function unknownToken({ token, slack }: Asked): Refusal | undefined {
  if (token === undefined || slack.db.tokens.findOneBy('token', token)) return undefined
  return { error: 'invalid_auth' }
}

function connecting({ token, socketsUrl }: Asked): Refusal | undefined {
  if (token !== appToken) return { error: token?.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth' }
  return socketsUrl === undefined ? { error: 'socket_mode_not_enabled' } : undefined
}

/** Blocks over a limit, blocks without words for notifications and screen readers, and metadata that is none. */
function badWords(args: Loose, slack: Workspace): Refusal | undefined {
  const blocks = args.blocks ?? []
  const problems = [...blockProblems(blocks, 'message'), ...unknownFiles(blocks, slack)]
  if (problems.length > 0) return told('invalid_blocks', problems)
  if (args.blocks !== undefined && !args.text)
    return told('no_text', ['blocks need a `text` for notifications [json-pointer:/text]'])
  const { metadata } = args
  if (metadata === undefined || (typeof metadata.event_type === 'string' && isObject(metadata.event_payload)))
    return undefined
  return { error: 'invalid_metadata_format' }
}

function badView(view: Loose): Refusal | undefined {
  const problems = viewProblems(view)
  return problems.length > 0 ? told('invalid_arguments', problems) : undefined
}

function unknownFiles(blocks: Loose, slack: Workspace): string[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block, n) => {
    const id = block?.slack_file?.id
    return id === undefined || slack.file(id) ? [] : [`invalid slack file [json-pointer:/blocks/${n}/slack_file]`]
  })
}

/** The emulator lets the bot write to public channels it has not joined. */
function outside({ args, slack, method }: Asked): Refusal | undefined {
  const row = slack.db.channels.findOneBy('channel_id', args.channel)
  const mayAnyway = method === 'chat.postMessage' && slack.scopes.includes('chat:write.public')
  if (!row || row.is_private || row.members.includes(ids.botUser) || mayAnyway) return undefined
  return { error: 'not_in_channel' }
}

function told(error: string, errors: readonly string[]): Refusal {
  return { error, errors, response_metadata: { messages: errors.map(e => `[ERROR] ${e}`) } }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
