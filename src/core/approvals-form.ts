import Type, { type Static } from 'typebox'
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
    via: Type.Optional(
      Type.Array(VoteDoor, {
        minItems: 1,
        uniqueItems: true,
        description: 'Only votes by these doors fill it. Left out: by any.',
      }),
    ),
  },
  { ...closed, description: 'So many people with this role. One person fills one place, of all rules together.' },
)

/** What is asked for instead where it cannot wait. Never nobody: a way past everybody is none. */
export const EmergencyForm = Type.Object(
  {
    needs: Type.Array(NeedForm, { minItems: 1, maxItems: 10, description: 'Asked for instead of `needs` above.' }),
    reviewHours: Type.Number({
      exclusiveMinimum: 0,
      maximum: 8784,
      description: 'Hours after it is merged by which somebody must have looked at it.',
    }),
  },
  { ...closed, description: 'What is asked for where somebody says that it cannot wait. Left out: the same as ever.' },
)

/** What of an approvals policy the verdict is made from. */
export const ApprovalsForm = {
  appliesTo: Type.Optional(AppliesToAny),
  covers: Type.Array(Type.Enum([...CHANGE_KINDS]), { minItems: 1, uniqueItems: true }),
  needs: Type.Array(NeedForm, { maxItems: 10, description: 'An empty list says aloud that nobody needs to approve.' }),
  emergency: Type.Optional(EmergencyForm),
  withinHours: Type.Number({
    exclusiveMinimum: 0,
    maximum: 8784,
    description: 'A vote at the deadline counts, one after it does not.',
  }),
  merge: Type.Union([Type.Literal('auto'), Type.Literal('manual')]),
  channel: ChannelId,
}

export type NeedForm = Static<typeof NeedForm>
