import Type, { type Static } from 'typebox'
import { closed, PersonId } from './naming.ts'
import { HOUR_MS } from './period.ts'

/** Where nothing else is said, somebody is told when the end of a delivery was not heard of by then. */
export const WITHIN_HOURS = 24

const withinHours = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 720,
    description: `Within how many hours its end is heard of, else somebody is told; ${WITHIN_HOURS} unless said.`,
  }),
)

const Workflow = Type.Object(
  {
    workflow: Type.String({
      pattern: '^[A-Za-z0-9_-]+\\.ya?ml$',
      maxLength: 100,
      description:
        'A workflow file in .github/workflows, started with `model`, `change` and, where one moves, `version`; of a suite with `model`, `suite`, `version` and `run`.',
    }),
    withinHours,
  },
  closed,
)

const Webhook = Type.Object(
  {
    webhook: Type.String({
      pattern: '^[a-z][a-z0-9-]*$',
      maxLength: 40,
      description: 'A connection’s name. Its address and its secret are the deployment’s configuration, never here.',
    }),
    withinHours,
  },
  closed,
)

const Manual = Type.Object(
  {
    manual: Type.Object(
      {
        by: PersonId,
        remindHours: Type.Integer({
          minimum: 1,
          maximum: 720,
          description:
            'They are reminded after so many hours, after three times as many, then each three times as many.',
        }),
      },
      closed,
    ),
  },
  closed,
)

/** How a version comes to where it runs, or how a new one is trained. */
export const Delivery = Type.Union([Workflow, Webhook, Manual], {
  description: 'By a workflow of this repository, by a signed webhook, or by a person who is reminded.',
})
export type Delivery = Static<typeof Delivery>

/** After how many spans of `remindHours` the newest reminder was due: one, three, then each third; 0 before the first. */
export function reminderDue(since: string, remindHours: number, now: Date): number {
  const spans = Math.floor((now.getTime() - Date.parse(since)) / (remindHours * HOUR_MS))
  return spans < 3 ? Math.min(Math.max(spans, 0), 1) : spans - (spans % 3)
}
