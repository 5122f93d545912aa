import type { Finding } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { ApprovalsRule, Bench, Verdict } from './approval.ts'

/** A change with everything its verdict is made from: what cards, checks and bodies are written from. */
export interface Judged {
  readonly change: Change
  /** The model’s name, or the title of a pull request of several. */
  readonly name: string
  /** Left out where it belongs to no single model. */
  readonly model?: Model
  readonly repository: Repository
  readonly bench: Bench
  readonly verdict: Verdict
  /** The approvals policies that cover it. */
  readonly rules: readonly ApprovalsRule[]
  /** What the rules say of it now. */
  readonly findings: readonly Finding[]
}

/** It takes no votes until it is ready, though its time to approve runs. */
export const isDraft = ({ bench, verdict }: Pick<Judged, 'bench' | 'verdict'>): boolean =>
  bench.pull.draft && verdict.is === 'pending'

/** Blocked, and no approval would help. What a guardrail stops is approved all the same, until nobody is missing. */
export function asksNobody(verdict: Verdict): 'approved' | 'as-it-stands' | undefined {
  if (verdict.is !== 'blocked') return undefined
  if (verdict.code !== 'guardrail') return 'as-it-stands'
  return verdict.missing.length === 0 ? 'approved' : undefined
}
