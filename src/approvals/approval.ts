import type { ChangeKind, Finding, Grant, Part, VoteIs } from '../core/change.ts'
import type { Account, By } from '../core/doer.ts'
import type { Against } from '../core/held-against.ts'
import type { People } from '../core/people.ts'
import type { Selector } from '../core/policy-kind.ts'
import type { Refusal } from '../core/reason.ts'
import type { Author } from '../core/sealing.ts'
import { asNow } from './as-now.ts'
import { decide } from './decision.ts'
import { coverage } from './slots.ts'
import { countVotes } from './tally.ts'

export type { Refusal } from '../core/reason.ts'

export type Door = 'slack' | 'github'

/** What an approvals policy says, as far as the verdict needs it. */
export interface ApprovalsRule {
  readonly id: string
  readonly because: string
  readonly appliesTo?: Selector
  readonly covers: readonly ChangeKind[]
  /** Empty: nobody needs to approve, said aloud. */
  readonly needs: readonly Need[]
  readonly withinHours: number
  readonly merge: 'auto' | 'manual'
  readonly channel: string
  /** Left out: this rule knows no emergency. */
  readonly emergency?: Emergency
}
export interface Need {
  readonly role: string
  /** One of these will do, and `role` names them for people; left out: `role` alone. */
  readonly roles?: readonly string[]
  readonly count: number
  /** This person alone; left out: anybody with the role. */
  readonly person?: string
  /** By these doors only; left out: by any. */
  readonly via?: readonly Door[]
}

/** What is asked for instead where somebody says that it cannot wait. Every use of it is reviewed. */
export interface Emergency {
  readonly needs: readonly Need[]
  /** Hours after it is merged by which somebody must have looked at it. */
  readonly reviewHours: number
}

/** One place to be filled by one person: the nth of a need of a rule. */
export interface Slot {
  /** `approve-rollback/operations/1`. */
  readonly id: string
  readonly rule: string
  readonly role: string
  readonly roles?: readonly string[]
  readonly person?: string
  readonly via?: readonly Door[]
  /** ISO; a vote at this moment counts, one after it does not. */
  readonly deadline: string
}

export interface Vote {
  /** A key of `people`, or the account of somebody nobody knows (`slack:T1:U1`, `github:101`). */
  readonly person: string
  /** By which it was given: it is the vote of whoever holds the account, under whatever key. Left out: `person` is believed. */
  readonly account?: Account
  readonly door: Door
  readonly is: VoteIs
  readonly seal: string
  /** ISO, when it was given. */
  readonly at: string
  /** Who did it: a denial dismissed by somebody else (or by nobody knows whom) stands. */
  readonly by: By
  readonly because?: string
  /** It never counts: given to a draft, before it was opened again, before its base was changed, or after it was merged. */
  readonly lapsed?: 'draft' | 'closed' | 'base' | 'merged'
  /** What was held against the change when it was given, as far as whoever gave it was shown; left out: all that is now. */
  readonly known?: Against
}

/** Everything the verdict is made from. */
export interface Bench {
  /** All that the change does; each part must be covered. A model whose tier changes is a part before and a part after. */
  readonly parts: readonly Part[]
  /** All approvals policies; those that cover the change are picked here, and all of them must be met. */
  readonly rules: readonly ApprovalsRule[]
  readonly grants?: readonly Grant[]
  /** Guardrails that say no now: while there are any, nothing is approved. */
  readonly stopped?: readonly (Pick<Finding, 'policy' | 'because' | 'fix'> &
    Partial<Pick<Finding, 'outcome' | 'trace'>>)[]
  /** How many things in the files are wrong, so that nothing can be said of them. */
  readonly broken?: number
  /** Said instead of how many errors there are, where more is known: as of a branch behind the main branch. */
  readonly brokenSays?: Pick<Refusal, 'says' | 'fix'>
  /** Whether it was said that it cannot wait; rules that know no emergency ask for the same as ever. */
  readonly emergency?: boolean
  /** Guardrails that had no answer and let the way back to safety pass: somebody has to look at them afterwards. */
  readonly silent?: readonly string[]
  /** What the rules hold against it now without stopping it: an approval by whoever did not know of it does not count. */
  readonly against?: Against
  readonly people: People
  /** Numeric GitHub ids of the members of each team that gives a role, by `org/team`; unknown is never a no. */
  readonly teams?: Readonly<Record<string, readonly number[] | 'unavailable'>>
  /** Roles that see it, a list for each model that not everybody sees on the main branch: votes of people who lack one of each do not count. */
  readonly shownTo?: readonly (readonly string[])[]
  readonly askedBy: By
  /** Whoever asked opened the pull request: what is pushed to it is asked anew, and its time begins with that. */
  readonly ownPull?: true
  /** Whoever asked takes it back on its card. */
  readonly takenBackHere?: true
  /** All accounts of whoever asked, as they were then: nobody who holds one of them now approves. */
  readonly askedAs?: readonly Account[]
  /** ISO; the clock of every rule starts here. */
  readonly askedAt: string
  readonly authors: readonly Author[]
  /** In the order they were recorded; they are heard in the order they were given. */
  readonly votes: readonly Vote[]
  /** The state of the change that is shown now. */
  readonly seal: string
  readonly pull: {
    readonly state: 'open' | 'closed' | 'merged'
    readonly draft: boolean
    /** It goes to another branch now than the one it was asked for, and the rules of which hold. */
    readonly elsewhere?: true
    /** ISO; when it was last closed, or opened again after that: votes until then are gone. */
    readonly closedAt?: string
  }
  /** Accounts that were looked up, by Slack user id or `github:<id>`. Whoever has a Slack account is seen by it at both doors. */
  readonly accounts: Readonly<Record<string, 'person' | 'bot' | 'guest' | 'stranger' | 'deleted'>>
  readonly now: Date
}

/** Who counts, whose vote does not and why, what is open, and who could fill it. */
export interface Tally {
  /** Ids of the rules that cover the change. */
  readonly rules: readonly string[]
  readonly slots: readonly Slot[]
  readonly counted: readonly { readonly person: string; readonly slot: Slot }[]
  /** `vote` is an index in `votes`. */
  readonly ignored: readonly (Refusal & { readonly vote: number; readonly person: string })[]
  readonly missing: readonly Slot[]
  /** People who could fill each open slot. */
  readonly ask: readonly { readonly slot: Slot; readonly people: readonly string[] }[]
}

export type Decision =
  | {
      readonly is: 'approved'
      readonly by: readonly string[]
      readonly merge: 'auto' | 'manual'
      readonly says: string
      /** Somebody must look at it afterwards, by `hours` after it is merged. */
      readonly review?: { readonly because: string; readonly hours: number }
    }
  | { readonly is: 'pending'; readonly until: string; readonly says: string; readonly fix: string }
  /** `lapsed`: its time to approve is over, and the denial with it. */
  | ({ readonly is: 'denied'; readonly by: string; readonly because?: string; readonly lapsed?: true } & Refusal)
  | ({ readonly is: 'expired'; readonly at: string } & Refusal)
  | ({ readonly is: 'unavailable' } & Refusal)
  /** No rule covers the change. */
  | ({ readonly is: 'blocked' } & Refusal)
export type Verdict = Tally & Decision

/** The whole verdict on a change, from plain data alone. Unknown is never approved. */
export function verdict(given: Bench): Verdict {
  const bench = asNow(given)
  const covered = coverage(bench)
  const count = countVotes(bench, covered.rules)
  return { ...count.tally, ...decide(bench, count, covered) }
}
