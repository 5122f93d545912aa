/** What is seen on GitHub, as the flows know it. */
import type { Demands } from '../core/demands.ts'
import type { Author } from '../core/sealing.ts'

export interface Pull {
  readonly number: number
  readonly url: string
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly draft: boolean
  readonly branch: string
  /** Its branch lies in another repository, or in none any more. */
  readonly fork: boolean
  readonly head: string
  readonly base: string
  /** Set when merged: the commit on the base branch. */
  readonly mergeCommit?: string
  /** ISO, in whole seconds. */
  readonly mergedAt?: string
  readonly mergedBy?: { readonly id: number; readonly login: string }
  readonly author: { readonly id: number; readonly login: string; readonly bot: boolean }
  /** What GitHub would say to a merge now; `unknown` while it computes that, and of one that is not open. */
  readonly mergeable: 'yes' | 'blocked' | 'behind' | 'conflict' | 'unknown'
  /** Who is asked for a review there and has not given one: `@bo`, `the team risk`. */
  readonly reviewers: readonly string[]
}

export interface Merged {
  readonly numbers: readonly number[]
  /** What stands in those that have moved since. */
  readonly moved: readonly Pick<Pull, 'number' | 'title' | 'body'>[]
  /** Set where there are more than are read: what moved last before this moment was not looked at. */
  readonly unseenBefore?: string
}

export interface Review {
  readonly id: number
  readonly user: { readonly id: number; readonly login: string; readonly bot: boolean }
  readonly state: 'approved' | 'changes-requested' | 'dismissed' | 'commented'
  readonly head: string
  readonly at: string
}

/**
 * A pull request was closed, opened again, made a draft, made ready for review, or held against another base; or a review
 * of it was dismissed.
 */
export type Turn = { readonly at: string } & (
  | { readonly to: 'closed' | 'open' | 'draft' | 'ready' | 'base' }
  /** `was` is left out where GitHub does not say what it had said. */
  | { readonly to: 'dismissed'; readonly review: number; readonly was?: Exclude<Review['state'], 'dismissed'> }
)

export interface Contents {
  readonly mergeBase: string
  readonly files: readonly {
    readonly path: string
    readonly was?: { readonly blob: string; readonly text: string }
    readonly is?: { readonly blob: string; readonly text: string }
    /** Outside of `models/` and `policies/`: its blob on the main branch now, or as it was merged onto; `''` where it is gone. */
    readonly onMain?: string
  }[]
  readonly authors: readonly Author[]
  /** Its own: those the base does not have. */
  readonly commits: readonly string[]
  /** Unified, as git shows it. */
  readonly diff: string
}

export interface Branch extends Demands {
  readonly name: string
  readonly sha: string
}

export interface Run {
  readonly id: number
  readonly url: string
  readonly status: 'waiting' | 'running' | 'completed'
  readonly conclusion: string | null
}

export interface Check {
  readonly name: string
  readonly head: string
  /** Left out while pending. */
  readonly conclusion?: 'success' | 'failure'
  readonly title: string
  /** Markdown, at most 65,535 characters. */
  readonly summary: string
  /** Fifty at most. */
  readonly annotations?: readonly {
    readonly path: string
    readonly line: number
    readonly level: 'notice' | 'warning' | 'failure'
    readonly title: string
    readonly message: string
  }[]
}

export interface RecordTip {
  readonly commit: string
  readonly path: string
  readonly text: string
}
