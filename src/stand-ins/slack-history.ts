/** `conversations.history` and `conversations.replies` with what the emulator ignores: spans of time, pages, metadata on demand. */
import type { Loose } from './emulate.ts'

type Ask = (args: Loose) => Promise<Loose>

/** History comes newest first, replies oldest first with the parent at the head. Metadata is shown only where asked for. */
export async function paged(
  method: 'conversations.history' | 'conversations.replies',
  args: Loose,
  ask: Ask,
): Promise<Loose> {
  const all = await everything(args, ask)
  if (!all.ok) return all
  if (method === 'conversations.replies' && all.messages.length === 0) return { ok: false, error: 'thread_not_found' }
  const rows: Loose[] = all.messages.filter((m: Loose) => within(m.ts, args)).map((m: Loose) => shown(m, args))
  const after = cursorOf(args.cursor)
  if (after === null) return { ok: false, error: 'invalid_cursor' }
  const start = after === undefined ? 0 : rows.findIndex(m => m.ts === after)
  if (start < 0) return { ok: false, error: 'invalid_cursor' }
  const most = method === 'conversations.history' ? 100 : 1000
  const end = start + Math.min(Number(args.limit) || most, 999)
  const next_cursor = rows[end] ? Buffer.from(`next_ts:${rows[end].ts}`).toString('base64') : ''
  return {
    ok: true,
    messages: rows.slice(start, end),
    has_more: next_cursor !== '',
    response_metadata: { next_cursor },
  }
}

async function everything(args: Loose, ask: Ask): Promise<Loose> {
  const messages: Loose[] = []
  for (let cursor = ''; ; ) {
    const part = await ask({ ...args, limit: 1000, cursor })
    if (!part.ok) return part
    messages.push(...part.messages)
    cursor = part.response_metadata?.next_cursor ?? ''
    if (cursor === '') return { ok: true, messages }
  }
}

/** The ends of a span belong to it only where `inclusive` says so. */
function within(ts: string, { oldest, latest, inclusive }: Loose): boolean {
  const [t, from, to] = [ts, oldest, latest].map(value =>
    value === undefined || value === '' ? undefined : Number(value),
  )
  if (t === undefined) return false
  const edge = isYes(inclusive) && (t === from || t === to)
  return edge || ((from === undefined || t > from) && (to === undefined || t < to))
}

function shown({ metadata, ...message }: Loose, args: Loose): Loose {
  return metadata !== undefined && isYes(args.include_all_metadata) ? { ...message, metadata } : message
}

function cursorOf(cursor: Loose): string | undefined | null {
  if (!cursor) return undefined
  return /^next_ts:([\d.]+)$/.exec(Buffer.from(String(cursor), 'base64').toString())?.[1] ?? null
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true'
}
