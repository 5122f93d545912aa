import { type Complaint, complaint, type ExampleResult } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { AnyKind } from './kinds.ts'

type Deciding = Pick<AnyKind, 'kind' | 'failing' | 'stopsNothing'> & { readonly examples?: unknown }

/** A policy that decides shows what it means: examples that come out as they say, one of them failing. */
export function exampleComplaints(kind: Deciding, results: readonly ExampleResult[], policy: unknown): Complaint[] {
  if (kind.examples === undefined) return []
  const failing = kind.failing ?? []
  if (results.length === 0)
    return [complaint(['examples'], 'no-examples', says.policyExamples.none(kind.kind, failing))]
  const wrong = results
    .filter(result => result.got !== result.expected)
    .map(result => complaint(['examples', result.index], 'wrong-example', says.policyExamples.unlike(result)))
  if (
    failing.length === 0 ||
    kind.stopsNothing?.(policy as never) ||
    results.some(result => failing.includes(result.expected))
  )
    return wrong
  return [...wrong, complaint(['examples'], 'no-failing-example', says.policyExamples.noneFails(failing))]
}
