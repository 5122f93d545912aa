import { says } from '../words/says.ts'
import { digestOf } from './canonical.ts'
import { type Event, happened, type NewEvent } from './event.ts'
import type { Bodies } from './event-bodies.ts'
import { OutsideError } from './outside.ts'
import { ProblemError } from './problem.ts'

/** Work of one kind that failed and was not done since, for one reason. */
export interface Stuck {
  /** The effect, or the flow of a message. */
  readonly work: string
  readonly says: string
  readonly fix: string
  /** ISO. */
  readonly since: string
  readonly count: number
  /** Some of it was given up, and is tried seldom now. */
  readonly dead: boolean
  /** The model it is about, where somebody of its channel has to see to it. */
  readonly model?: string
}

/** A case of Kedge’s own, category technical: work it cannot do, why, and the fix. One for what one fix mends. */
export interface Trouble {
  readonly id: string
  readonly says: string
  readonly fix: string
  readonly since: string
  readonly opened: string
  /** Every kind of work it ever held up. */
  readonly works: readonly string[]
  readonly model?: string
  /** It is told until then, although nothing is stuck by it. */
  readonly until?: string
  readonly card?: Bodies['trouble.posted']
  readonly closed?: string
}

/** Outages heal within this time; what fails for longer needs somebody. */
export const LONG_MS = 15 * 60_000

/** What failed, in words for people, and what would mend it. What an unknown error says is for the log alone. */
export function failureOf(error: unknown, work: string): { readonly says: string; readonly fix: string } {
  if (error instanceof OutsideError) {
    const [wrong = '', fix = says.trouble.seeLog] = error.message.split('\n  fix: ')
    return { says: wrong, fix }
  }
  const [first] = error instanceof ProblemError ? error.problems : []
  if (first) return { says: first.says, fix: first.fix }
  const name = error instanceof Error ? error.name : typeof error
  const [wrong, fix] = says.trouble.bug(work, name)
  return { says: wrong, fix }
}

export function troubleFrom(events: readonly Event[]): Trouble | undefined {
  return events.reduce<Trouble | undefined>(step, undefined)
}

function step(was: Trouble | undefined, event: Event): Trouble | undefined {
  if (event.type === 'trouble.opened') {
    const { category: _, ...body } = event.body
    return { id: event.subject, ...body, opened: event.at }
  }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'trouble.spread':
      return { ...was, works: [...was.works, ...event.body.works] }
    case 'trouble.posted':
      return { ...was, card: event.body }
    case 'trouble.closed':
      return { ...was, closed: event.at }
    default:
      return was
  }
}

/** Two open troubles never have the same key, so that two processes open one. */
export const troubleKey = ({ fix }: Pick<Trouble, 'fix'>): string => `trouble:${digestOf(fix).slice(0, 12)}`

/** What is stuck now, held against the troubles that are open: which open, which hold up more work, which are over. */
export function decideTroubles(
  stuck: readonly Stuck[],
  open: readonly Trouble[],
  now: Date,
): readonly { readonly subject: string; readonly events: readonly NewEvent[] }[] {
  const fixes = [...new Set(stuck.map(it => it.fix))].filter(fix => !open.some(it => it.fix === fix))
  const opened = fixes.flatMap(fix =>
    opening(
      fix,
      stuck.filter(it => it.fix === fix),
      now,
    ),
  )
  const followed = open.map(it => ({
    subject: it.id,
    events: following(
      it,
      stuck.filter(s => s.fix === it.fix),
      now,
    ),
  }))
  return [...opened, ...followed.filter(it => it.events.length > 0)]
}

function opening(fix: string, stuck: readonly Stuck[], now: Date) {
  const [first] = [...stuck].sort((a, b) => (a.since < b.since ? -1 : 1))
  if (!first) return []
  const long = now.getTime() - Date.parse(first.since) >= LONG_MS
  if (!long && !stuck.some(it => it.dead)) return []
  const { since, model } = first
  // What holds up several models is for whoever answers for Kedge.
  const only = model !== undefined && stuck.every(it => it.model === model)
  return [openedTrouble({ says: first.says, fix, since, works: worksOf(stuck), ...(only && { model }) })]
}

/** A case with its subject, which follows from what would mend it. */
export function openedTrouble(it: Omit<Bodies['trouble.opened'], 'category'>) {
  const subject = `trouble/${troubleKey(it).slice('trouble:'.length)}-${it.since.slice(0, 16)}`
  return { subject, events: [happened('trouble.opened', 'kedge', { category: 'technical', ...it })] }
}

function following(it: Trouble, stuck: readonly Stuck[], now: Date): NewEvent[] {
  if (stuck.length === 0 && it.until !== undefined && now.toISOString() < it.until) return []
  if (stuck.length === 0) return [happened('trouble.closed', 'kedge', {})]
  const works = worksOf(stuck).filter(work => !it.works.includes(work))
  return works.length > 0 ? [happened('trouble.spread', 'kedge', { works })] : []
}

const worksOf = (stuck: readonly Stuck[]) => [...new Set(stuck.map(it => it.work))].sort()
