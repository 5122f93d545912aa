import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { Delivery } from './delivery.ts'
import { closed, Day, Id, KpiId, PersonId, VersionId, Word } from './naming.ts'

const WHY = { because: Type.String({ minLength: 1 }) }
const TrainingRequest = Type.Union([
  Type.Object({ on: Day, by: PersonId, ...WHY }, closed),
  Type.Object({ on: Day, playbook: Id, ...WHY }, { ...closed, description: says.operation.byPlaybook }),
  Type.Object(
    { on: Day, trigger: Type.Enum(['schedule', 'new-data']), ...WHY },
    { ...closed, description: says.operation.byTrigger },
  ),
])

export const Retraining = Type.Object(
  {
    delivery: Type.Optional(Delivery),
    triggers: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Literal('schedule'),
          Type.Literal('drift'),
          Type.Literal('breach'),
          Type.Literal('new-data'),
          Type.Literal('request'),
        ]),
        { uniqueItems: true, description: says.operation.triggers },
      ),
    ),
    schedule: Type.Optional(
      Type.Object(
        { everyDays: Type.Integer({ minimum: 1, maximum: 3660 }) },
        { ...closed, description: says.operation.schedule },
      ),
    ),
    newData: Type.Optional(
      Type.Object(
        {
          query: KpiId,
          rows: Type.Integer({ minimum: 1 }),
        },
        { ...closed, description: says.operation.newData },
      ),
    ),
    coolDownDays: Type.Optional(Type.Number({ minimum: 0, description: says.operation.coolDownDays })),
    mostPerQuarter: Type.Optional(Type.Integer({ minimum: 1, description: says.operation.mostPerQuarter })),
    requests: Type.Optional(Type.Array(TrainingRequest, { description: says.operation.requests })),
  },
  closed,
)
export type Retraining = Static<typeof Retraining>

export const Rollback = Type.Object(
  {
    to: Type.Union([Type.Literal('latest-passed'), VersionId], { description: says.operation.to }),
    delivery: Type.Optional(Delivery),
  },
  closed,
)

const MONTHLY = {
  perMonth: Type.Number({ minimum: 0 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  formula: Type.Optional(Type.String({ description: says.operation.formula })),
}
export const Cost = Type.Object(MONTHLY, closed)
export const Value = Type.Object(MONTHLY, { ...closed, description: says.operation.value })

export const Vendor = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    product: Type.Optional(Type.String()),
    allowedUse: Type.String({ minLength: 1, description: says.operation.allowedUse }),
    reviewBy: Day,
    contractUntil: Type.Optional(Day),
  },
  { ...closed, description: says.operation.vendor },
)

export const Consumers = Type.Array(
  Type.Object(
    { name: Type.String({ minLength: 1 }), kind: Type.Optional(Word), owner: Type.Optional(PersonId) },
    closed,
  ),
  { description: says.operation.consumers },
)

export const Columns = Type.Record(
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$', maxLength: 120 }),
  Type.Object(
    {
      type: Type.Optional(Word),
      role: Type.Optional(Word),
      protected: Type.Optional(Type.String({ maxLength: 40, description: says.operation.protected })),
    },
    closed,
  ),
)
