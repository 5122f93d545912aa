import Type from 'typebox'
import { closed, Id, Tier, Word } from './naming.ts'

/** The part of a policy that says which models it is for; `selects` in policy-kind.ts reads it. */
export const AppliesTo = Type.Object(
  {
    models: Type.Optional(Type.Array(Id, { minItems: 1 })),
    tiers: Type.Optional(Type.Array(Tier, { minItems: 1 })),
    useCases: Type.Optional(Type.Array(Id, { minItems: 1 })),
    types: Type.Optional(Type.Array(Word, { minItems: 1 })),
    businessUnits: Type.Optional(Type.Array(Word, { minItems: 1 })),
  },
  { ...closed, description: 'Which models it is for. Left out: all. Each part that is given must match.' },
)
