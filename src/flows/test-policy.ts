import type { Branch, Complaint, ExampleResult } from '../core/policy-kind.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { AnyKind } from '../repository/kinds.ts'
import { exampleComplaints } from '../repository/policy-examples.ts'
import { idOf } from '../repository/repository-paths.ts'
import { positionsOf } from '../repository/yaml-positions.ts'
import { type JudgedMutant, mutatePolicy } from './mutate-policy.ts'
import { survivor, untaken } from './untested.ts'

export interface TestedPolicy {
  readonly file: string
  readonly id: string
  readonly kind: string
  readonly examples: readonly Placed<ExampleResult>[]
  readonly branches?: readonly Placed<Branch>[]
  readonly mutants?: readonly Placed<JudgedMutant>[]
  readonly problems: readonly Problem[]
}
type Placed<T> = T & { readonly line: number; readonly column: number }

/** A policy of a kind that has examples. */
export interface Deciding {
  readonly file: string
  readonly kind: AnyKind
  readonly policy: unknown
}

/** What the examples of one policy answer and, where that is asked, what they leave open. */
export function testPolicy(
  { file, kind, policy }: Deciding,
  repository: Repository,
  { coverage, mutate }: { readonly coverage?: boolean; readonly mutate?: boolean },
): TestedPolicy {
  const positions = positionsOf(repository.files[file]?.text ?? '')
  const placed = <T>(list: readonly T[], at: (each: T) => Complaint['at']): Placed<T>[] =>
    list.map(each => ({ ...each, ...positions.of(at(each)) }))
  const examples = kind.examples?.(policy as never) ?? []
  const branches = coverage ? (kind.branches?.(policy as never) ?? []) : undefined
  const mutants = mutate ? mutatePolicy(policy, kind, repository) : undefined
  const complaints = [
    ...exampleComplaints(kind, examples, policy),
    ...(branches ?? []).flatMap(untaken),
    ...(mutants ?? []).flatMap(survivor),
  ]
  return {
    file,
    id: idOf(file),
    kind: kind.kind,
    examples: placed(examples, ({ index }) => ['examples', index]),
    ...(branches && { branches: placed(branches, it => it.at) }),
    ...(mutants && { mutants: placed(mutants, it => it.at) }),
    problems: placed(complaints, it => it.at).map(({ code, says, fix, line, column }) =>
      problem(code, says, fix, { file, line, column }),
    ),
  }
}
