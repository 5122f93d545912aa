import type { Breach } from './breach.ts'
import { canonicalJson } from './canonical.ts'
import { type Case, caseId } from './case.ts'
import { comingBack } from './case-again.ts'
import type { CaseCategory } from './case-category.ts'
import { awaited, isOver, monitorsNow, type Quiet } from './case-monitors.ts'
import { happened, type NewEvent } from './event.ts'
import { wakes } from './snooze.ts'
import { isSameWatch } from './watched-part.ts'

export interface CaseQuestion {
  readonly model: string
  /** Who answers for it until somebody takes it. */
  readonly owner: string
  /** Monitors of severity `breach` that ever fired, as they stand now. */
  readonly breaches: readonly Breach[]
  /** The others of that severity. */
  readonly quiet: readonly Quiet[]
  /** Of those, by `watchId`: whose newest reading is too old. */
  readonly stale?: ReadonlySet<string>
  /** When the newest of these readings arrived, ISO. */
  readonly available: string
  readonly open: Case | undefined
  /** Its monitors, where KPIs of theirs have other names by now. */
  readonly renamed?: readonly Breach[]
  /** Those that were closed and may know of them, newest first. */
  readonly closed: readonly Case[]
  /** How far apart its readings are at most. */
  readonly periodMs: number
  readonly now: Date
  /** A change asked for because of this case is still on its way, and did not come to nothing. */
  readonly changeOpen: boolean
  /** Of a case that opens. */
  readonly category?: CaseCategory
}

export interface CaseDecision {
  readonly subject: string
  readonly events: readonly NewEvent[]
}

/**
 * What new readings mean for a model's case. A firing monitor opens it, opens it again, or joins it; a changed one is told on
 * it; and it closes when every monitor in it is over and nothing that was asked for is still on its way.
 */
export function decideCase(question: CaseQuestion): CaseDecision | undefined {
  return question.open ? goOn(question, question.open) : open(question)
}

function open({
  model,
  owner,
  breaches,
  available,
  stale,
  now,
  closed,
  periodMs,
  category,
}: CaseQuestion): CaseDecision | undefined {
  const kind = category && { category }
  const firing = breaches.filter(b => b.state !== 'ok').map(b => awaited(b, now, stale))
  const back = closed.find(it => comingBack(it, firing, periodMs).length > 0)
  const again = back ? comingBack(back, firing, periodMs) : []
  const monitors = firing.filter(b => again.includes(b) || !closed.some(it => hasTold(it, b)))
  const onset = monitors.map(b => b.since).sort()[0]
  if (onset === undefined) return undefined
  const same = back ?? closed.find(it => it.id === caseId(model, onset))
  if (same)
    return { subject: same.id, events: [happened('case.again', 'kedge', { monitors, onset, available, ...kind })] }
  const event = happened('case.opened', 'kedge', { model, monitors, owner, onset, available, ...kind })
  return { subject: caseId(model, onset), events: [event] }
}

/**
 * An episode makes one case, also where a clock that was put back shows it once more. Where a person closed that, since no
 * reading could, a later bad reading is news, and another limit, by which it began another day, is none.
 */
function hasTold({ monitors, closed }: Case, breach: Breach): boolean {
  const known = monitors.find(one => isSameWatch(one, breach))
  if (known === undefined) return false
  const isSame = known.since === breach.since
  if (closed?.recovered !== undefined) return isSame
  const isOther = known.state === 'ok' || breach.since > known.latest.end
  return (isSame || !isOther) && !isWorse(known, breach)
}

/** Counts of bad readings say that alone where they were judged alike. */
function isWorse(known: Breach, breach: Breach): boolean {
  if (breach.latest.end <= known.latest.end) return false
  return breach.since === known.since && isJudgedAlike(known, breach)
    ? breach.bad > known.bad
    : breach.state === 'firing'
}

function isJudgedAlike(known: Breach, { by, limit }: Breach): boolean {
  if (known.later) return false
  return known.by && by ? canonicalJson(by) === canonicalJson(known.by) : limit === known.limit
}

function goOn({ breaches, quiet, stale, changeOpen, now, ...of }: CaseQuestion, told: Case): CaseDecision | undefined {
  const it = { ...told, monitors: of.renamed ?? told.monitors }
  const monitors = monitorsNow(it, breaches, quiet, now).map(m => awaited(m, now, stale))
  // What the store gives back has its keys in another order.
  const changed = canonicalJson(monitors) !== canonicalJson(told.monitors)
  const because = wakes(it, monitors, now)
  const over = isOver({ ...it, monitors }) && !changeOpen
  const events = [
    ...(changed ? [happened('case.continued', 'kedge', { monitors })] : []),
    ...(because && !over ? [happened('case.woke', 'kedge', { because })] : []),
    ...(over ? [closing(it, monitors)] : []),
  ]
  return events.length > 0 ? { subject: it.id, events } : undefined
}

/** The five times have one meaning each (design §4). */
function closing(it: Case, monitors: readonly Breach[]): NewEvent {
  const recovered =
    monitors
      .map(m => m.over ?? m.latest.end)
      .sort()
      .at(-1) ?? it.detected
  const { onset, available, detected, acted } = it
  return happened('case.closed', 'kedge', { onset, available, detected, recovered, ...(acted && { acted: acted.at }) })
}
