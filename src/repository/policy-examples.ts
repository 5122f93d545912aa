import type { Complaint, ExampleResult } from '../core/policy-kind.ts'
import { oneOf } from '../words/quoted.ts'
import type { AnyKind } from './kinds.ts'

type Deciding = Pick<AnyKind, 'kind' | 'failing' | 'stopsNothing'> & { readonly examples?: unknown }

/** A policy that decides shows what it means: examples that come out as they say, one of them failing. */
export function exampleComplaints(kind: Deciding, results: readonly ExampleResult[], policy: unknown): Complaint[] {
  if (kind.examples === undefined) return []
  const failing = kind.failing ?? []
  if (results.length === 0) {
    return [
      {
        at: ['examples'],
        code: 'no-examples',
        says: `A ${kind.kind} decides something, so it must carry examples.`,
        fix: `Add \`examples:\`, one of them with ${oneOf(failing)}`,
      },
    ]
  }
  const wrong = results.filter(result => result.got !== result.expected).map(unlike)
  if (
    failing.length === 0 ||
    kind.stopsNothing?.(policy as never) ||
    results.some(result => failing.includes(result.expected))
  )
    return wrong
  const says = 'No example fails, so nothing shows that this policy can stop anything.'
  return [
    ...wrong,
    { at: ['examples'], code: 'no-failing-example', says, fix: `Add an example that ends in ${oneOf(failing)}` },
  ]
}

function unlike({ index, expected, got, trace }: ExampleResult): Complaint {
  const why = trace.length === 0 ? '' : ` (${trace.join('; ')})`
  return {
    at: ['examples', index],
    code: 'wrong-example',
    says: `Example ${index + 1} expects \`${expected}\`, but the policy answers \`${got}\`${why}.`,
    fix: `Mend the policy, or write \`${got}\` if that is what is meant`,
  }
}
