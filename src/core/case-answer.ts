import type { Case } from './case.ts'
import type { ChangeKind } from './change.ts'
import { type Change, isOpen, sealOf } from './change-state.ts'
import type { Bodies } from './event-bodies.ts'
import type { Model } from './model.ts'

/** What can end a breach. Whoever confirms a file, grants an exception or moves a limit has not answered it. */
const ANSWERS: readonly ChangeKind[] = ['promote', 'rollback', 'retrain', 'replace', 'hold', 'retire']

export const answersBreach = (kind: ChangeKind): boolean => ANSWERS.includes(kind)

/** It is closed, denied, or its time to approve is over: nobody is to wait for it. */
export function cameToNothing({ closed, merged, verdict }: Pick<Change, 'closed' | 'merged' | 'verdict'>): boolean {
  return closed !== undefined || (merged === undefined && (verdict?.is === 'denied' || verdict?.is === 'expired'))
}

/** It was asked for in this case, and something may still come of it. */
export function standsIn({ id }: Pick<Case, 'id'>, change: Change): boolean {
  return isOpen(change) && change.request.case === id && !cameToNothing(change)
}

/** Its time to approve has ended, so it keeps nobody from asking again; a denial lasts no longer than that either. */
export function hasLapsed({ is, lapsed }: Pick<Bodies['change.verdict'], 'is' | 'lapsed'>): boolean {
  return is === 'expired' || lapsed === true
}

/**
 * No approval takes it on as it stands, as a draft, what is behind the main branch, or what a freeze stops after all have
 * approved: the next step is with whoever asked.
 */
export function isWithAsker(change: Change): boolean {
  const { merged, verdict } = change
  if (merged !== undefined) return false
  if (cameToNothing(change) || verdict?.is === 'unavailable' || verdict?.draft === true) return true
  if (verdict?.asksNobody !== undefined) return true
  return (sealOf(change)?.body.problems.length ?? 0) > 0
}

/**
 * What was asked for in a case of this model, of these changes, the newest first: the newest, or one before it that still
 * stands where the newest came to nothing, or was a hold that is over.
 */
export function askedAmong<S extends { readonly it: Change }>(
  it: Pick<Case, 'id' | 'change'>,
  model: Model | undefined,
  changes: readonly S[],
  now: Date,
): S | undefined {
  const newest = changes.find(change => change.it.id === it.change)
  if (newest === undefined) return undefined
  const isOver = isResumed(newest.it, model, now)
  if (!isOver && !cameToNothing(newest.it)) return newest
  return changes.find(change => standsIn(it, change.it)) ?? (isOver ? undefined : newest)
}

/** Long enough for the main branch to be read anew after a merge. */
const READ_MS = 60_000

/** A hold that was in force, of a model that is not on hold any more: what it was to end goes on. */
export function isResumed(
  { request, done }: Pick<Change, 'request' | 'done'>,
  model: Pick<Model, 'serving'> | undefined,
  now: Date,
): boolean {
  if (request.kind !== 'hold' || done === undefined || model === undefined) return false
  return model.serving.hold === undefined && now.getTime() - Date.parse(done.at) > READ_MS
}

/** A person asked for something, and it stands; what a playbook asks for answers nobody. */
export function isAnswered(asked: Change | undefined): boolean {
  return asked !== undefined && asked.asked.by !== 'kedge' && !cameToNothing(asked)
}

/** Nothing that stands was done or asked for: that waits on whoever it is with. */
export function isUntouched({ acted }: Pick<Case, 'acted'>, asked: Change | undefined): boolean {
  return acted === undefined && (asked === undefined || cameToNothing(asked))
}
