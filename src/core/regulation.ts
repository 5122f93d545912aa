import Type, { type Static } from 'typebox'
import { closed, Day, described, Id, Tier } from './naming.ts'

export const ClauseId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]*$',
  maxLength: 60,
  description: 'As in `art-14`: lower case, digits and dashes.',
})

export const Clause = Type.Object(
  {
    title: Type.String({ description: 'As people cite it: `Article 14 (Human oversight)`.' }),
    says: Type.String({ description: 'What it asks for, in our own plain words: one or two sentences.' }),
    applies: Type.Optional(described(Day, 'The day from which it is in force. Left out: no day of its own.')),
    until: Type.Optional(described(Day, 'The last day it is in force.')),
    tiers: Type.Optional(
      Type.Array(Tier, { minItems: 1, uniqueItems: true, description: 'The tiers of models it matters to.' }),
    ),
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
    because: Type.String({ description: 'Why the enterprise follows it.' }),
    version: Type.String({ description: 'The edition these words are about, with its amendments.' }),
    published: Day,
    source: Type.String({ pattern: '^https://\\S+$', description: 'The https address of the text that counts.' }),
    notice: Type.String({
      pattern: '[Nn]ot? legal advice',
      description: 'A sentence with the words `no legal advice`: these are plain words, not the law.',
    }),
    clauses: Type.Record(ClauseId, Clause, { minProperties: 1 }),
  },
  { ...closed, description: 'Clauses of a law, a standard or a guidance in plain words, for guardrails to cite.' },
)
export type Regulation = Static<typeof Regulation>
