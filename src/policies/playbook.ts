import Type, { type Static } from 'typebox'
import { closed, Id } from '../core/naming.ts'
import { lintSelector } from '../core/policy-complaints.ts'
import { policyKind } from '../core/policy-kind.ts'
import { AppliesTo } from '../core/selector.ts'

export const Playbook = Type.Object(
  {
    kind: Type.Literal('playbook'),
    id: Id,
    because: Type.String(),
    on: Type.Literal('breach'),
    appliesTo: Type.Optional(AppliesTo),
    offers: Type.Array(Type.Union([Type.Literal('rollback'), Type.Literal('retrain'), Type.Literal('take')]), {
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
  complaints: (playbook, repository) => lintSelector(playbook.appliesTo, repository),
})
