import type { People } from '../core/people.ts'
import { type Complaint, selects, selectsOthers } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { ApprovalsRule } from './approval.ts'
import { lackWords } from './lack.ts'
import { satisfiable } from './satisfiable.ts'

/**
 * Each set of rules that has to be met together, with this one in it, must be one that can be met, whoever asks: as ever,
 * and where somebody says that it cannot wait.
 */
export function unmeetable(
  policy: ApprovalsRule,
  all: readonly ApprovalsRule[],
  { models, people }: Pick<Repository, 'models' | 'people'>,
): Complaint[] {
  const sets = together(policy, all, models)
  const usual = lacking(policy, sets, people, ['needs'])
  if (usual || policy.emergency === undefined) return usual ? [usual] : []
  const urgent = lacking(
    policy,
    sets.map(rules => rules.map(inEmergency)),
    people,
    ['emergency', 'needs'],
  )
  return urgent ? [urgent] : []
}

function lacking(
  { id }: ApprovalsRule,
  sets: readonly (readonly ApprovalsRule[])[],
  people: People,
  at: Complaint['at'],
): Complaint | undefined {
  for (const rules of sets) {
    const witness = satisfiable(rules, people, 'for good')
    if (witness === undefined) continue
    const others = rules.filter(rule => rule.id !== id).map(rule => rule.id)
    return { at, code: 'impossible-approval', ...lackWords(witness, others, people) }
  }
  return undefined
}

/** What a rule asks for where it cannot wait. */
function inEmergency(rule: ApprovalsRule): ApprovalsRule {
  return rule.emergency ? { ...rule, needs: rule.emergency.needs } : rule
}

function together(policy: ApprovalsRule, all: readonly ApprovalsRule[], models: Repository['models']) {
  const found = new Map<string, readonly ApprovalsRule[]>()
  for (const kind of policy.covers) {
    const covering = all.filter(rule => rule.covers.includes(kind))
    for (const model of [undefined, ...Object.values(models)]) {
      const applies = (rule: ApprovalsRule) => (model ? selects(rule.appliesTo, model) : selectsOthers(rule.appliesTo))
      if (!applies(policy)) continue
      const rules = covering.filter(applies)
      found.set(rules.map(rule => rule.id).join(' '), rules)
    }
  }
  return found.size > 0 ? [...found.values()] : [[policy]]
}
