import Type, { type Static } from 'typebox'
import { InputDrift } from './input-drift.ts'
import { closed } from './naming.ts'
import { Get, Mlflow, oneForm, Promql } from './query-forms.ts'
import { TimeZone } from './time-zone.ts'

export const Query = Type.Object(
  {
    connection: Type.String({
      description: 'A connection’s name. Hosts and credentials are the deployment’s configuration, never here.',
    }),
    every: Type.Optional(
      Type.Union([Type.Literal('hour'), Type.Literal('day'), Type.Literal('week')], {
        description: 'The period of one reading; weeks start on Monday, in UTC.',
      }),
    ),
    since: Type.Optional(Type.String({ format: 'date', description: 'The first day there is data for.' })),
    labelDelayHours: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description:
          'How long after a period its labels come: then it is asked for, and once more when as much time has passed again. Left out: as soon as it is over, and once.',
      }),
    ),
    sql: Type.Optional(
      Type.String({
        description:
          'One SELECT. `$start` and `$end` (timestamps, end excluded) bound the periods asked for. It returns `period` (its first moment), `version`, `n` (samples), one column for each KPI that names this query, and perhaps `segment` (text: a part of the cases; empty: the whole). Where there is neither `sql` nor another form, the connection is of type `push`: its source sends the readings to `POST /v1/readings`.',
      }),
    ),
    returns: Type.Optional(
      Type.Literal('inputs', {
        description:
          'The SELECT returns the rows a model is fed with, a column for each input and no others, and no readings. They are counted where they lie, and compared with the profile of the model: `kedge profile`.',
      }),
    ),
    promql: Type.Optional(Promql),
    get: Type.Optional(Get),
    mlflow: Type.Optional(Mlflow),
  },
  { ...closed, ...oneForm },
)

export const Kpi = Type.Object(
  {
    name: Type.String(),
    kind: Type.Union([Type.Literal('business'), Type.Literal('technical')]),
    unit: Type.String(),
    direction: Type.Union([Type.Literal('higher-is-better'), Type.Literal('lower-is-better')]),
    target: Type.Optional(Type.Number()),
    baseline: Type.Optional(Type.Number()),
    limit: Type.Optional(Type.Number({ description: 'The worst value still agreed to.' })),
    query: Type.String({
      description: 'A key of `queries`; the column, or the `kpi` of what is pushed, has the KPI’s id.',
    }),
    drift: Type.Optional(InputDrift),
    minSamples: Type.Optional(Type.Integer({ minimum: 1, description: 'A reading of fewer samples says nothing.' })),
    freshHours: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'A reading that ended longer ago is stale.' }),
    ),
    timeZone: Type.Optional(
      Type.String({
        ...TimeZone,
        description:
          'The place whose weekdays and hours it follows, as `Europe/Berlin`, for monitors with `is: seasonal`; UTC unless said, which knows nothing of summer time.',
      }),
    ),
    money: Type.Optional(
      Type.Object(
        { perUnit: Type.Number(), currency: Type.String({ pattern: '^[A-Z]{3}$' }), formula: Type.String() },
        {
          ...closed,
          description: 'What one unit of this KPI is worth for one period, and why.',
        },
      ),
    ),
  },
  closed,
)
export type Kpi = Static<typeof Kpi>
export type Query = Static<typeof Query>
