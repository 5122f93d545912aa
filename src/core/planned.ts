import type { ChangeKind, Finding } from './change.ts'
import type { Problem } from './problem.ts'

/** What would come of the files of a folder if they were merged onto a base: `kedge plan --format json` prints exactly this. */
export interface Planned {
  /** The commit whose rules judge. */
  readonly base: string
  /** What is judged: `working-tree`, or a commit. */
  readonly head: string
  /** Nothing blocks; approvals may still be needed. */
  readonly good: boolean
  /** Files that differ in `models/`: models, use cases, data sources. */
  readonly models: readonly PlannedFile[]
  /** Files that differ in `policies/`. */
  readonly rules: readonly PlannedRule[]
  /** What the old and the new rules say of every model; empty where no rule changes. */
  readonly verdicts: readonly RuleVerdicts[]
  /** Why there is no plan: what is wrong with the head or with the base. */
  readonly problems: readonly Problem[]
}

/** One thing that changes, in words and as data. */
export interface FieldChange {
  /** `promote`, `limit-loosened`, `owner-changed` …; whatever has no name of its own is `field-changed`. */
  readonly is: string
  /** Path into the file’s data; empty for the file itself. */
  readonly at: readonly (string | number)[]
  /** Left out where there was nothing. */
  readonly from?: unknown
  /** Left out where there is nothing any more. */
  readonly to?: unknown
  /** `limit of Mean error loosened from 18.5 to 22 min`; names and values are foreign text. */
  readonly says: string
}

export interface PlannedFile {
  readonly file: string
  /** `model`, `use-case`, `source`, or `file` for what is none of them. */
  readonly is: string
  readonly id: string
  readonly name: string
  /** Empty where only comments or layout differ. */
  readonly kinds: readonly ChangeKind[]
  readonly changes: readonly FieldChange[]
  /** What the base’s rules say of the models as they would be. */
  readonly findings: readonly PlannedFinding[]
  readonly approvals: NeededApprovals
  /** Files that still name what is deleted here. */
  readonly namedBy: readonly string[]
}

export interface PlannedFinding extends Finding {
  readonly model: string
  /** The kinds of change it was given for. */
  readonly kinds: readonly ChangeKind[]
  readonly blocks: boolean
}

export interface PlannedRule {
  readonly file: string
  /** The kind of the policy, or `file`. */
  readonly is: string
  readonly id: string
  readonly changes: readonly FieldChange[]
  readonly approvals: NeededApprovals
  /** Who may say yes to it: keys of `people`, by the base. */
  readonly owners: readonly string[]
  /** Of a waiver that is new or changed. */
  readonly exception?: PlannedException
  /** Of a promise that is new, changed or gone: who has to agree to it besides; left out where nobody has. */
  readonly agreeing?: readonly string[]
}

/** What a waiver does, and the word it takes. */
export interface PlannedException {
  /** The policy it is an exception from. */
  readonly rule: string
  readonly models: readonly string[]
  /** The last day it holds. */
  readonly until: string
  readonly because: string
  readonly grantedOn: string
  /** Counts beside the approvals of the change. */
  readonly grant: NeededGrant
}

/** One slot, for the person a waiver says it was granted by. */
export interface NeededGrant {
  readonly by: string
  /** One of them: `mayWaive` of the rule, by the base where the base has the rule. */
  readonly roles: readonly string[]
  readonly count: 1
  /** `granted by: one of the role operations (bo)`. */
  readonly says: string
  /** That what the file says is not yet that person’s word. */
  readonly note: string
  /** By the base this person may not grant it. */
  readonly impossible?: { readonly says: string; readonly fix: string }
}

/** Which approvals policies cover a change, and what they ask for. */
export interface NeededApprovals {
  readonly policies: readonly NeededApproval[]
  /** Kinds no policy covers: the change is blocked. */
  readonly uncovered: readonly ChangeKind[]
  /** Somebody is missing, whoever asks, so that it can never be approved. */
  readonly impossible?: string
}

export interface NeededApproval {
  readonly policy: string
  readonly because: string
  readonly kinds: readonly ChangeKind[]
  readonly needs: readonly {
    readonly role: string
    readonly count: number
    readonly via?: readonly ('slack' | 'github')[]
  }[]
  readonly withinHours: number
  readonly merge: 'auto' | 'manual'
  /** `2 of operations and 1 of model-validation by a GitHub review, within 24 hours`. */
  readonly says: string
}

export interface RuleVerdicts {
  /** The id of a policy. */
  readonly rule: string
  readonly changed: readonly VerdictChange[]
  /** Models it judges, before or after, and of which it says the same. */
  readonly unchanged: number
}

export interface VerdictChange {
  readonly model: string
  /** `rest`: the model as it stands; else the changes it was asked about, made up where nobody asks for them. */
  readonly at: readonly ('rest' | ChangeKind)[]
  readonly from: Answer
  readonly to: Answer
}

export interface Answer {
  /** `skip`: it does not apply; `absent`: there is no such rule. */
  readonly outcome: Finding['outcome'] | 'absent'
  /** Left out where there is no answer. */
  readonly severity?: Finding['severity']
  readonly trace: readonly string[]
}
