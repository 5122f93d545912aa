import type { ChangedFile, ChangeKind, Comparison, Grant, HoldMoved, Move, Part, Pins, Retrain } from './change.ts'
import type { Visibility } from './model.ts'
import type { Problem } from './problem.ts'

/** Everything about a change that can move under those who vote on it. */
export interface Sealing {
  readonly seal: string
  readonly pins: Pins
  readonly kinds: readonly ChangeKind[]
  readonly parts: readonly Part[]
  readonly moves: readonly Move[]
  /** Left out in what was sealed before Kedge followed trainings. */
  readonly retrains?: readonly Retrain[]
  /** Left out where it neither begins nor ends one. */
  readonly holds?: readonly HoldMoved[]
  readonly grants: readonly Grant[]
  /** Who may see its models as they would be; left out where everybody may. */
  readonly bounds?: readonly Visibility[]
  /** Models that the rules in it name; left out where they name none. */
  readonly about?: readonly string[]
  readonly files: readonly ChangedFile[]
  /** Why the files cannot be judged; empty where they can. */
  readonly problems: readonly Problem[]
  readonly authors: readonly Author[]
  readonly diff: string
  /** By its data it is what was planned, put onto main. Left out: it is not, nobody planned it, or it was sealed before Kedge looked. */
  readonly holdsPlan?: true
  /** What the version that was pushed would have done, where another was compared when it was asked for. No pin: readings go on. */
  readonly evidence?: Comparison
}

export interface Author {
  /** Numeric GitHub id; undefined where nobody knows, as of a commit’s e-mail that belongs to no account. */
  readonly github?: number
  readonly login?: string
  readonly role: 'author' | 'committer' | 'co-author' | 'opener' | 'pusher'
  /** Nobody’s account: our own App’s, or the one by which GitHub commits what people do on its pages. */
  readonly machine?: true
  /** Why nobody knows: the branch lies in a fork, GitHub’s record of who pushed is not whole, or a bot did it for somebody. */
  readonly unseen?: 'fork' | 'cut' | 'bot'
}
