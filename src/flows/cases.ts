import type { Case } from '../core/case.ts'
import { standsIn } from '../core/case-answer.ts'
import { type CaseDecision, decideCase } from '../core/case-decide.ts'
import { placeOf } from '../core/case-place.ts'
import type { Change } from '../core/change-state.ts'
import type { NewEvent } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { opensCase } from '../policies/monitor.ts'
import { againNote, closedNote, wokeNote } from '../reports/case-notes.ts'
import type { Document } from '../words/document.ts'
import { standingNow } from './case-breaches.ts'
import { categoryNow } from './category.ts'
import { chartCase, followChange, say, showCase, showIssueOf } from './jobs.ts'
import { type Monitored, periodOf } from './monitored.ts'
import { namedNow } from './renamed-kpi.ts'
import { casesThatKnow, openCase, openChanges, type Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import type { Told } from './warnings.ts'
import type { Onlooker } from './world.ts'

/** What the monitors of severity `breach` mean for the case of a model; `opens` where it has none yet. */
export async function cases(
  world: Onlooker,
  model: Model,
  all: readonly Monitored[],
): Promise<Told & { readonly opens?: true }> {
  const grave = all.filter(m => opensCase(m.policy))
  const open = await openCase(world.store, model.id)
  const named = open && {
    ...open,
    it: { ...open.it, monitors: open.it.monitors.map(one => namedNow(model, grave, one)) },
  }
  const { breaches, quiet, stale } = standingNow(world, model, named, grave)
  // Which may open again is asked only where one opens.
  const firing = breaches.filter(({ state }) => state !== 'ok')
  const mayOpen = !open && firing.length > 0
  const closed = mayOpen ? await casesThatKnow(world.store, model.id, firing) : []
  const changes = await openChanges(world.store, model.id)
  const available =
    all
      .map(m => m.watched.latest?.available ?? '')
      .sort()
      .at(-1) ?? ''
  const category = mayOpen ? { category: await categoryNow(world, model, { breaches, all, changes }) } : {}
  const changeOpen = open !== undefined && changes.some(change => standsIn(open.it, change.it))
  const decision = decideCase({
    model: model.id,
    owner: model.owners.technical,
    breaches,
    quiet,
    stale,
    available,
    open: open?.it,
    ...(named && { renamed: named.it.monitors }),
    closed: closed.map(({ it }) => ({ ...it, monitors: it.monitors.map(one => namedNow(model, grave, one)) })),
    periodMs: Math.max(0, ...grave.map(({ policy }) => periodOf(model, policy.watches.kpi))),
    now: world.now(),
    changeOpen,
    ...category,
  })
  if (!decision) return { parts: [], jobs: strayCard(model, open?.it) }
  const before = open ?? closed.find(({ it }) => it.id === decision.subject)
  const parts = [{ ...decision, seen: before?.seen ?? 0 }]
  return { parts, jobs: caseJobs(model, decision, before, changes), ...(open ? {} : { opens: true }) }
}

/** Nothing is new, but its card may not stay where it is. */
function strayCard(model: Model, it: Case | undefined): NewJob[] {
  return it && !it.held && placeOf(it, model).stray ? [showCase(it.id)] : []
}

function caseJobs(
  model: Model,
  { subject, events }: CaseDecision,
  before: Standing<Case> | undefined,
  changes: readonly Standing<Change>[],
): NewJob[] {
  const notes = before && !before.it.held ? events.flatMap(event => noteOf(model, before, event)) : []
  // The card does not wait for its picture: where no picture can be uploaded, the breach is told all the same.
  return [
    chartCase(subject),
    showCase(subject),
    ...issueOf(events, before),
    ...notes,
    ...changes.map(({ it }) => followChange(it.id)),
  ]
}

/** An issue is closed with its case, and told when that opens again. */
function issueOf(events: CaseDecision['events'], before: Standing<Case> | undefined): readonly NewJob[] {
  const isTold = events.some(({ type }) => type === 'case.closed' || type === 'case.again')
  return isTold && before ? showIssueOf(before.it) : []
}

/** What is said below the card, once each; a case that goes on for several rounds says it in each of them. */
function noteOf(model: Model, { it, seen }: Standing<Case>, event: NewEvent): NewJob[] {
  const { channel } = model
  const document = noteFor(model, it, event)
  if (document === undefined || channel === undefined) return []
  const nth = event.type === 'case.closed' && it.rounds === undefined ? '' : `:${seen}`
  return [say(`${event.type.slice('case.'.length)}:${it.id}${nth}`, it.id, { channel, thread: it.id, document })]
}

function noteFor(model: Model, it: Case, event: NewEvent): Document | undefined {
  if (event.type === 'case.closed') return closedNote(model, event.body)
  if (event.type === 'case.again') return againNote(model, it, event.body)
  return event.type === 'case.woke' ? wokeNote(it, event.body.because) : undefined
}
