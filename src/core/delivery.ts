import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, PersonId } from './naming.ts'
import { HOUR_MS } from './period.ts'

/** Where nothing else is said, somebody is told when the end of a delivery was not heard of by then. */
export const WITHIN_HOURS = 24

const withinHours = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 720, description: says.delivery.withinHours(WITHIN_HOURS) }),
)

const Workflow = Type.Object(
  {
    workflow: Type.String({ pattern: '^[A-Za-z0-9_-]+\\.ya?ml$', maxLength: 100, description: says.delivery.workflow }),
    withinHours,
  },
  closed,
)

const Webhook = Type.Object(
  {
    webhook: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40, description: says.delivery.webhook }),
    withinHours,
  },
  closed,
)

const Manual = Type.Object(
  {
    manual: Type.Object(
      {
        by: PersonId,
        remindHours: Type.Integer({ minimum: 1, maximum: 720, description: says.delivery.remindHours }),
      },
      closed,
    ),
  },
  closed,
)

/** How a version comes to where it runs, or how a new one is trained. */
export const Delivery = Type.Union([Workflow, Webhook, Manual], { description: says.delivery.about })
export type Delivery = Static<typeof Delivery>

/** After how many spans of `remindHours` the newest reminder was due: one, three, then each third; 0 before the first. */
export function reminderDue(since: string, remindHours: number, now: Date): number {
  const spans = Math.floor((now.getTime() - Date.parse(since)) / (remindHours * HOUR_MS))
  return spans < 3 ? Math.min(Math.max(spans, 0), 1) : spans - (spans % 3)
}
