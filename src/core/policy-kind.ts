import type { Static, TSchema } from 'typebox'
import type { ChangeKind, Finding } from './change.ts'
import type { Facts } from './fact.ts'
import type { Model } from './model.ts'
import type { Problem, WrongAndFix } from './problem.ts'
import type { Repository } from './repository.ts'

/** What is wrong inside one file, by path into its data; `check` turns the path into line and column. */
export interface Complaint {
  readonly at: readonly (string | number)[]
  readonly code: string
  readonly says: string
  readonly fix: string
  readonly level?: Problem['level']
  /** The key that is not there, and what its schema says of it. */
  readonly missing?: { readonly key: string; readonly is?: string }
}

export function complaint(
  at: Complaint['at'],
  code: string,
  [says, fix]: WrongAndFix,
  level: Problem['level'] = 'error',
): Complaint {
  return { at, code, says, fix, ...(level !== 'error' && { level }) }
}

/** The answer of one of a policy's own examples. */
export interface ExampleResult {
  /** Index in `examples`. */
  readonly index: number
  readonly expected: string
  readonly got: string
  /** Why it came out so, in words. */
  readonly trace: readonly string[]
}

/** Something a policy may come to, and whether one of its examples shows it. */
export interface Branch {
  readonly at: Complaint['at']
  /** What no example shows, while none does: `target.passed` is never false. */
  readonly says: string
  readonly taken: boolean
  /** Left out: some example should. */
  readonly optional?: true
}

/** What a policy is asked about: a model as it stands, or a change that is asked of it. */
export interface Matter {
  /** As it stands or, of a change that edits its file, as it would be. */
  readonly model: Model
  /** As it was; left out where its file does not change, or is new. */
  readonly before?: Model
  /** Left out where nothing is asked and the model is judged as it stands. */
  readonly change?: {
    readonly kind: ChangeKind
    readonly from?: string
    readonly to?: string
    readonly by?: string
    readonly door?: string
  }
  /** What is not known is absent. */
  readonly facts: Facts
  readonly now: Date
  /** The rules that judge: those of the base branch. */
  readonly repository: Repository
}

/**
 * One kind of policy: what may stand in the file, what its examples answer, which other files it names.
 * The default export of each file in `policies/`; the folder is the registry.
 */
export interface PolicyKind<S extends TSchema = TSchema> {
  readonly kind: string
  /** One sentence for the tables and for `explain`. */
  readonly summary: string
  /** A closed object with at least `kind`, `id` and `because`. */
  readonly schema: S
  /** Left out for kinds that decide nothing (people). At least one example must come out as one of `failing`. */
  readonly examples?: (policy: Static<S>) => readonly ExampleResult[]
  readonly failing?: readonly string[]
  /**
   * What of the policy its examples speak of: keys from the top, with dots below, `*` for each of a list or mapping.
   * Each of it is changed by `kedge test --mutate`, and an example has to notice.
   */
  readonly decides?: readonly string[]
  /** The same for two policies that mean the same: with all defaults filled in. Left out: the policy itself. */
  readonly meaning?: (policy: Static<S>) => unknown
  /** What the examples together should show. */
  readonly branches?: (policy: Static<S>) => readonly Branch[]
  /** Whether a policy says aloud that it stops nothing, so that no example of it can fail. */
  readonly stopsNothing?: (policy: Static<S>) => boolean
  readonly complaints?: (policy: Static<S>, repository: Repository) => readonly Complaint[]
  /** Its answers on a matter, for kinds that decide about models and changes; undefined where it has nothing to do with it. */
  readonly judge?: (policy: Static<S>, matter: Matter) => readonly Finding[] | Finding | undefined
  /** What is wrong with it only from some day on: an exception that has run out. */
  readonly today?: (policy: Static<S>, now: Date, repository: Repository) => readonly Complaint[]
}

export function policyKind<S extends TSchema>(kind: PolicyKind<S>): PolicyKind<S> {
  return kind
}

export function policiesOf<S extends TSchema>(repository: Repository, kind: PolicyKind<S>): readonly Static<S>[] {
  return (repository.policies[kind.kind] ?? []) as Static<S>[]
}

/** Which models a policy is for. Left out: all. Each part that is given must match. */
export interface Selector {
  readonly kinds?: readonly string[]
  readonly models?: readonly string[]
  readonly tiers?: readonly string[]
  readonly useCases?: readonly string[]
  readonly types?: readonly string[]
  readonly businessUnits?: readonly string[]
}

/** What of a model a selector looks at. */
export interface Selectable {
  readonly id: string
  readonly tier: string
  readonly useCase: string
  readonly type?: string
  readonly businessUnit?: string
}

/** A model that does not say what a selector asks for is not selected. */
export function selects(selector: Selector | undefined, model: Selectable): boolean {
  if (selector === undefined) return true
  return (
    has(selector.kinds, 'model') &&
    has(selector.models, model.id) &&
    has(selector.tiers, model.tier) &&
    has(selector.useCases, model.useCase) &&
    has(selector.types, model.type) &&
    has(selector.businessUnits, model.businessUnit)
  )
}

function has(list: readonly string[] | undefined, value: string | undefined): boolean {
  return list === undefined || (value !== undefined && list.includes(value))
}

/** Whether a policy is for a change that has no model: of a use case, a data source, the rules. */
export function selectsOthers(selector: Selector | undefined): boolean {
  return selector === undefined || (selector.kinds?.some(kind => kind !== 'model') ?? false)
}

/** Whether a policy is for a matter: also where it was for the model before, so that no change steps out of its rules at once. */
export function concerns(selector: Selector | undefined, { model, before }: Pick<Matter, 'model' | 'before'>): boolean {
  return selects(selector, model) || (before !== undefined && selects(selector, before))
}
