import type { ActName } from './act.ts'
import type { Breach } from './breach.ts'
import type { CaseCategory } from './case-category.ts'
import type { DelayReason } from './delay-reason.ts'
import type { NotNow } from './play.ts'
import type { Waking } from './snooze.ts'

/** What happens to cases. Subject `case/<id>`. */
export interface CaseBodies {
  'case.opened': {
    model: string
    monitors: readonly Breach[]
    owner: string
    onset: string
    available: string
    /** Left out in cases from before it was kept. */
    category?: CaseCategory
  }
  /** New readings or another monitor: the card is drawn anew. */
  'case.continued': { monitors: readonly Breach[] }
  /** Too many opened with it, so it has no card of its own; and now it may have one. */
  'case.held': Record<string, never>
  'case.released': Record<string, never>
  /** `drawn` is the digest of what the picture shows; left out in cases from before it was kept. */
  'case.charted': { file: string; through: string; drawn?: string; alt: string }
  'case.posted': { channel: string; ts: string }
  'case.taken': Record<string, never>
  'case.asked': { change: string }
  /**
   * What a playbook did by itself, or did not. `done`: said, or an issue is on its way. `asked`: a change. `refused`: the plan
   * makes no sense or a rule says no; tried again, and told once for the same `rules`. `left`: not now, for a reason of ours.
   */
  'case.played': Played
  'case.issue-opened': { number: number; url: string }
  'case.issue-closed': Record<string, never>
  'case.acted': { version: string; change?: string }
  /** By a person, where no reading can any more: then `because`, and nobody knows whether it recovered. */
  'case.closed': {
    onset: string
    available: string
    detected: string
    acted?: string
    recovered?: string
    because?: string
  }
  /** It fires once more so soon that it is the same case: another round, with times of its own. */
  'case.again': { monitors: readonly Breach[]; onset: string; available: string; category?: CaseCategory }
  /** Somebody says that it was closed wrongly: the round goes on, until readings of later periods are good. */
  'case.reopened': { because: string }
  /** Nobody is reminded until then; `says` are the words beside the reason. */
  'case.snoozed': { until: string; reason: DelayReason; says: string }
  'case.woke': { because: Waking }
}

export type Played = { readonly playbook: string; readonly act: ActName } & (
  | { readonly outcome: 'done'; readonly labels?: readonly string[] }
  | { readonly outcome: 'asked'; readonly change: string }
  | { readonly outcome: 'refused'; readonly says: string; readonly rules: readonly string[] }
  | { readonly outcome: 'left'; readonly why: NotNow }
)
