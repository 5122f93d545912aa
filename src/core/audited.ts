import { type Change, wasApproved } from './change-state.ts'
import type { Bodies } from './event-bodies.ts'
import type { Model } from './model.ts'

/** A change that was merged, as somebody asks who has to answer for it. */
export interface Audited {
  readonly change: Change
  readonly merged: NonNullable<Change['merged']>
  /** Whose approvals carried it, as far as it is on record; nobody where none was needed. */
  readonly approved: readonly Approval[]
  /** It was merged although its check had not let this commit through. */
  readonly bypassed: boolean
  /** Approvals policies that cover it, by the rules as they are now. */
  readonly rules: readonly string[]
}

export interface Approval {
  readonly person: string
  readonly door: Bodies['change.voted']['door']
  readonly at: string
}

/** An exception from a rule, as its waiver says. */
export interface Exception {
  readonly id: string
  readonly because: string
  readonly rule: string
  readonly models: readonly string[]
  readonly owner: string
  readonly granted: { readonly by: string; readonly on: string }
  /** The last day it holds. */
  readonly expires: string
}

export interface AuditFacts {
  /** What was merged, the newest first. */
  readonly changes: readonly Audited[]
  /** Those that hold today; what ends first, first. */
  readonly waivers: readonly Exception[]
  /** What somebody still has to look at, by when it is due. */
  readonly reviews: readonly Change[]
  readonly broken: readonly { readonly model: Model; readonly policy: string; readonly outcome: 'fail' | 'unknown' }[]
}

/** Undefined for what was never merged. */
export function audited(change: Change, rules: readonly string[]): Audited | undefined {
  const { merged, verdict, votes } = change
  if (merged === undefined) return undefined
  const bypassed = !wasApproved(change, merged.head)
  const approved = (bypassed ? [] : (verdict?.by ?? [])).flatMap((person): Approval[] => {
    const vote = votes.findLast(({ body }) => body.person === person && body.is === 'approve')
    return vote ? [{ person, door: vote.body.door, at: vote.body.given ?? vote.at }] : []
  })
  return { change, merged, approved, bypassed, rules }
}
