import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { CHANGE_KINDS } from './change.ts'
import { ChannelId, closed } from './naming.ts'
import { AppliesToAny } from './selector.ts'

/** The doors a vote comes in by. */
export const VoteDoor = Type.Union([Type.Literal('slack'), Type.Literal('github')])

/** So many people with one role. */
export const NeedForm = Type.Object(
  {
    role: Type.String({ minLength: 1 }),
    count: Type.Integer({ minimum: 1, maximum: 10 }),
    via: Type.Optional(Type.Array(VoteDoor, { minItems: 1, uniqueItems: true, description: says.approvalsForm.via })),
  },
  { ...closed, description: says.approvalsForm.need },
)

/** What is asked for instead where it cannot wait. Never nobody: a way past everybody is none. */
export const EmergencyForm = Type.Object(
  {
    needs: Type.Array(NeedForm, { minItems: 1, maxItems: 10, description: says.approvalsForm.emergencyNeeds }),
    reviewHours: Type.Number({ exclusiveMinimum: 0, maximum: 8784, description: says.approvalsForm.reviewHours }),
  },
  { ...closed, description: says.approvalsForm.emergency },
)

/** What of an approvals policy the verdict is made from. */
export const ApprovalsForm = {
  appliesTo: Type.Optional(AppliesToAny),
  covers: Type.Array(Type.Enum([...CHANGE_KINDS]), { minItems: 1, uniqueItems: true }),
  needs: Type.Array(NeedForm, { maxItems: 10, description: says.approvalsForm.needs }),
  emergency: Type.Optional(EmergencyForm),
  withinHours: Type.Number({ exclusiveMinimum: 0, maximum: 8784, description: says.approvalsForm.withinHours }),
  merge: Type.Union([Type.Literal('auto'), Type.Literal('manual')]),
  channel: ChannelId,
}

export type NeedForm = Static<typeof NeedForm>
