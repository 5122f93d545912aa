import Type from 'typebox'
import { closed, Id, Tier, Word } from './naming.ts'

const MODELS = {
  models: Type.Optional(Type.Array(Id, { minItems: 1 })),
  tiers: Type.Optional(Type.Array(Tier, { minItems: 1 })),
  useCases: Type.Optional(Type.Array(Id, { minItems: 1 })),
  types: Type.Optional(Type.Array(Word, { minItems: 1 })),
  businessUnits: Type.Optional(Type.Array(Word, { minItems: 1 })),
}

/** The part of a policy that says which models it is for; `selects` in policy-kind.ts reads it. */
export const AppliesTo = Type.Object(MODELS, {
  ...closed,
  description: 'Which models it is for. Left out: all. Each part that is given must match.',
})

/** The same for a policy that can be for use cases and data sources too. */
export const AppliesToAny = Type.Object(
  {
    kinds: Type.Optional(
      Type.Array(Type.Enum(['model', 'use-case', 'source']), {
        minItems: 1,
        uniqueItems: true,
        description: 'Left out: models alone, as soon as anything else is said here.',
      }),
    ),
    ...MODELS,
  },
  { ...closed, description: 'What it is for. Left out: everything. Each part that is given must match.' },
)
