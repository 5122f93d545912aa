import type { FactSchema } from './facts.ts'
import type { Complaint } from './policy-kind.ts'

/** Everything wrong with a rule, by path from `at`. An empty list: it can be evaluated, and answers yes, no or missing. */
export function lintRule(_rule: unknown, _facts: FactSchema, _at: readonly (string | number)[] = []): Complaint[] {
  throw new Error('not yet')
}
