import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, described, KpiId } from './naming.ts'
import type { Every } from './period.ts'

const Expression = Type.String({ minLength: 1, maxLength: 2000, description: says.queryForms.expression })
const Name = Type.String({ minLength: 1, maxLength: 250 })

/** What is asked of Prometheus: an expression for each KPI and one for `n`, or one whose label says what runs. */
export const Promql = Type.Record(KpiId, Expression, { minProperties: 1, description: says.queryForms.promql })
export type Promql = Static<typeof Promql>

/** What is asked of an API that answers JSON. */
export const Get = Type.Object(
  {
    path: Type.String({
      pattern: '^/(?![/\\\\])[!-~]*$',
      maxLength: 1000,
      description: says.queryForms.path,
    }),
    rows: Type.Optional(
      Type.String({
        pattern: '^(/[^/]*)*$',
        maxLength: 200,
        description: says.queryForms.rows,
      }),
    ),
    columns: Type.Optional(Type.Record(KpiId, Name, { description: says.queryForms.columns })),
  },
  { ...closed, description: says.queryForms.get },
)
export type Get = Static<typeof Get>

const Runs = Type.Object(
  {
    experiment: Type.String({ pattern: '^\\d{1,40}$', description: says.queryForms.experiment }),
    metrics: Type.Record(KpiId, Name, { minProperties: 1, description: says.queryForms.metrics }),
    n: described(Name, says.queryForms.n),
    version: described(Name, says.queryForms.runVersion),
  },
  { ...closed, description: says.queryForms.runs },
)
const Alias = Type.Object(
  {
    model: described(Name, says.queryForms.model),
    alias: described(Name, says.queryForms.alias),
    version: Type.Optional(described(Name, says.queryForms.aliasVersion)),
  },
  { ...closed, description: says.queryForms.aliased },
)
export const Mlflow = Type.Union([Runs, Alias], { description: says.queryForms.mlflow })
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
    description: says.queryForms.oneForm,
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
