import Type, { type Static } from 'typebox'

/** Closed objects everywhere: an unknown key is an error, with the nearest known key as its fix. */
export const closed = { additionalProperties: false } as const

export const Id = Type.String({
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  maxLength: 60,
  description: 'Lower case, digits and dashes; the file’s name.',
})
export const PersonId = Type.String({
  pattern: '^[a-z][a-z0-9-]*$',
  maxLength: 40,
  description: 'A key of the people policy.',
})
export const VersionId = Type.String({
  pattern: '^[0-9A-Za-z][0-9A-Za-z.+-]*$',
  maxLength: 60,
  description: 'A version, as text; quote 1.0, which YAML reads as a number.',
})
export const KpiId = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 40 })
export const ChannelId = Type.String({
  pattern: '^[CG][A-Z0-9]{2,}$',
  description: 'A Slack channel’s id (its name can change, its id cannot).',
})
export const Tier = Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')])
const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })

export const Visibility = Type.Object(
  {
    roles: Type.Optional(Type.Array(Type.String(), { description: 'People with one of these roles see the model.' })),
    channels: Type.Optional(Type.Array(ChannelId, { description: 'In these channels the model may be shown.' })),
  },
  { ...closed, description: 'Who may see the model. Left out: everyone in `people`, in every channel.' },
)

export const Version = Type.Object(
  {
    summary: Type.Optional(Type.String()),
    commit: Type.Optional(Type.String({ pattern: '^[0-9a-f]{7,64}$' })),
    digest: Type.Optional(Type.String({ pattern: '^sha256:[0-9a-f]{64}$' })),
    trained: Type.Optional(Type.Object({ from: Day, to: Day, data: Type.Optional(Type.String()) }, closed)),
    metrics: Type.Optional(Type.Record(KpiId, Type.Number())),
    gates: Type.Optional(
      Type.Object(
        { passed: Day, evidence: Type.Optional(Type.String()) },
        { ...closed, description: 'Set when the version passed its gates; only such a version is a way back.' },
      ),
    ),
  },
  closed,
)

export const Query = Type.Object(
  {
    connection: Type.String({
      description: 'A connection’s name. Hosts and credentials are the deployment’s configuration, never here.',
    }),
    every: Type.Optional(
      Type.Union([Type.Literal('day'), Type.Literal('week')], {
        description: 'The period of one reading; weeks start on Monday, in UTC.',
      }),
    ),
    since: Type.Optional(Type.String({ format: 'date', description: 'The first day there is data for.' })),
    sql: Type.String({
      description:
        'One SELECT. `$start` and `$end` (timestamps, end excluded) bound the periods asked for. It returns `period` (its first day), `version`, `n` (samples) and one column for each KPI that names this query.',
    }),
  },
  closed,
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
    query: Type.String({ description: 'A key of `queries`; the column has the KPI’s id.' }),
    minSamples: Type.Optional(Type.Integer({ minimum: 1, description: 'A reading of fewer samples says nothing.' })),
    freshHours: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'A reading that ended longer ago is stale.' }),
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

/** One file in `models/`. Seven things are demanded; everything else has a default. */
export const Model = Type.Object(
  {
    kind: Type.Literal('model'),
    id: Id,
    name: Type.String({ maxLength: 80 }),
    description: Type.Optional(Type.String()),
    useCase: Id,
    tier: Tier,
    owners: Type.Object(
      { business: PersonId, technical: PersonId, compliance: Type.Optional(PersonId), deputy: Type.Optional(PersonId) },
      closed,
    ),
    channel: Type.Optional(ChannelId),
    visibility: Type.Optional(Visibility),
    serving: Type.Object(
      {
        version: VersionId,
        mode: Type.Union([Type.Literal('triggered'), Type.Literal('batch'), Type.Literal('realtime')]),
        observe: Type.Optional(
          Type.String({ description: 'A key of `queries` that returns one row with `version`: what really runs.' }),
        ),
      },
      closed,
    ),
    versions: Type.Optional(Type.Record(VersionId, Version, { description: 'Oldest first.' })),
    queries: Type.Optional(Type.Record(KpiId, Query)),
    kpis: Type.Optional(Type.Record(KpiId, Kpi)),
    delivery: Type.Optional(
      Type.Object(
        {
          workflow: Type.String({
            pattern: '^[A-Za-z0-9_-]+\\.ya?ml$',
            description: 'A workflow file in .github/workflows, started with `model`, `version` and `change`.',
          }),
        },
        closed,
      ),
    ),
    tags: Type.Optional(Type.Array(Type.String())),
  },
  { ...closed, description: 'A model in production, and everything the rules need to know about it.' },
)
export type Model = Static<typeof Model>
export type Kpi = Static<typeof Kpi>
export type Query = Static<typeof Query>
export type Tier = Static<typeof Tier>

/** -1, 0 or 1 by the order of the file (oldest first); undefined where one of them is not listed. */
export function compareVersions(model: Model, a: string, b: string): number | undefined {
  const order = Object.keys(model.versions ?? {})
  const [i, j] = [order.indexOf(a), order.indexOf(b)]
  return i < 0 || j < 0 ? undefined : Math.sign(i - j)
}
