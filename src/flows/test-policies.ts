import { didYouMean } from '../core/did-you-mean.ts'
import type { Branch, Complaint, ExampleResult } from '../core/policy-kind.ts'
import { type Problem, ProblemError, problem, sorted } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import type { AnyKind, Kinds } from '../repository/kinds.ts'
import { exampleComplaints } from '../repository/policy-examples.ts'
import { readRepository } from '../repository/read-repository.ts'
import { idOf } from '../repository/repository-paths.ts'
import { positionsOf } from '../repository/yaml-positions.ts'
import { type JudgedMutant, mutatePolicy } from './mutate-policy.ts'
import { survivor, untaken } from './untested.ts'
import type { Snapshot } from './world.ts'

export interface TestOptions {
  /** Ids; left out or empty: all. */
  readonly policies?: readonly string[]
  readonly coverage?: boolean
  readonly mutate?: boolean
}

export interface TestedPolicy {
  readonly file: string
  readonly id: string
  readonly kind: string
  readonly examples: readonly Placed<ExampleResult>[]
  readonly branches?: readonly Placed<Branch>[]
  readonly mutants?: readonly Placed<JudgedMutant>[]
}
type Placed<T> = T & { readonly line: number; readonly column: number }

export interface Tested {
  readonly good: boolean
  readonly policies: readonly TestedPolicy[]
  readonly problems: readonly Problem[]
  /** By kind: what is never mutated, since no example can speak of it. */
  readonly leftOut: Readonly<Record<string, readonly string[]>>
}

/** Runs the examples of every policy that can be read, whatever is wrong with the rest of the repository. */
export function testPolicies(
  snapshot: Snapshot,
  options: TestOptions = {},
  before: readonly Problem[] = [],
  kinds: Kinds = policyKinds,
): Tested {
  const { readable, problems } = readRepository(snapshot.files, snapshot.commit, kinds)
  const wanted = (file: string) => !options.policies?.length || options.policies.includes(idOf(file))
  const unread = unreadOf(readable, [...before, ...problems]).filter(it => isModel(it) || wanted(it.file ?? ''))
  const all = deciding(readable, kinds)
  refuseUnknown(options.policies ?? [], [...all.map(it => it.file), ...unread.map(it => it.file ?? '')])
  const tested = all.filter(it => wanted(it.file)).map(it => testPolicy(it, readable, options))
  const found = sorted([...unread, ...tested.flatMap(it => it.problems)])
  return {
    good: found.every(it => it.level !== 'error'),
    policies: tested.map(({ problems: _, ...policy }) => policy),
    problems: found,
    leftOut: leftOut(all.map(it => it.kind)),
  }
}

interface Deciding {
  readonly file: string
  readonly kind: AnyKind
  readonly policy: unknown
}

function deciding(repository: Repository, kinds: Kinds): readonly Deciding[] {
  const found = Object.values(kinds).flatMap(kind =>
    kind.examples === undefined
      ? []
      : (repository.policies[kind.kind] ?? []).map(policy => {
          const file = repository.paths[`${kind.kind}/${(policy as { readonly id: string }).id}`] ?? ''
          return { file, kind, policy }
        }),
  )
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

function testPolicy({ file, kind, policy }: Deciding, repository: Repository, { coverage, mutate }: TestOptions) {
  const positions = positionsOf(repository.files[file]?.text ?? '')
  const placed = <T>(list: readonly T[], at: (each: T) => Complaint['at']): Placed<T>[] =>
    list.map(each => ({ ...each, ...positions.of(at(each)) }))
  const results = kind.examples?.(policy as never) ?? []
  const branches = coverage ? (kind.branches?.(policy as never) ?? []) : undefined
  const mutants = mutate ? mutatePolicy(policy, kind, repository) : undefined
  const complaints = [
    ...exampleComplaints(kind, results),
    ...(branches ?? []).flatMap(untaken),
    ...(mutants ?? []).flatMap(survivor),
  ]
  return {
    file,
    id: idOf(file),
    kind: kind.kind,
    examples: placed(results, ({ index }) => ['examples', index]),
    ...(branches && { branches: placed(branches, it => it.at) }),
    ...(mutants && { mutants: placed(mutants, it => it.at) }),
    problems: placed(complaints, it => it.at).map(({ code, says, fix, line, column }) =>
      problem(code, says, fix, { file, line, column }),
    ),
  }
}

const isModel = (it: Problem) => it.file?.startsWith('models/') ?? false

/** What is wrong with files that could not be read. Rules are tested without the models, so those only warn. */
function unreadOf({ paths }: Repository, problems: readonly Problem[]): readonly Problem[] {
  const read = new Set(Object.values(paths))
  return problems
    .filter(it => it.level === 'error' && it.file !== undefined && !read.has(it.file))
    .map(it => (isModel(it) ? { ...it, level: 'warning' } : it))
}

function refuseUnknown(ids: readonly string[], files: readonly string[]): void {
  const known = [...new Set(files.map(idOf))].toSorted()
  const unknown = ids.filter(id => !known.includes(id))
  if (unknown.length === 0) return
  throw new ProblemError(
    unknown.map(id => {
      const says = `No policy \`${id}\` has examples.${didYouMean(id, known)}`
      return problem('unknown-policy', says, `Write one of: ${known.slice(0, 20).join(', ')}`)
    }),
  )
}

function leftOut(kinds: readonly AnyKind[]): Tested['leftOut'] {
  const keys = ({ schema, decides = [] }: AnyKind) => {
    const all = Object.keys((schema as { readonly properties?: object }).properties ?? {})
    return all.filter(key => key !== 'examples' && !decides.some(path => path.split('.')[0] === key))
  }
  return Object.fromEntries(kinds.map(kind => [kind.kind, keys(kind)]))
}
