import { lintRole, selected } from '../core/policy-complaints.ts'
import type { Complaint } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { lintFacts } from '../rules/fact-lint.ts'
import { restSchema } from '../rules/fact-schema.ts'
import { lintRule } from '../rules/rule-lint.ts'
import type { Lifecycle } from './lifecycle.ts'
import { isOwner } from './who.ts'

/** Roles and facts that a life cycle names and nothing answers to. */
export function references(policy: Lifecycle, repository: Repository): readonly Complaint[] {
  return [...roles(policy, repository), ...rules(policy, repository)]
}

function roles(policy: Lifecycle, repository: Repository): Complaint[] {
  const acting = Object.entries(policy.stages).flatMap(([name, { who }]) =>
    who === undefined || isOwner(who) ? [] : lintRole(who, ['stages', name, 'who'], repository),
  )
  return [...acting, ...(policy.mayWaive ?? []).flatMap((role, i) => lintRole(role, ['mayWaive', i], repository))]
}

function rules(policy: Lifecycle, repository: Repository): Complaint[] {
  const mine = selected(policy.appliesTo, repository)
  const schema = restSchema(mine.length > 0 ? mine : Object.values(repository.models))
  return [
    ...policy.transitions.flatMap(({ gate }, i) =>
      gate?.rule === undefined ? [] : lintRule(gate.rule, schema, ['transitions', i, 'gate', 'rule']),
    ),
    ...policy.examples.flatMap((it, i) =>
      'in' in it || it.facts === undefined ? [] : lintFacts(it.facts, schema, ['examples', i, 'facts']),
    ),
  ]
}
