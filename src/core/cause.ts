import type { InputJudged } from './input-window.ts'
import type { MissingShare } from './missing-share.ts'

/**
 * What a breach may come from: a closed list, and its order is the ranking. First what makes the readings themselves doubtful;
 * then what somebody did right before and can take back; what is shared with others that broke; what the model is fed with;
 * what was warned of; and last what may be chance.
 */
export const CAUSE_KINDS = [
  'failing-source',
  'stale-source',
  'new-version',
  'same-source',
  'drifted-input',
  'warned',
  'same-time',
] as const
export type CauseKind = (typeof CAUSE_KINDS)[number]

export type Cause =
  | { readonly is: 'failing-source'; readonly connection: string; readonly since: string }
  | {
      readonly is: 'stale-source'
      readonly connection: string
      readonly kpis: readonly string[]
      readonly newest?: string
    }
  | { readonly is: 'new-version'; readonly version: string; readonly at: string }
  | ({ readonly is: 'same-source'; readonly connection: string } & Others)
  | ({ readonly is: 'drifted-input' } & DriftedInput)
  | ({ readonly is: 'warned' } & Warned)
  | ({ readonly is: 'same-time' } & Others)

/** Models, of which some may be named here and the rest are counted. */
export interface Others {
  readonly named: readonly string[]
  readonly more: number
}

/** A column that has drifted: how far, and how far it may; by its values, by how many rows have none, or both. */
export interface DriftedInput {
  readonly input: string
  readonly method: string
  /** Of its values; of what is missing, where those have not moved. */
  readonly value: number
  readonly threshold: number
  /** Where so much more or less is missing that it matters. */
  readonly missing?: Pick<MissingShare, 'was' | 'now' | 'unreadable'>
  /** Whether only that has drifted. */
  readonly onlyMissing?: true
  /** When the first window of that run began. */
  readonly since: string
  /** End of the last window that had drifted, where a later one has not. */
  readonly until?: string
  readonly connection: string
}

/** A column that nobody can judge, and why. */
export interface BadInput {
  readonly input: string
  readonly is: InputJudged['is']
  /** How many values it has, and how many it takes. */
  readonly used: number
  readonly needs: number
}

/** A warning that is on, or was when the case was opened, with the cause its monitor names. */
export interface Warned {
  readonly monitor: string
  readonly says: string
  /** The first moment of its first bad period. */
  readonly since: string
  /** End of the good reading that ended it, where it is over by now. */
  readonly until?: string
  readonly value: number
  readonly unit: string
  /** Left out: the whole. `since` and `value` are of the first. */
  readonly segments?: readonly string[]
}

/** Where the readings of a case come from, and whether they still do. */
export interface SourceSeen {
  readonly connection: string
  readonly is: 'fresh' | 'stale' | 'failing' | 'unknown'
  /** Of what fails: since when. */
  readonly since?: string
  /** Of what is stale: the KPIs that are missing. */
  readonly kpis?: readonly string[]
  /** End of the newest reading. */
  readonly newest?: string
}

/** Another model with an open case. */
export interface Elsewhere {
  readonly model: string
  readonly mayName: boolean
  readonly detected: string
  readonly connections: readonly string[]
}

/** All that was looked at. What is left out could not be. */
export interface Looked {
  readonly onset: string
  readonly detected: string
  readonly inputs?: readonly DriftedInput[]
  /** Whether some of the inputs could not be judged, and none of the others has drifted. */
  readonly inputsUnjudged?: boolean
  readonly badInputs?: readonly BadInput[]
  readonly warnings: readonly Warned[]
  /** What was seen to run, oldest first. */
  readonly versions?: readonly { readonly version: string; readonly at: string }[]
  readonly sources: readonly SourceSeen[]
  readonly elsewhere: readonly Elsewhere[]
}

/** What nobody could look at: it is said, for unknown is never "no". */
export type Unseen = 'inputs' | 'some-inputs' | 'versions' | 'sources'

export interface Causes {
  /** Most likely first. */
  readonly causes: readonly Cause[]
  readonly unseen: readonly Unseen[]
  /** Inputs that are neither causes nor ruled out. */
  readonly badInputs?: readonly BadInput[]
}
