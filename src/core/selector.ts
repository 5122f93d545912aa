import Type from 'typebox'
import { says } from '../words/says.ts'
import { closed, Id, Tier, Word } from './naming.ts'

const MODELS = {
  models: Type.Optional(Type.Array(Id, { minItems: 1 })),
  tiers: Type.Optional(Type.Array(Tier, { minItems: 1 })),
  useCases: Type.Optional(Type.Array(Id, { minItems: 1 })),
  types: Type.Optional(Type.Array(Word, { minItems: 1 })),
  businessUnits: Type.Optional(Type.Array(Word, { minItems: 1 })),
}

/** The part of a policy that says which models it is for; `selects` in policy-kind.ts reads it. */
export const AppliesTo = Type.Object(MODELS, { ...closed, description: says.selector.appliesTo })

/** The same for a policy that can be for use cases and data sources too. */
export const AppliesToAny = Type.Object(
  {
    kinds: Type.Optional(
      Type.Array(Type.Enum(['model', 'use-case', 'source']), {
        minItems: 1,
        uniqueItems: true,
        description: says.selector.kinds,
      }),
    ),
    ...MODELS,
  },
  { ...closed, description: says.selector.appliesToAny },
)
