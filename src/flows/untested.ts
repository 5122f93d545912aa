import type { Branch, Complaint } from '../core/policy-kind.ts'
import { flowText } from '../repository/yaml-flow.ts'
import { says } from '../words/says.ts'
import type { JudgedMutant } from './mutate-policy.ts'

/** What no example shows, as a complaint about the policy. */
export function untaken({ at, says: branch, taken, optional }: Branch): readonly Complaint[] {
  return taken || optional ? [] : [{ at, code: 'untested-branch', ...says.untested.branch(branch) }]
}

/** A slip that no example would notice, as a complaint about the policy. */
export function survivor({ at, mutator, says: slip, fate, example }: JudgedMutant): readonly Complaint[] {
  if (fate !== 'survived') return []
  const told = { slip, mutator, example: example === undefined ? undefined : flowText(example) }
  return [{ at, code: 'mutant-survives', ...says.untested.survivor(told) }]
}
