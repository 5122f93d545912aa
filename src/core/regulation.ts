import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, Day, described, Id, Tier } from './naming.ts'

export const ClauseId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]*$',
  maxLength: 60,
  description: says.regulation.clauseId,
})

export const Clause = Type.Object(
  {
    title: Type.String({ description: says.regulation.title }),
    says: Type.String({ description: says.regulation.says }),
    applies: Type.Optional(described(Day, says.regulation.applies)),
    until: Type.Optional(described(Day, says.regulation.until)),
    tiers: Type.Optional(Type.Array(Tier, { minItems: 1, uniqueItems: true, description: says.regulation.tiers })),
  },
  closed,
)
export type Clause = Static<typeof Clause>

/** One file is one regulation. It decides nothing; guardrails cite its clauses. */
export const Regulation = Type.Object(
  {
    kind: Type.Literal('regulation'),
    id: Id,
    name: Type.String({ maxLength: 80 }),
    issuer: Type.String(),
    because: Type.String({ description: says.regulation.because }),
    version: Type.String({ description: says.regulation.version }),
    published: Day,
    source: Type.String({ pattern: '^https://\\S+$', description: says.regulation.source }),
    notice: Type.String({ pattern: '[Nn]ot? legal advice', description: says.regulation.notice }),
    clauses: Type.Record(ClauseId, Clause, { minProperties: 1 }),
  },
  { ...closed, description: says.regulation.about },
)
export type Regulation = Static<typeof Regulation>
