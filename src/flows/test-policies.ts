import { nearest } from '../core/did-you-mean.ts'
import { type Problem, ProblemError, problem, sorted } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import type { AnyKind, Kinds } from '../repository/kinds.ts'
import { readRepository } from '../repository/read-repository.ts'
import { idOf } from '../repository/repository-paths.ts'
import { says } from '../words/says.ts'
import { type Deciding, type TestedPolicy, testPolicy } from './test-policy.ts'
import type { Snapshot } from './world.ts'

export interface TestOptions {
  /** Ids; left out or empty: all. */
  readonly policies?: readonly string[]
  readonly coverage?: boolean
  readonly mutate?: boolean
}

export interface Tested {
  readonly good: boolean
  readonly policies: readonly TestedPolicy[]
  /** Of the policies, and of the files that could not be read. */
  readonly problems: readonly Problem[]
  /** By kind: the keys that are never mutated, since no example can speak of them. */
  readonly leftOut: Readonly<Record<string, readonly string[]>>
}

/** Runs the examples of every policy that can be read, whatever is wrong with the rest of the repository. */
export function testPolicies(
  { files, commit }: Snapshot,
  options: TestOptions = {},
  before: readonly Problem[] = [],
  kinds: Kinds = policyKinds,
): Tested {
  const { readable, problems } = readRepository(files, commit, kinds)
  const all = deciding(readable, kinds)
  const ids = options.policies ?? []
  const wanted = ({ file = '' }: { readonly file?: string }) => ids.length === 0 || ids.includes(idOf(file))
  const unread = unreadOf(readable, problems)
  refuseUnknown(ids, [...all, ...unread])
  const policies = all.filter(wanted).map(it => testPolicy(it, readable, options))
  const others = unread.filter(it => isOfModels(it) || wanted(it))
  const found = [...before, ...others, ...policies.flatMap(it => it.problems)]
  const told = sorted(policies.length + found.length === 0 ? [nothingToTest()] : found)
  return {
    good: told.every(it => it.level !== 'error'),
    policies,
    problems: told,
    leftOut: Object.fromEntries(all.map(({ kind }) => [kind.kind, leftOut(kind)])),
  }
}

/** By file. */
function deciding({ policies, paths }: Repository, kinds: Kinds): readonly Deciding[] {
  const having = Object.values(kinds).filter(kind => kind.examples !== undefined)
  const found = having.flatMap(kind =>
    (policies[kind.kind] ?? []).map(policy => {
      const { id } = policy as { readonly id: string }
      return { file: paths[`${kind.kind}/${id}`] ?? '', kind, policy }
    }),
  )
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

/** What is wrong with files that could not be read. Rules are tested without the models, so those only warn. */
function unreadOf({ paths, files }: Repository, problems: readonly Problem[]): readonly Problem[] {
  const read = new Set(Object.values(paths))
  const unread = (file: string | undefined) => file !== undefined && Object.hasOwn(files, file) && !read.has(file)
  return problems
    .filter(it => it.level === 'error' && unread(it.file))
    .map(it => (isOfModels(it) ? { ...it, level: 'warning' } : it))
}

function isOfModels({ file }: Problem): boolean {
  return file?.startsWith('models/') ?? false
}

function refuseUnknown(ids: readonly string[], there: readonly { readonly file?: string }[]): void {
  const known = [...new Set(there.map(it => idOf(it.file ?? '')))].toSorted()
  const unknown = ids.filter(id => !known.includes(id))
  if (unknown.length === 0) return
  const told = (id: string) => says.testPolicies.unknown(id, nearest(id, known), known.slice(0, 20))
  throw new ProblemError(unknown.map(id => problem('unknown-policy', ...told(id))))
}

function nothingToTest(): Problem {
  return problem('no-policies', ...says.testPolicies.nothing)
}

function leftOut({ schema, decides = [] }: AnyKind): readonly string[] {
  const keys = Object.keys((schema as { readonly properties?: object }).properties ?? {})
  const inside = decides.map(path => path.split('.')[0])
  return keys.filter(key => key !== 'examples' && !inside.includes(key))
}
