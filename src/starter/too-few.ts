import type { ApprovalsRule } from '../approvals/approval.ts'
import { satisfiable, type Witness } from '../approvals/satisfiable.ts'
import { CHANGE_KINDS, type ChangeKind } from '../core/change.ts'
import type { Tier } from '../core/naming.ts'
import type { People } from '../core/people.ts'
import { type Problem, problem } from '../core/problem.ts'
import { policyKinds } from '../policies/index.ts'
import type { AnyKind } from '../repository/kinds.ts'
import { misfits } from '../repository/schema.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'
import { independentValidator } from './model-files.ts'

/**
 * What could never be approved, in plain words: for each tier, and for the rules, who asks for what and which role then
 * nobody is left for. The rules are those of the files as they would stand, whoever wrote them.
 */
export function tooFew(answers: Answers, files: Files): readonly Problem[] {
  const people = policiesIn<People>(files, policyKinds.people)[0]
  if (people === undefined) return []
  const rules = policiesIn<ApprovalsRule>(files, policyKinds.approvals)
  const unmet = [...answers.tiers, undefined].flatMap(tier => first(tier, rules, people, answers.tiers))
  return [...unmet, ...withoutValidator(answers, people)]
}

/** Without those that do not even have their schema: `kedge check` says so of them. */
function policiesIn<T>(files: Files, { kind, schema }: AnyKind): readonly T[] {
  return Object.entries(files).flatMap(([path, text]): T[] => {
    if (!/^policies\/[^/]+\.ya?ml$/.test(path)) return []
    const data = parseYaml(text, path).data as (T & { readonly kind?: unknown }) | undefined
    return data?.kind === kind && misfits(schema, data).length === 0 ? [data] : []
  })
}

/** The first of a tier is enough: who mends it asks again. `tier` is undefined for the rules themselves. */
function first(
  tier: Tier | undefined,
  rules: readonly ApprovalsRule[],
  people: People,
  tiers: readonly Tier[],
): readonly Problem[] {
  const kinds = CHANGE_KINDS.filter(kind => (kind === 'rules') === (tier === undefined))
  for (const kind of PLAINEST.filter(it => kinds.includes(it))) {
    const mine = rules.filter(rule => rule.covers.includes(kind) && isFor(rule, tier))
    const witness = satisfiable(mine, people, 'for good')
    if (witness) return [told(witness, kind, tier, people, tiers)]
  }
  return []
}

/** What everybody understands is told first. */
const PLAINEST: readonly ChangeKind[] = ['promote', 'rollback', ...CHANGE_KINDS]

function isFor({ appliesTo }: ApprovalsRule, tier: Tier | undefined): boolean {
  if (appliesTo === undefined) return true
  if (appliesTo.kinds !== undefined) return tier === undefined
  return tier !== undefined && (appliesTo.tiers?.includes(tier) ?? true)
}

function told(
  { asks, slot }: Witness,
  kind: ChangeKind,
  tier: Tier | undefined,
  people: People,
  tiers: readonly Tier[],
): Problem {
  const wrong = says.tooFew.unapproved({
    asks: asks === undefined ? undefined : (people.people[asks]?.name ?? asks),
    ...{ kind, tier },
    role: slot.role,
    onGitHub: slot.via?.join() === 'github',
    otherTiers: tier === undefined ? '' : tiers.filter(it => it !== tier).join(','),
  })
  return problem('too-few-people', ...wrong)
}

/** A high-tier model moves on only when somebody looked at it who owns nothing of it. */
function withoutValidator({ tier, owners, model }: Answers, { people }: People): readonly Problem[] {
  if (tier !== 'high' || independentValidator(people, Object.values(owners)) !== undefined) return []
  return [problem('too-few-people', ...says.tooFew.unvalidated(model.id))]
}
