import { says } from '../words/says.ts'

/** Why a vote or a change is refused, a case is left as it is, or a pull request is not merged: one closed list. */
export const REASON_CODES = [
  'asked-it-yourself',
  'wrote-it',
  'not-in-people',
  'left',
  'bot',
  'guest',
  'stranger',
  'deleted',
  'account-not-seen',
  'wrong-role',
  'may-not-see',
  'wrong-door',
  'already-counted',
  'not-needed',
  'denied-later',
  'said-since',
  'taken-back',
  'for-another',
  'nothing-to-take-back',
  'other-seal',
  'answered-worse',
  'unknown-card',
  'old-card',
  'too-large',
  'expired',
  'future',
  'closed',
  'elsewhere',
  'draft',
  'no-rule',
  'nobody-may',
  'unlinked-author',
  'unlisted-author',
  'from-fork',
  'pushers-not-seen',
  'by-bot',
  'shared-account',
  'team-not-seen',
  'broken-files',
  'denied',
  'denial-stands',
  'merged-it',
  'approved-it',
  'no-reviewer',
  'no-review',
  'nothing-by-hand',
  'not-told',
  'no-case',
  'case-open',
  'not-its-owner',
  'not-who-asked',
  'still-watched',
  'crowded-out',
  'change-on-its-way',
  'nothing-to-reopen',
  'already-merged',
  'guardrail',
  'manual-merge',
  'check-not-green',
  'unprotected',
  'github-reviews',
  'github-blocks',
  'behind',
  'conflict',
  'moved',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** A refusal in the words of the person it is told to, with what to do. */
export interface Refusal {
  readonly code: ReasonCode
  readonly says: string
  readonly fix: string
}

/** Who, what and when the words of a reason are about, as far as it is known. */
export interface Details {
  readonly who?: string
  readonly door?: string
  readonly deadline?: string
  /** How it is asked anew. */
  readonly again?: string
  readonly kinds?: string
  readonly slots?: string
  readonly people?: string
  readonly errors?: string
  readonly accounts?: string
  readonly rules?: string
}

export function refusalOf(code: ReasonCode, details: Details = {}): Refusal {
  const [wrong, fix] = says.reason[code]({ ...says.reasonDetails, ...details })
  return { code, says: wrong, fix }
}
