import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, Id } from './naming.ts'

/** What whoever was told by a webhook says when it is over. */
export const DeliveryReport = Type.Object(
  {
    change: Type.String({
      pattern: '^change/[a-z0-9-]+(:[a-z0-9-]+)*$',
      maxLength: 160,
      description: says.deliveryReport.change,
    }),
    model: Id,
    conclusion: Type.Enum(['success', 'failure', 'cancelled', 'timed_out']),
    url: Type.Optional(
      Type.String({
        pattern: '^https://[^\\s<>"]+$',
        maxLength: 500,
        description: says.deliveryReport.url,
      }),
    ),
  },
  { ...closed, description: says.deliveryReport.about },
)
export type DeliveryReport = Static<typeof DeliveryReport>
