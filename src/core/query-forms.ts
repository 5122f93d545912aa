import Type, { type Static } from 'typebox'
import { closed, described, KpiId } from './naming.ts'
import type { Every } from './period.ts'

const Expression = Type.String({ minLength: 1, maxLength: 2000, description: 'PromQL' })
const Name = Type.String({ minLength: 1, maxLength: 250 })

/** What is asked of Prometheus: an expression for each KPI and one for `n`, or one whose label says what runs. */
export const Promql = Type.Record(KpiId, Expression, {
  minProperties: 1,
  description:
    'Over a connection of type `prometheus`. One expression for each KPI that names this query, and `n` for the samples; its value at the end of a period is the value of that period. Its label `version` says of which version; its label `segment`, if it has one, of which part of the cases. For `serving.observe`: `version` alone, an expression with one series.',
})
export type Promql = Static<typeof Promql>

/** What is asked of an API that answers JSON. */
export const Get = Type.Object(
  {
    path: Type.String({
      pattern: '^/(?![/\\\\])[!-~]*$',
      maxLength: 1000,
      description:
        'Below the address of the connection, and one of those it allows. `{start}` and `{end}` become the bounds of the periods that are asked for (end excluded), as 2026-03-02T00:00:00.000Z.',
    }),
    rows: Type.Optional(
      Type.String({
        pattern: '^(/[^/]*)*$',
        maxLength: 200,
        description: 'Where the list of rows is in the answer, as a JSON pointer: `/data/items`. Left out: all of it.',
      }),
    ),
    columns: Type.Optional(
      Type.Record(KpiId, Name, {
        description: 'What a row calls `period`, `version`, `n`, `segment` or a KPI, where it calls it something else.',
      }),
    ),
  },
  { ...closed, description: 'Over a connection of type `http-json`: one GET.' },
)
export type Get = Static<typeof Get>

const Runs = Type.Object(
  {
    experiment: Type.String({ pattern: '^\\d{1,40}$', description: 'The id of an experiment, as text.' }),
    metrics: Type.Record(KpiId, Name, { minProperties: 1, description: 'The metric of a run for each KPI.' }),
    n: described(Name, 'A metric, or else a parameter: how many samples there were.'),
    version: described(Name, 'A tag, or else a parameter: which version was measured.'),
  },
  { ...closed, description: 'One finished run a period and version; it counts for the period in which it started.' },
)
const Alias = Type.Object(
  {
    model: described(Name, 'A registered model.'),
    alias: described(Name, 'One of its aliases: `champion`.'),
    version: Type.Optional(described(Name, 'A tag of the model version; else its number in MLflow.')),
  },
  { ...closed, description: 'For `serving.observe`: the version of a registered model that has this alias.' },
)
export const Mlflow = Type.Union([Runs, Alias], { description: 'Over a connection of type `mlflow`.' })
export type Mlflow = Static<typeof Mlflow>
export type MlflowRuns = Static<typeof Runs>
export type MlflowAlias = Static<typeof Alias>

/** A query over HTTP has one of these, and says how long its periods are. */
export interface HttpAsked {
  readonly every: Every
  readonly promql?: Promql
  readonly get?: Get
  readonly mlflow?: Mlflow
}

/** The same question in the SQL of each database: what is built here, and not written by people. */
export interface SqlOf {
  readonly sqlOf: Readonly<Record<'duckdb' | 'postgres', string>>
}

/** What is asked: SQL, one of the forms over HTTP, or nothing where the readings are pushed. */
export type Asked = string | SqlOf | HttpAsked | undefined

export const FORMS = ['sql', 'promql', 'get', 'mlflow'] as const
export type Form = (typeof FORMS)[number]

/** No two of the forms: a rule of the schema, so that editors see it too. */
export const oneForm = {
  not: {
    anyOf: FORMS.flatMap((one, i) => FORMS.slice(i + 1).map(other => both(one, other))),
    description: 'Keep one of `sql`, `promql`, `get` and `mlflow`, the one that fits the type of the connection',
  },
}

function both(one: string, other: string) {
  return { properties: { [one]: {}, [other]: {} }, required: [one, other] }
}

export function askedOf(query: Partial<HttpAsked> & { readonly sql?: string }): Asked {
  const { sql, every = 'day', promql, get, mlflow } = query
  if (promql === undefined && get === undefined && mlflow === undefined) return sql
  return { every, ...(promql && { promql }), ...(get && { get }), ...(mlflow && { mlflow }) }
}

/** The form in which something is asked; undefined: it is not asked at all. */
export function formOf(asked: Asked): Form | undefined {
  if (typeof asked !== 'object') return asked === undefined ? undefined : 'sql'
  if ('sqlOf' in asked) return 'sql'
  return FORMS.find(form => form in asked)
}
