import type { Branch, Complaint } from '../core/policy-kind.ts'
import { flowText } from '../repository/yaml-flow.ts'
import type { JudgedMutant } from './mutate-policy.ts'

/** What no example shows, as a complaint about the policy. */
export function untaken({ at, says, taken, optional }: Branch): readonly Complaint[] {
  if (taken || optional) return []
  return [
    {
      at,
      code: 'untested-branch',
      says: `${says}.`,
      fix: 'Add an example that shows it, or leave it out of the policy',
    },
  ]
}

/** A slip that no example would notice, as a complaint about the policy. */
export function survivor({ at, mutator, says, fate, example }: JudgedMutant): readonly Complaint[] {
  if (fate !== 'survived') return []
  const fix =
    example === undefined
      ? 'Add an example that comes out otherwise then, or leave out what decides nothing'
      : `Add the example \`${flowText(example)}\`, if that is what is meant`
  return [{ at, code: 'mutant-survives', says: `No example notices when ${says} (${mutator}).`, fix }]
}
