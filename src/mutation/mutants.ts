import { canonicalJson } from '../core/canonical.ts'
import type { FactSchema } from '../rules/fact-schema.ts'
import { policyMutations } from './data-mutations.ts'
import { type Mutation, mutated } from './mutation.ts'

/** A policy with one slip in it. */
export interface Mutant extends Mutation {
  readonly policy: unknown
}

interface Kind {
  readonly schema: unknown
  readonly decides?: readonly string[]
  readonly meaning?: (policy: never) => unknown
}

/** Every mutant of a policy, but for those that mean the same as it or as one before. */
export function mutantsOf(
  policy: unknown,
  { schema, decides = [], meaning }: Kind,
  facts: FactSchema,
): readonly Mutant[] {
  const meant = (it: unknown) => canonicalJson(meaning === undefined ? it : meaning(it as never))
  const seen = new Set([meant(policy)])
  return policyMutations(policy, { schema, decides }, facts).flatMap(mutation => {
    const mutant = { ...mutation, policy: mutated(policy, mutation) }
    const means = meant(mutant.policy)
    if (seen.has(means)) return []
    seen.add(means)
    return [mutant]
  })
}
