import type { DelayReason } from './delay-reason.ts'
import type { Edit } from './edit.ts'
import type { WholeMake } from './make.ts'
import type { Selectable } from './policy-kind.ts'
import type { Trigger } from './training.ts'

/** The changes of design §4. The spine asks for rollbacks; the others are recognised, so that no rule is skipped. */
export const CHANGE_KINDS = [
  'register',
  'promote',
  'rollback',
  'retrain',
  'replace',
  'hold',
  'resume',
  'retire',
  'edit',
  'rules',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** The way back to safety, which is never blocked by silence. */
export const isWayBack = (kind: string | undefined): boolean => kind === 'rollback' || kind === 'hold'

export type VoteIs = 'approve' | 'deny' | 'withdrawn'

export type { Edit } from './edit.ts'

/** The other version on the same cases, over the same periods: gains and losses alike. */
export interface Comparison {
  readonly from: string
  readonly to: string
  /** First and last moment compared, ISO. */
  readonly start: string
  readonly end: string
  readonly samples: number
  readonly rows: readonly {
    readonly kpi: string
    readonly name: string
    readonly unit: string
    readonly now: number
    readonly then: number
    readonly better: boolean | undefined
    readonly money?: string
  }[]
}

/** A rule's answer, with its trace in words. */
export interface Finding {
  readonly policy: string
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'skip' | 'waived'
  readonly severity: 'block' | 'warn' | 'info'
  readonly because: string
  readonly fix: string
  /** `regulation/clause`, as core/clause.ts reads them. */
  readonly clauses?: readonly string[]
  /** `kpis.mae.value 21.7 is not <= 18.5`, one line a leaf that was looked at. */
  readonly trace: readonly string[]
  /** The facts it is about, as rules name them: the place in a file that a reader is led to. */
  readonly named?: readonly string[]
  /** It is about the model as it stands, and not about what is asked of it. */
  readonly ofModel?: boolean
  /** It names what is measured, so that from files alone it cannot be answered. */
  readonly measured?: boolean
  /** No exception counts, whoever grants it: it is about what there is no way to do. Left out: `mayWaive` decides. */
  readonly waivable?: false
  /** The suite of tests it speaks of; left out where a policy speaks. */
  readonly suite?: string
  /** Roles that may waive it. */
  readonly mayWaive?: readonly string[]
  /** The exception that waives it, and the last day it does. */
  readonly waiver?: { readonly id: string; readonly until: string }
}

/** It is run once the change is asked for: nobody is refused for want of its result, which holds the change all the same. */
export const isAwaited = ({ suite, outcome }: Pick<Finding, 'suite' | 'outcome'>): boolean =>
  suite !== undefined && outcome === 'unknown'

/** What was asked, sealed as it stood when it was asked. */
export interface Request {
  /** Of a pull request that a person opened: the first of what it does, in the order of `CHANGE_KINDS`. */
  readonly kind: ChangeKind
  /** In a few words: `Roll flight-delay back from 1.1.0 to 1.0.0`, or the title of the pull request. */
  readonly title: string
  /** Left out where it belongs to no single model. */
  readonly model?: string
  /** Other models it names: it is shown only where each of them may be. */
  readonly about?: readonly string[]
  /** Versions, where it moves one. */
  readonly from?: string
  readonly to?: string
  readonly reason: string
  readonly case?: string
  readonly door: 'slack' | 'command' | 'playbook' | 'trigger' | 'repository' | 'api'
  /** The playbook that asks, by itself: no person does. */
  readonly playbook?: string
  /** The trigger of the model’s trainings that asks, by itself: no person does. */
  readonly trigger?: Trigger
  readonly edits: readonly Edit[]
  /** The base commit the edits were planned on. */
  readonly commit: string
  readonly evidence?: Comparison
  readonly findings: readonly Finding[]
  /** The change that asked for the training its version came from. */
  readonly trainedFor?: string
  /** Somebody says that it cannot wait; false where a denial keeps it from being looked at as such. */
  readonly emergency?: boolean
}

/** What a change does to one model as it was or as it would be, or beside all models. */
export interface Part {
  readonly kinds: readonly ChangeKind[]
  /** Left out for what belongs to no single model: only rules that speak of others cover it. */
  readonly model?: Selectable
}

/** Another version that is wanted of a model. */
export interface Move {
  readonly model: string
  readonly kind: 'promote' | 'rollback'
  readonly from: string
  readonly to: string
  /** Of what the new one is made; left out where its file does not say, and in what was sealed before that was kept. */
  readonly make?: WholeMake
}

/** A model that is asked to be trained anew. */
export interface Retrain {
  readonly model: string
}

/** A hold of a model that a change begins or ends, as its file says it. */
export interface HoldMoved {
  readonly model: string
  readonly is: 'hold' | 'resume'
  readonly since: string
  readonly reason?: DelayReason
  readonly because?: string
}

/** Somebody’s word that a change takes besides all rules: of whoever a waiver says it was granted by. */
export interface Grant {
  /** The id of the waiver, or of the promise that is agreed to. */
  readonly waiver: string
  readonly person: string
  /** For people to read. */
  readonly role: string
  /** One of these will do; left out: `role` alone. Several only where teams give them, and only GitHub knows which. */
  readonly roles?: readonly string[]
  readonly agrees?: true
}

/** What a file would say otherwise, in words. */
export interface ChangedFile {
  readonly path: string
  readonly says: readonly string[]
  /** Models that an exception in it is for; left out where it is none. */
  readonly about?: readonly string[]
  /** It changes rules, a version, a limit, or whatever else has a name of its own: it is shown first. */
  readonly isGrave?: true
  /** Some of what there would be is left out in what it says. */
  readonly isCut?: true
  /** It is neither a model nor a rule, nor anything that guards them. */
  readonly isBeside?: true
}

/** What a vote is bound to. If one of these moves, the vote is for something else. */
export interface Pins {
  readonly head: string
  readonly base: string
  /** Path → blob id at the merge base, of the files the change touches. */
  readonly blobs: Readonly<Record<string, string>>
  /** Digest of the policies that applied. */
  readonly policies: string
  /** Digest of the request and of the diff. */
  readonly request: string
}
