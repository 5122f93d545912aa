import Type, { type Static } from 'typebox'
import { Delivery } from './delivery.ts'
import { closed, Day, Id, KpiId, PersonId, VersionId, Word } from './naming.ts'

const WHY = { because: Type.String({ minLength: 1 }) }
const TrainingRequest = Type.Union([
  Type.Object({ on: Day, by: PersonId, ...WHY }, closed),
  Type.Object({ on: Day, playbook: Id, ...WHY }, { ...closed, description: 'Asked for by a playbook, by itself.' }),
  Type.Object(
    { on: Day, trigger: Type.Enum(['schedule', 'new-data']), ...WHY },
    { ...closed, description: 'Asked for by the model itself: its schedule fell due, or enough new data came.' },
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
        {
          uniqueItems: true,
          description:
            'What may ask for a training. `request`: people, by Slack. `breach`, `drift`: a playbook, in a case of a KPI that is worse than agreed, or of one that measures the drift of inputs. `schedule`, `new-data`: Kedge by itself. Left out: people and playbooks may, and nothing asks by itself.',
        },
      ),
    ),
    schedule: Type.Optional(
      Type.Object(
        { everyDays: Type.Integer({ minimum: 1, maximum: 3660 }) },
        {
          ...closed,
          description:
            'A training is asked for so many days after the end of the data that the version which runs learnt from, or after the last one that was asked for. Where its data have no end, since it passed its gates; else since it was seen to run.',
        },
      ),
    ),
    newData: Type.Optional(
      Type.Object(
        {
          query: KpiId,
          rows: Type.Integer({ minimum: 1 }),
        },
        {
          ...closed,
          description:
            'A training is asked for when so many rows came since then: the samples of the readings of one of `queries`, for the version that runs, in periods that began later. A reading of a segment does not count.',
        },
      ),
    ),
    coolDownDays: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'So long after a training was asked for, by whomever, nothing asks for one by itself.',
      }),
    ),
    mostPerQuarter: Type.Optional(
      Type.Integer({ minimum: 1, description: 'After so many within 92 days nothing asks for one by itself.' }),
    ),
    requests: Type.Optional(
      Type.Array(TrainingRequest, { description: 'Oldest first. A new entry is a request to train anew.' }),
    ),
  },
  closed,
)
export type Retraining = Static<typeof Retraining>

export const Rollback = Type.Object(
  {
    to: Type.Union([Type.Literal('latest-passed'), VersionId], {
      description: 'Which version is the way back: the newest older one that passed its gates, or this one.',
    }),
    delivery: Type.Optional(Delivery),
  },
  closed,
)

const MONTHLY = {
  perMonth: Type.Number({ minimum: 0 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  formula: Type.Optional(Type.String({ description: 'How it was worked out.' })),
}
export const Cost = Type.Object(MONTHLY, closed)
export const Value = Type.Object(MONTHLY, {
  ...closed,
  description:
    'What it is worth to the business in a month, as the business says. Left out: not stated, which is not nothing.',
})

export const Vendor = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    product: Type.Optional(Type.String()),
    allowedUse: Type.String({ minLength: 1, description: 'What people may use it for, in plain words.' }),
    reviewBy: Day,
    contractUntil: Type.Optional(Day),
  },
  { ...closed, description: 'Who makes it, where it is bought or comes with another product.' },
)

export const Consumers = Type.Array(
  Type.Object(
    { name: Type.String({ minLength: 1 }), kind: Type.Optional(Word), owner: Type.Optional(PersonId) },
    closed,
  ),
  { description: 'Applications and pipelines that use its answers.' },
)

export const Columns = Type.Record(
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$', maxLength: 120 }),
  Type.Object(
    {
      type: Type.Optional(Word),
      role: Type.Optional(Word),
      protected: Type.Optional(
        Type.String({ maxLength: 40, description: 'The protected class it tells or stands for: `age`, `sex` …' }),
      ),
    },
    closed,
  ),
)
