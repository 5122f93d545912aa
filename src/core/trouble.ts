import { says } from '../words/says.ts'
import { digestOf } from './canonical.ts'
import { type Concern, concernsOf, newsOf, retold, type Told, toldOf } from './concern.ts'
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
  /** Where it is about several models: what is wrong for each. */
  readonly concerns?: readonly Concern[]
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
  /** The one that waits for it; left out where several do, or Kedge itself. */
  readonly model?: string
  /** All that wait for it, and what was told of each. */
  readonly told: Told
  /** When that changed last, and by model when something was added. */
  readonly retold?: string
  readonly anew?: Readonly<Record<string, string>>
  /** It is told until then, although nothing is stuck by it. */
  readonly until?: string
  readonly cards: readonly TroubleCard[]
  readonly closed?: string
}

/** A card of it in one channel. Without `models` it tells of all that wait. */
export type TroubleCard = Bodies['trouble.posted'] & {
  readonly says: string
  readonly since: string
  /** When what it says was kept. */
  readonly at: string
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
    return { id: event.subject, ...body, told: firstTold(body), opened: event.at, cards: [] }
  }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'trouble.spread':
      return { ...was, works: [...was.works, ...event.body.works] }
    case 'trouble.retold': {
      const { model: _, ...others } = was
      const { added, gone, ...now } = event.body
      const fresh = Object.fromEntries(Object.keys(added).map(model => [model, event.at]))
      const told = retold(was.told, added, gone)
      return { ...others, ...now, told, retold: event.at, anew: { ...was.anew, ...fresh } }
    }
    case 'trouble.posted':
      return { ...was, cards: [...was.cards.filter(it => !isSameCard(it, event.body)), cardOf(was, event)] }
    case 'trouble.closed':
      return { ...was, closed: event.at }
    default:
      return was
  }
}

const firstTold = ({ told, model }: Omit<Bodies['trouble.opened'], 'category'>): Told =>
  told ?? (model === undefined ? {} : { [model]: [] })

const isSameCard = (a: Bodies['trouble.posted'], b: Bodies['trouble.posted']) =>
  a.channel === b.channel && a.ts === b.ts

/** What is not said of a card is as the trouble was when it was posted. */
function cardOf({ says, since, model }: Trouble, { at, body }: Event<'trouble.posted'>): TroubleCard {
  return { at, says, since, ...(model !== undefined && { models: [model] }), ...body }
}

/** Whether one of these models waits for it, or none does by name: then it is Kedge’s own, and everybody’s. */
export function isTroubleOf({ told }: Pick<Trouble, 'told'>, models: ReadonlySet<string>): boolean {
  const waiting = Object.keys(told)
  return waiting.length === 0 || waiting.some(id => models.has(id))
}

/** The same with all that ever waited for it, since what happened to a model that goes on by now happened all the same. */
export function everTold(events: readonly Event[]): Told {
  return events.reduce<Told>((told, { type, body }) => {
    if (type === 'trouble.retold') return retold(told, body.added, [])
    return type === 'trouble.opened' ? firstTold(body) : told
  }, {})
}

/** When something was added to what these models wait for, and a card of before does not say it. */
export function addedSince({ anew = {}, closed }: Trouble, models: readonly string[], at: string): string | undefined {
  const times = models.flatMap(model => (Object.hasOwn(anew, model) ? (anew[model] ?? []) : []))
  return closed === undefined
    ? times
        .filter(time => time > at)
        .sort()
        .at(-1)
    : undefined
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
  if (!stuck.some(it => counts(it, now))) return []
  const told = toldOf(concernsOf(stuck))
  const isKept = Object.keys(told).length > 1 || Object.values(told).some(kpis => kpis.length > 0)
  return [openedTrouble({ ...wrongOf(stuck), fix, works: worksOf(stuck), ...(isKept && { told }) })]
}

const counts = ({ dead, since }: Stuck, now: Date) => dead || now.getTime() - Date.parse(since) >= LONG_MS

/** What is wrong, in the words of what is so for longest. What holds up several models is for whoever answers for Kedge. */
function wrongOf(stuck: readonly Stuck[]) {
  const [first] = [...stuck].sort((a, b) => (a.since < b.since ? -1 : 1))
  const { says: wrong = '', since = '', model } = first ?? {}
  const only = model !== undefined && stuck.every(it => it.model === model)
  return { says: wrong, since, ...(only && { model }) }
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
  const counting = concernsOf(stuck.filter(one => counts(one, now)))
  const news = newsOf(it.told, counting, concernsOf(stuck))
  return [
    ...(works.length > 0 ? [happened('trouble.spread', 'kedge', { works })] : []),
    ...(news ? [happened('trouble.retold', 'kedge', { ...wrongOf(stuck), ...news })] : []),
  ]
}

const worksOf = (stuck: readonly Stuck[]) => [...new Set(stuck.map(it => it.work))].sort()
