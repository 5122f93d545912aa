import type { ChangeKind } from '../core/change.ts'
import { hereIn, type People, type When } from '../core/people.ts'
import type { NeededApproval, NeededApprovals } from '../core/planned.ts'
import type { Selectable } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { ApprovalsRule } from './approval.ts'
import { satisfiable } from './satisfiable.ts'
import { coverage } from './slots.ts'

interface Needs {
  readonly kinds: readonly ChangeKind[]
  /** Left out for what belongs to no single model. */
  readonly model?: Selectable
  readonly rules: readonly ApprovalsRule[]
  readonly emergency?: boolean
}

/** Which approvals a change will need, before anybody asks. */
export function neededApprovals(
  { kinds, model, rules, emergency = false }: Needs,
  people: People,
  when: When,
): NeededApprovals {
  const parts = [{ kinds, ...(model && { model }) }]
  const { rules: covering, uncovered } = coverage({ parts, rules, emergency })
  const witness = satisfiable(covering, people, when)
  // Whoever asks may be the one who is missing; only where nobody could ever approve is it certain now.
  const impossible =
    witness && witness.asks === undefined ? says.approvalNeeded.impossible(witness.slot.role) : undefined
  return {
    policies: covering.map(rule => needed(rule, kinds)),
    uncovered,
    ...(impossible !== undefined && { impossible }),
  }
}

/** People who hold a role that one of these policies asks for. */
export function approversOf({ policies }: NeededApprovals, people: People, when: When): readonly string[] {
  const roles = new Set(policies.flatMap(({ needs }) => needs.map(({ role }) => role)))
  const holds = (person: string) => people.people[person]?.roles.some(role => roles.has(role))
  return hereIn(people, when).filter(holds).sort()
}

function needed(rule: ApprovalsRule, kinds: readonly ChangeKind[]): NeededApproval {
  const { id, because, needs, withinHours, merge } = rule
  return {
    policy: id,
    because,
    kinds: kinds.filter(kind => rule.covers.includes(kind)),
    needs,
    withinHours,
    merge,
    says: says.approvalNeeded.needs(needs, withinHours),
  }
}
