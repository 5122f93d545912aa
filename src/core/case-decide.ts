import { canonicalJson } from './canonical.ts'
import { type Case, caseId } from './case.ts'
import { monitorsNow, type Quiet } from './case-monitors.ts'
import { type Breach, happened, type NewEvent } from './event.ts'

export interface CaseQuestion {
  readonly model: string
  /** Who answers for it until somebody takes it. */
  readonly owner: string
  /** Monitors of severity `breach` that ever fired, as they stand now. */
  readonly breaches: readonly Breach[]
  /** The others of that severity. */
  readonly quiet: readonly Quiet[]
  /** When the newest of these readings arrived, ISO. */
  readonly available: string
  readonly open: Case | undefined
  /** Breaches that an earlier, closed case already told: monitor → since. */
  readonly told: Readonly<Record<string, string>>
  /** A change asked for because of this case is still on its way. */
  readonly changeOpen: boolean
}

export interface CaseDecision {
  readonly subject: string
  readonly events: readonly NewEvent[]
}

/**
 * What new readings mean for a model's case. A firing monitor opens it or joins it, a changed one is told on it, and it
 * closes when every monitor in it is over and nothing that was asked for is still on its way.
 */
export function decideCase(question: CaseQuestion): CaseDecision | undefined {
  return question.open ? goOn(question, question.open) : open(question)
}

function open({ model, owner, breaches, available, told }: CaseQuestion): CaseDecision | undefined {
  const firing = breaches.filter(b => b.state !== 'ok' && told[b.monitor] !== b.since)
  const onset = firing.map(b => b.since).sort()[0]
  if (onset === undefined) return undefined
  const event = happened('case.opened', 'kedge', { model, monitors: firing, owner, onset, available })
  return { subject: caseId(model, onset), events: [event] }
}

function goOn({ breaches, quiet, changeOpen }: CaseQuestion, it: Case): CaseDecision | undefined {
  const monitors = monitorsNow(it, breaches, quiet)
  // What the store gives back has its keys in another order.
  const changed = canonicalJson(monitors) !== canonicalJson(it.monitors)
  const continued = changed ? [happened('case.continued', 'kedge', { monitors })] : []
  const over = monitors.length > 0 && monitors.every(m => m.state === 'ok') && !changeOpen
  const events = [...continued, ...(over ? [closing(it, monitors)] : [])]
  return events.length > 0 ? { subject: it.id, events } : undefined
}

/** The five times have one meaning each (design §4). */
function closing(it: Case, monitors: readonly Breach[]): NewEvent {
  const recovered =
    monitors
      .map(m => m.latest.end)
      .sort()
      .at(-1) ?? it.detected
  const { onset, available, detected, acted } = it
  return happened('case.closed', 'kedge', { onset, available, detected, recovered, ...(acted && { acted: acted.at }) })
}
