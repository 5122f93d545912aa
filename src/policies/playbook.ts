import Type, { type Static } from 'typebox'
import { closed, Id } from '../core/naming.ts'
import { type Complaint, policyKind, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'

export const Playbook = Type.Object(
  {
    kind: Type.Literal('playbook'),
    id: Id,
    because: Type.String(),
    on: Type.Literal('breach'),
    appliesTo: Type.Optional(AppliesTo),
    offers: Type.Array(Type.Union([Type.Literal('rollback'), Type.Literal('take')]), {
      minItems: 1,
      uniqueItems: true,
      description: 'The buttons on the card of a case, in this order.',
    }),
  },
  { ...closed, description: 'What the people in a model’s channel are offered when it breaches.' },
)
export type Playbook = Static<typeof Playbook>

export default policyKind({
  kind: 'playbook',
  summary: 'What follows a breach: which ways out the card offers.',
  schema: Playbook,
  complaints,
})

function complaints(playbook: Playbook, repository: Repository): readonly Complaint[] {
  if (Object.values(repository.models).some(model => selects(playbook.appliesTo, model))) return []
  return [
    {
      at: ['appliesTo'],
      code: 'applies-to-nothing',
      says: 'no model matches',
      fix: `One of ${Object.keys(repository.models).join(', ')}, or leave it out.`,
      level: 'warning',
    },
  ]
}
