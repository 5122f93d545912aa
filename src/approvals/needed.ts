import type { ChangeKind } from '../core/change.ts'
import { hereIn, type People, type When } from '../core/people.ts'
import type { NeededApproval, NeededApprovals } from '../core/planned.ts'
import type { Selectable } from '../core/policy-kind.ts'
import { listWords } from '../words/figures.ts'
import type { ApprovalsRule, Need } from './approval.ts'
import { satisfiable } from './satisfiable.ts'
import { coverage } from './slots.ts'

/** Which approvals a change will need, before anybody asks. `model` is left out for what belongs to no single model. */
export function neededApprovals(
  kinds: readonly ChangeKind[],
  model: Selectable | undefined,
  rules: readonly ApprovalsRule[],
  people: People,
  when: When,
): NeededApprovals {
  const { rules: covering, uncovered } = coverage({ parts: [{ kinds, ...(model && { model }) }], rules })
  const witness = satisfiable(covering, people, when)
  // Whoever asks may be the one who is missing; only where nobody could ever approve is it certain now.
  const impossible =
    witness && witness.asks === undefined ? `nobody is left who can approve as ${witness.slot.role}` : undefined
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
    says: `${listWords(needs.map(needWords)) || 'nobody needs to approve'}, within ${withinHours} hours`,
  }
}

function needWords({ count, role, via }: Need): string {
  const doors = via?.map(door => (door === 'github' ? 'by a review on GitHub' : 'in Slack'))
  return `${count} of ${role}${doors ? ` ${listWords(doors, 'or')}` : ''}`
}
