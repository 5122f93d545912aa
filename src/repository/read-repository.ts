import type { Model } from '../core/model.ts'
import type { People } from '../core/people.ts'
import type { Complaint, ExampleResult } from '../core/policy-kind.ts'
import { type Problem, problem, sorted } from '../core/problem.ts'
import type { Profile } from '../core/profile.ts'
import type { Repository, RepositoryFile } from '../core/repository.ts'
import type { Source } from '../core/source.ts'
import type { UseCase } from '../core/use-case.ts'
import { says } from '../words/says.ts'
import { withoutFollowing } from './following.ts'
import { INVENTORY, inventoryComplaints } from './inventory.ts'
import type { AnyKind, Kinds } from './kinds.ts'
import { exampleComplaints } from './policy-examples.ts'
import { type FileRead, placed, readFile } from './read-file.ts'
import { idOf, sortPaths } from './repository-paths.ts'

export interface Counts {
  readonly models: number
  readonly useCases: number
  readonly sources: number
  readonly profiles: number
  readonly policies: number
  readonly examples: number
}

export interface ReadRepository {
  /** Undefined where there is an error anywhere: half a set of rules is no set of rules. */
  readonly repository?: Repository
  /** What fits its schema, also where there are errors: to try rules on, never to decide by. */
  readonly readable: Repository
  /** All of them, by file and line. */
  readonly problems: readonly Problem[]
  /** Paths of the models and policies that were read, good or bad. */
  readonly paths: readonly string[]
  /** Of those files, and of the examples that were answered. */
  readonly counts: Counts
}

/** Reads and checks every model and policy. `files` is by path inside the repository. */
export function readRepository(files: Repository['files'], commit: string, kinds: Kinds): ReadRepository {
  const paths = sortPaths(Object.keys(files))
  const models = paths.models.map(path => readOnce(files, path, INVENTORY))
  const policies = paths.policies.map(path => readOnce(files, path, kinds))
  const goodModels = models.filter(file => file.fits)
  const goodPolicies = policies.filter(file => file.fits)
  const people = goodPolicies.find(file => file.path === PEOPLE)?.data as People | undefined
  const repository = assembled(commit, files, [...goodModels, ...goodPolicies], people ?? NOBODY)
  const answered = goodPolicies.map(file => ({ file, examples: answersOf(file, kinds) }))
  // Who may approve, and what a rule may name, is looked at as soon as there are people; a broken model hides nothing.
  const judged = people === undefined ? [] : goodPolicies
  const of = (kind: string) => models.filter(file => file.kind === kind).length
  const problems = [
    ...paths.problems,
    ...(paths.policies.includes(PEOPLE)
      ? []
      : [problem('no-people', ...says.readRepository.noPeople, { file: PEOPLE })]),
    ...[...models, ...policies].flatMap(file => file.problems),
    ...goodModels.flatMap(file => placed(file, inventoryComplaints(file.kind, file.data, repository, people))),
    ...answered.flatMap(({ file, examples }) =>
      placed(file, exampleComplaints(kindOf(file, kinds), examples, file.data)),
    ),
    ...judged.flatMap(file =>
      placed(file, withoutFollowing(ownComplaints(file, kinds, repository), goodModels.length === models.length)),
    ),
  ]
  return {
    ...(problems.some(p => p.level === 'error') ? {} : { repository }),
    readable: repository,
    problems: sorted(problems),
    paths: [...paths.models, ...paths.policies],
    counts: {
      models: models.length - of('use-case') - of('source') - of('profile'),
      useCases: of('use-case'),
      sources: of('source'),
      profiles: of('profile'),
      policies: policies.length,
      examples: answered.flatMap(({ examples }) => examples).length,
    },
  }
}

const PEOPLE = 'policies/people.yaml'
const NOBODY: People = { kind: 'people', id: 'people', because: '', slackTeam: '', people: {} }

function kindOf(file: FileRead, kinds: Kinds): AnyKind {
  return kinds[file.kind] as AnyKind
}

const answers = new WeakMap<FileRead, readonly ExampleResult[]>()

/** Of a file that was read before they are known: a policy's examples hang on nothing but itself. */
function answersOf(file: FileRead, kinds: Kinds): readonly ExampleResult[] {
  const known = answers.get(file) ?? kindOf(file, kinds).examples?.(file.data as never) ?? []
  answers.set(file, known)
  return known
}

function ownComplaints(file: FileRead, kinds: Kinds, repository: Repository): readonly Complaint[] {
  return kindOf(file, kinds).complaints?.(file.data as never, repository) ?? []
}

function assembled(commit: string, files: Repository['files'], good: readonly FileRead[], people: People): Repository {
  const byId = <T>(kind: string) =>
    bare(good.filter(file => file.kind === kind).map(file => [idOf(file.path), file.data as T] as const))
  const byKind = Map.groupBy(
    good.filter(file => !Object.hasOwn(INVENTORY, file.kind)),
    file => file.kind,
  )
  return {
    commit,
    models: byId<Model>('model'),
    useCases: byId<UseCase>('use-case'),
    sources: byId<Source>('source'),
    profiles: byId<Profile>('profile'),
    policies: bare([...byKind].map(([kind, list]) => [kind, list.map(file => file.data)] as const)),
    people,
    paths: bare(good.map(file => [`${file.kind}/${idOf(file.path)}`, file.path] as const)),
    files,
  }
}

/** Names come from files and from people, so these objects have no prototype either. */
function bare<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.setPrototypeOf(Object.fromEntries(entries), null) as Record<string, T>
}

interface Known {
  readonly text: string
  readonly kinds: Kinds
  readonly read: FileRead
}

/** By the file of a snapshot: two snapshots of one repository share most of theirs. */
const known = new WeakMap<RepositoryFile, Known & { readonly path: string }>()
/** The newest text of a path, by whoever it was fetched: a head that was merged is the main branch. */
const newest = new Map<string, Known>()
/** More paths than this are not kept beside their snapshots. */
const NEWEST_MOST = 1000

/** Nothing of what was read is ever changed, so that the same file need not be read again. */
function readOnce(files: Repository['files'], path: string, kinds: Kinds): FileRead {
  const file = files[path]
  const text = file?.text ?? ''
  const before = file && known.get(file)
  if (before?.path === path && before.kinds === kinds) return before.read
  const same = newest.get(path)
  const read = same?.text === text && same.kinds === kinds ? same.read : readFile(path, text, kinds)
  if (newest.size >= NEWEST_MOST) newest.clear()
  newest.set(path, { text, kinds, read })
  if (file) known.set(file, { path, text, kinds, read })
  return read
}
