import Type, { type Static } from 'typebox'
import { closed, Id } from './naming.ts'

/** What whoever was told by a webhook says when it is over. */
export const DeliveryReport = Type.Object(
  {
    change: Type.String({
      pattern: '^change/[a-z0-9-]+(:[a-z0-9-]+)*$',
      maxLength: 160,
      description: 'As the webhook said it.',
    }),
    model: Id,
    conclusion: Type.Enum(['success', 'failure', 'cancelled', 'timed_out']),
    url: Type.Optional(
      Type.String({
        pattern: '^https://[^\\s<>"]+$',
        maxLength: 500,
        description: 'Where people can see what happened.',
      }),
    ),
  },
  {
    ...closed,
    description: 'How a delivery or a training ended. What succeeded stays so; what failed may be tried again.',
  },
)
export type DeliveryReport = Static<typeof DeliveryReport>
