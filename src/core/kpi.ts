import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { InputDrift } from './input-drift.ts'
import { closed } from './naming.ts'
import { Get, Mlflow, oneForm, Promql } from './query-forms.ts'
import { TimeZone } from './time-zone.ts'

export const Query = Type.Object(
  {
    connection: Type.String({ description: says.kpi.connection }),
    every: Type.Optional(
      Type.Union([Type.Literal('hour'), Type.Literal('day'), Type.Literal('week')], { description: says.kpi.every }),
    ),
    since: Type.Optional(Type.String({ format: 'date', description: says.kpi.since })),
    labelDelayHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: says.kpi.labelDelayHours })),
    sql: Type.Optional(Type.String({ description: says.kpi.sql })),
    returns: Type.Optional(Type.Literal('inputs', { description: says.kpi.returns })),
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
    limit: Type.Optional(Type.Number({ description: says.kpi.limit })),
    query: Type.String({ description: says.kpi.query }),
    drift: Type.Optional(InputDrift),
    minSamples: Type.Optional(Type.Integer({ minimum: 1, description: says.kpi.minSamples })),
    freshHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: says.kpi.freshHours })),
    timeZone: Type.Optional(Type.String({ ...TimeZone, description: says.kpi.timeZone })),
    money: Type.Optional(
      Type.Object(
        { perUnit: Type.Number(), currency: Type.String({ pattern: '^[A-Z]{3}$' }), formula: Type.String() },
        { ...closed, description: says.kpi.money },
      ),
    ),
  },
  closed,
)
export type Kpi = Static<typeof Kpi>
export type Query = Static<typeof Query>
