import type { Move, Request, Retrain } from './change.ts'
import { changeAfter } from './change-after.ts'
import type { Account, By } from './doer.ts'
import type { Event } from './event.ts'
import type { Bodies } from './event-bodies.ts'
import { type Against, knownFrom } from './held-against.ts'
import type { Model } from './model.ts'
import type { Promises } from './promise.ts'

export interface Sealed {
  readonly at: string
  readonly body: Bodies['change.sealed']
}

/** What the rules said, from when. */
interface Judging {
  readonly at: string
  readonly findings: Bodies['change.judged']['findings']
}

interface Asked {
  readonly by: By
  readonly at: string
  readonly accounts?: readonly Account[]
  /** When its version was registered, where it waited before it was asked for. */
  readonly registered?: string
}

/** Where a change stands: the fold over its own few events. */
export interface Change {
  readonly id: string
  /** As it was asked, which seals are made from. */
  readonly firstAsked: Request
  /** What is asked by what was sealed last: what people read. */
  readonly request: Request
  readonly asked: Asked
  readonly pull?: Bodies['change.opened']
  /** Every request people were shown, oldest first; the last is the one votes are for. */
  readonly seals: readonly Sealed[]
  readonly card?: Bodies['change.posted']
  readonly votes: readonly Event<'change.voted'>[]
  readonly verdict?: Bodies['change.verdict']
  readonly checked?: Bodies['change.checked']
  /** Why Kedge did not merge it when it tried last, of what was sealed last. */
  readonly unmerged?: Bodies['change.refused']
  /** What we wrote into its pull request last. */
  readonly described?: Bodies['change.described']
  /** Each time that something written over was put back, oldest first. */
  readonly restored: readonly (Bodies['change.described'] & { readonly at: string })[]
  /** What the rules said of it last, where they were asked since it was sealed. */
  readonly findings?: Bodies['change.judged']['findings']
  /** All that they said, oldest first; the last is `findings`. */
  readonly judgings: readonly Judging[]
  readonly merged?: Bodies['change.merged'] & { readonly at: string }
  readonly dispatched: readonly (Bodies['change.dispatched'] & { readonly at: string })[]
  /** How often whoever does it by hand was reminded. */
  readonly reminded: readonly Bodies['change.reminded'][]
  /** How it ended, the last time it was tried. */
  readonly delivered: readonly (Bodies['change.delivered'] & { readonly at: string })[]
  /** New versions of what was trained anew. */
  readonly registered: readonly Bodies['change.registered'][]
  /** Versions that were registered meanwhile, and wait until it is over. */
  readonly awaited: readonly Bodies['change.awaited'][]
  readonly done?: Bodies['change.done'] & { readonly at: string }
  /** Left out where nobody has to look at it afterwards. */
  readonly review?: Bodies['change.review-owed'] & { readonly done?: { readonly by: string; readonly says: string } }
  readonly closed?: Bodies['change.closed']
  readonly promises?: Promises
}

export function changeFrom(events: readonly Event[]): Change | undefined {
  return events.reduce<Change | undefined>(changeAfter, undefined)
}

export function sealOf(change: Change): Sealed | undefined {
  return change.seals.at(-1)
}

/**
 * What the rules said when this vote was given; undefined where nobody had been shown anything yet. GitHub tells whole
 * seconds, so what they said later in the same one is not what it was for.
 */
export function judgingAt({ judgings }: Change, { at, body }: Event<'change.voted'>): Judging | undefined {
  const given = Date.parse(body.given ?? at)
  return judgings.findLast(it => Date.parse(it.at) <= given)
}

/** What of all that is held against it whoever gave this vote knew; undefined where the rules' answers were not on record yet. */
export function knownTo(change: Change, vote: Event<'change.voted'>): Against | undefined {
  return change.judgings.length > 0 ? knownFrom(judgingAt(change, vote)?.findings ?? []) : undefined
}

/** Since when its approval is waited for. Whoever pushes asks anew; what was asked for in Slack has one clock, whatever is pushed. */
export function waitsSince(change: Change): string {
  const isOurs = change.request.door !== 'repository'
  return isOurs ? change.asked.at : (sealOf(change)?.at ?? change.asked.at)
}

/** The versions it moves: those people were shown last, else the one that was asked for. */
export function movesOf({ seals, request }: Pick<Change, 'seals' | 'request'>): readonly Move[] {
  const shown = seals.at(-1)?.body.moves
  if (shown !== undefined) return shown
  const { kind, model, from, to, edits } = request
  if (model === undefined || from === undefined || to === undefined || from === to || edits.length === 0) return []
  return kind === 'promote' || kind === 'rollback' ? [{ model, kind, from, to }] : []
}

/** Ids of all models it is about. */
export function modelsOf({ request, seals }: Pick<Change, 'request' | 'seals'>): readonly string[] {
  const sealed = seals.at(-1)?.body
  const shown = sealed?.parts.flatMap(({ model }) => model?.id ?? []) ?? []
  const asked = [...(request.model === undefined ? [] : [request.model]), ...(request.about ?? [])]
  return [...new Set([...asked, ...shown, ...(sealed?.about ?? [])])]
}

/** The models it is about, of those that are there. */
export function modelsIn(
  change: Pick<Change, 'request' | 'seals'>,
  models: Readonly<Record<string, Model>>,
): readonly Model[] {
  return modelsOf(change).flatMap(id => (Object.hasOwn(models, id) ? (models[id] ?? []) : []))
}

/** Models it asks to be trained anew: those people were shown last, else the one that was asked for. */
export function retrainsOf({ seals, request }: Pick<Change, 'seals' | 'request'>): readonly Retrain[] {
  const shown = seals.at(-1)?.body.retrains
  if (shown !== undefined) return shown
  return request.kind === 'retrain' && request.model !== undefined ? [{ model: request.model }] : []
}

/** Somebody still has to look at it, whatever became of it. */
export function owesReview({ review }: Change): boolean {
  return review !== undefined && review.done === undefined
}

/** A person asked for it here, and not by a pull request of their own, which they close on GitHub. */
export function isTakenBackHere({ request, asked }: Pick<Change, 'request' | 'asked'>): boolean {
  return request.door !== 'repository' && asked.by !== 'kedge'
}

/** Open until it is done or closed: a merged change is open until the wanted version is observed. */
export function isOpen(change: Change): boolean {
  return change.done === undefined && change.closed === undefined
}

/** Merged, and all it waits for is a new version of a model that goes on as it is. */
export function isTraining(change: Change): boolean {
  return isOpen(change) && change.merged !== undefined && movesOf(change).length === 0 && retrainsOf(change).length > 0
}

/** Whether the last verdict let this commit through. What was merged without it by-passed the gate. */
export function wasApproved({ verdict }: Change, head: string): boolean {
  return verdict?.is === 'approved' && verdict.head === head
}

export function stageOf(change: Change): 'asked' | 'open' | 'merged' | 'dispatched' | 'delivered' | 'done' | 'closed' {
  if (change.closed) return 'closed'
  if (change.done) return 'done'
  const tasks = movesOf(change).length + retrainsOf(change).length
  if (tasks > 0 && change.delivered.length >= tasks) return 'delivered'
  if (change.dispatched.length > 0) return 'dispatched'
  if (change.merged) return 'merged'
  return change.pull ? 'open' : 'asked'
}
