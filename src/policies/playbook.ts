import Type, { type Static } from 'typebox'
import { CASES_AN_HOUR } from '../core/brake.ts'
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
    offers: Type.Array(Type.Enum(['rollback', 'retrain', 'snooze', 'take', 'reopen']), {
      minItems: 1,
      uniqueItems: true,
      description: 'The buttons on the card of a case: `reopen` once it is closed, the others while it is open.',
    }),
    casesAnHour: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: `So many cases may open within an hour with a card each; when more do, one message tells of all. The smallest of all playbooks counts, for all models. Left out everywhere: ${CASES_AN_HOUR}.`,
      }),
    ),
  },
  { ...closed, description: 'What the people in a model’s channel are offered when it breaches.' },
)
export type Playbook = Static<typeof Playbook>

/** How many cases may open within an hour before one message stands for all of them. */
export function casesAnHour(playbooks: readonly Playbook[]): number {
  const said = playbooks.flatMap(it => it.casesAnHour ?? [])
  return said.length === 0 ? CASES_AN_HOUR : Math.min(...said)
}

export default policyKind({
  kind: 'playbook',
  summary: 'What follows a breach: which ways out the card offers.',
  schema: Playbook,
  complaints: (playbook, repository) => lintSelector(playbook.appliesTo, repository),
})
