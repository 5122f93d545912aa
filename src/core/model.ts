import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
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
    roles: Type.Optional(Type.Array(Type.String(), { description: says.model.roles })),
    channels: Type.Optional(Type.Array(ChannelId, { description: says.model.channels })),
  },
  { ...closed, description: says.model.visibility },
)

const Owners = Type.Object(
  {
    business: PersonId,
    technical: PersonId,
    data: Type.Optional(PersonId),
    compliance: Type.Optional(PersonId),
    validator: Type.Optional(described(PersonId, says.model.validator)),
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
      Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { description: says.model.knownAs }),
    ),
    type: Type.Optional(described(Word, says.model.type)),
    task: Type.Optional(described(Word, says.model.task)),
    useCase: described(Id, says.model.useCase),
    businessUnit: Type.Optional(Word),
    tier: Tier,
    complexity: Type.Optional(Tier),
    exposure: Type.Optional(
      Type.Enum(['internal', 'partners', 'customers', 'public'], { description: says.model.exposure }),
    ),
    pii: Type.Optional(Type.Boolean({ description: says.model.pii })),
    phi: Type.Optional(Type.Boolean({ description: says.model.phi })),
    driver: Type.Optional(described(Word, says.model.driver)),
    stage: Type.Optional(described(Word, says.model.stage)),
    stageSince: Type.Optional(Day),
    owners: Owners,
    deputies: Type.Optional(Type.Partial(Owners, { ...closed, description: says.model.deputies })),
    channel: Type.Optional(ChannelId),
    visibility: Type.Optional(Visibility),
    repository: Type.Optional(
      Type.Object(
        { at: Type.String({ maxLength: 400 }), commit: Type.Optional(Type.String({ pattern: '^[0-9a-f]{7,64}$' })) },
        { ...closed, description: says.model.repository },
      ),
    ),
    inputs: Type.Optional(Columns),
    outputs: Type.Optional(Columns),
    sources: Type.Optional(Type.Array(described(Id, says.model.source), { uniqueItems: true })),
    consumers: Type.Optional(Consumers),
    serving: Serving,
    environments: Type.Optional(Environments),
    versions: Type.Optional(Type.Record(VersionId, Version, { description: says.model.versions })),
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
      Type.Array(described(Id, says.model.regulation), { uniqueItems: true, description: says.model.regulations }),
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
        description: says.model.custom,
      }),
    ),
  },
  { ...closed, description: says.model.about },
)
export type Model = Static<typeof Model>
export type Visibility = Static<typeof Visibility>

/** -1, 0 or 1 by the order of the file (oldest first); undefined where one of them is not listed. */
export function compareVersions(model: Model, a: string, b: string): number | undefined {
  const order = Object.keys(model.versions ?? {})
  const [i, j] = [order.indexOf(a), order.indexOf(b)]
  return i < 0 || j < 0 ? undefined : Math.sign(i - j)
}
