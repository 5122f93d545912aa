import Type, { type Static } from 'typebox'
import { Documents, Findings, Review, Tests, Tickets, Validation } from './assurance.ts'
import { Delivery } from './delivery.ts'
import { Kpi, Query } from './kpi.ts'
import { ChannelId, closed, Day, described, Id, KpiId, PersonId, Tier, VersionId, Word } from './naming.ts'
import { Columns, Consumers, Cost, Retraining, Rollback, Value, Vendor } from './operation.ts'
import { Environments, Serving } from './serving.ts'
import { Suites } from './suite.ts'
import { Version } from './version.ts'

export const Visibility = Type.Object(
  {
    roles: Type.Optional(Type.Array(Type.String(), { description: 'People with one of these roles see the model.' })),
    channels: Type.Optional(
      Type.Array(ChannelId, {
        description:
          'In these channels the model may be shown. Left out: in every one, or where `roles` are named, in its own alone.',
      }),
    ),
  },
  { ...closed, description: 'Who may see the model. Left out: everyone in `people`, in every channel.' },
)

const Owners = Type.Object(
  {
    business: PersonId,
    technical: PersonId,
    data: Type.Optional(PersonId),
    compliance: Type.Optional(PersonId),
    validator: Type.Optional(described(PersonId, 'Validates it, and owns nothing else of it.')),
  },
  closed,
)

/** One file in `models/`. Seven things are demanded; what else a tier demands is itself a policy. */
export const Model = Type.Object(
  {
    kind: Type.Literal('model'),
    id: Id,
    name: Type.String({ maxLength: 80 }),
    description: Type.Optional(Type.String()),
    knownAs: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
        description: 'What it is called elsewhere: an endpoint, an entry of a registry, a line of a bill.',
      }),
    ),
    type: Type.Optional(described(Word, 'What it is made with: `python`, `r`, `sas`, `excel`, `container`, `llm` …')),
    task: Type.Optional(described(Word, 'What it does: `classification`, `forecast`, `generation` …')),
    useCase: described(Id, 'A use case: a file in `models/`.'),
    businessUnit: Type.Optional(Word),
    tier: Tier,
    complexity: Type.Optional(Tier),
    exposure: Type.Optional(
      Type.Enum(['internal', 'partners', 'customers', 'public'], { description: 'Whom its answers reach.' }),
    ),
    pii: Type.Optional(Type.Boolean({ description: 'Whether it sees or tells data about persons.' })),
    phi: Type.Optional(Type.Boolean({ description: 'Whether it sees or tells data about somebody’s health.' })),
    driver: Type.Optional(described(Word, 'What it is for above all: `revenue`, `cost`, `risk`, `compliance` …')),
    stage: Type.Optional(described(Word, 'A stage of its life cycle.')),
    stageSince: Type.Optional(Day),
    owners: Owners,
    deputies: Type.Optional(
      Type.Partial(Owners, { ...closed, description: 'Who stands in for an owner, by the owner’s role.' }),
    ),
    channel: Type.Optional(ChannelId),
    visibility: Type.Optional(Visibility),
    repository: Type.Optional(
      Type.Object(
        { at: Type.String({ maxLength: 400 }), commit: Type.Optional(Type.String({ pattern: '^[0-9a-f]{7,64}$' })) },
        { ...closed, description: 'Where its code lies.' },
      ),
    ),
    inputs: Type.Optional(Columns),
    outputs: Type.Optional(Columns),
    sources: Type.Optional(Type.Array(described(Id, 'A data source: a file in `models/`.'), { uniqueItems: true })),
    consumers: Type.Optional(Consumers),
    serving: Serving,
    environments: Type.Optional(Environments),
    versions: Type.Optional(Type.Record(VersionId, Version, { description: 'Oldest first.' })),
    queries: Type.Optional(Type.Record(KpiId, Query)),
    kpis: Type.Optional(Type.Record(KpiId, Kpi)),
    documents: Type.Optional(Documents),
    tests: Type.Optional(Tests),
    suites: Type.Optional(Suites),
    validation: Type.Optional(Validation),
    review: Type.Optional(Review),
    findings: Type.Optional(Findings),
    tickets: Type.Optional(Tickets),
    regulations: Type.Optional(
      Type.Array(described(Id, 'A regulation policy.'), { uniqueItems: true, description: 'Which it falls under.' }),
    ),
    delivery: Type.Optional(Delivery),
    retraining: Type.Optional(Retraining),
    rollback: Type.Optional(Rollback),
    cost: Type.Optional(Cost),
    value: Type.Optional(Value),
    vendor: Type.Optional(Vendor),
    tags: Type.Optional(Type.Array(Type.String())),
    custom: Type.Optional(
      Type.Record(KpiId, Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: 'Whatever else the enterprise wants to know, and rules may name.',
      }),
    ),
  },
  { ...closed, description: 'A model in production, and everything the rules need to know about it.' },
)
export type Model = Static<typeof Model>
export type Visibility = Static<typeof Visibility>

/** -1, 0 or 1 by the order of the file (oldest first); undefined where one of them is not listed. */
export function compareVersions(model: Model, a: string, b: string): number | undefined {
  const order = Object.keys(model.versions ?? {})
  const [i, j] = [order.indexOf(a), order.indexOf(b)]
  return i < 0 || j < 0 ? undefined : Math.sign(i - j)
}
