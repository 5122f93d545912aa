import { type Complaint, selects, selectsOthers } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { ApprovalsRule } from './approval.ts'
import { lackWords, unseenWords } from './lack.ts'
import { satisfiable } from './satisfiable.ts'

type Where = Pick<Repository, 'models' | 'people' | 'paths'>

/** Rules that have to be met together, and a model that only some roles see for which they have to. */
interface Joint {
  readonly rules: readonly ApprovalsRule[]
  readonly hidden?: { readonly model: string; readonly roles: readonly string[] }
}

/**
 * Each set of rules that has to be met together, with this one in it, must be one that can be met, whoever asks: as ever,
 * and where somebody says that it cannot wait. Of a model that only some roles see, by those alone.
 */
export function unmeetable(policy: ApprovalsRule, all: readonly ApprovalsRule[], where: Where): Complaint[] {
  const sets = together(policy, all, where.models)
  const usual = lacking(policy, sets, where, ['needs'])
  if (usual || policy.emergency === undefined) return usual ? [usual] : []
  const urgent = lacking(
    policy,
    sets.map(set => ({ ...set, rules: set.rules.map(inEmergency) })),
    where,
    ['emergency', 'needs'],
  )
  return urgent ? [urgent] : []
}

function lacking(
  { id }: ApprovalsRule,
  sets: readonly Joint[],
  { people, paths }: Where,
  at: Complaint['at'],
): Complaint | undefined {
  for (const { rules, hidden } of sets) {
    const others = rules.filter(rule => rule.id !== id).map(rule => rule.id)
    const witness = satisfiable(rules, people, 'for good')
    if (witness) return { at, code: 'impossible-approval', ...lackWords(witness, others, people) }
    const unseen = hidden && satisfiable(rules, people, 'for good', [hidden.roles])
    if (unseen) {
      const path = paths[`model/${hidden.model}`] ?? `models/${hidden.model}.yaml`
      return { at, code: 'impossible-approval', ...unseenWords(unseen, { ...hidden, path, asked: rolesIn(rules) }) }
    }
  }
  return undefined
}

function rolesIn(rules: readonly ApprovalsRule[]): readonly string[] {
  return [...new Set(rules.flatMap(({ needs }) => needs.map(({ role }) => role)))]
}

/** What a rule asks for where it cannot wait. */
function inEmergency(rule: ApprovalsRule): ApprovalsRule {
  return rule.emergency ? { ...rule, needs: rule.emergency.needs } : rule
}

/** One set for all models that ask for the same rules and are seen by the same roles. */
function together(
  policy: ApprovalsRule,
  all: readonly ApprovalsRule[],
  models: Repository['models'],
): readonly Joint[] {
  const found = new Map<string, Joint>()
  for (const kind of policy.covers) {
    const covering = all.filter(rule => rule.covers.includes(kind))
    for (const model of [undefined, ...Object.values(models)]) {
      const applies = (rule: ApprovalsRule) => (model ? selects(rule.appliesTo, model) : selectsOthers(rule.appliesTo))
      if (!applies(policy)) continue
      const rules = covering.filter(applies)
      // A rule is of no model; who may see those it names is asked where one names them.
      const roles = kind === 'rules' ? undefined : model?.visibility?.roles
      const key = [...rules.map(rule => rule.id), roles && JSON.stringify(roles)].join(' ')
      if (!found.has(key)) found.set(key, { rules, ...(model && roles && { hidden: { model: model.id, roles } }) })
    }
  }
  return found.size > 0 ? [...found.values()] : [{ rules: [policy] }]
}
