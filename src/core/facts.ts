import type { ChangeKind, Comparison } from './change.ts'
import type { Model } from './model.ts'
import type { Reading } from './reading.ts'

/** A fact that is not available is absent: never null, never a stand-in. */
export type Fact = number | string | boolean | readonly string[]
export interface Facts {
  readonly [name: string]: Fact | Facts
}

export type FactType = 'number' | 'string' | 'boolean' | 'list'

/** What a rule may name. A branch may have the key `*`: any name is good there. */
export interface FactLeaf {
  readonly type: FactType
  readonly about: string
  /** The only values it can have, so that a typo in a rule is found. */
  readonly oneOf?: readonly string[]
}
export interface FactSchema {
  readonly [name: string]: FactLeaf | FactSchema
}

/** What is known when a change is judged. */
export interface Circumstances {
  readonly model: Model
  readonly now: Date
  /** Left out when a model is judged as it stands. */
  readonly change?: {
    readonly kind: ChangeKind
    readonly from?: string
    readonly to?: string
    readonly by?: string
    readonly door?: string
  }
  /** The newest reading of each KPI of what runs now. */
  readonly readings?: readonly Reading[]
  /** The target version beside what runs now, on the same cases. */
  readonly comparison?: Comparison
  /** Versions that were observed running; left out when that is not known. */
  readonly observed?: readonly string[]
  /** Whether a case is open; left out when that is not known. */
  readonly caseOpen?: boolean
}

/** The facts rules about these models may name: KPI ids are those that at least one of the models has. */
export function factSchema(_models: readonly Model[]): FactSchema {
  throw new Error('not yet')
}

export function factsOf(_circumstances: Circumstances): Facts {
  throw new Error('not yet')
}
