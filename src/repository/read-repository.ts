import { didYouMean, oneOf, quoted } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import type { People } from '../core/people.ts'
import type { Complaint, ExampleResult } from '../core/policy-kind.ts'
import { type Problem, problem, sorted } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Source } from '../core/source.ts'
import type { UseCase } from '../core/use-case.ts'
import { withoutFollowing } from './following.ts'
import { INVENTORY, inventoryComplaints } from './inventory.ts'
import type { AnyKind, Kinds } from './kinds.ts'
import { exampleComplaints } from './policy-examples.ts'
import { idOf, sortPaths } from './repository-paths.ts'
import { misfits } from './schema.ts'
import type { Positions } from './yaml-positions.ts'
import { parseYaml } from './yaml-text.ts'

export interface Counts {
  readonly models: number
  readonly useCases: number
  readonly sources: number
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
  const models = paths.models.map(path => readFile(path, textOf(files, path), INVENTORY))
  const policies = paths.policies.map(path => readFile(path, textOf(files, path), kinds))
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
    ...(paths.policies.includes(PEOPLE) ? [] : [noPeople()]),
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
      models: models.length - of('use-case') - of('source'),
      useCases: of('use-case'),
      sources: of('source'),
      policies: policies.length,
      examples: answered.flatMap(({ examples }) => examples).length,
    },
  }
}

const PEOPLE = 'policies/people.yaml'
const NOBODY: People = { kind: 'people', id: 'people', because: '', slackTeam: '', people: {} }

interface FileRead {
  readonly path: string
  readonly kind: string
  readonly data: unknown
  readonly positions: Positions
  readonly problems: readonly Problem[]
  /** Its kind is known and its data have the kind's schema: from here on nobody checks again. */
  readonly fits: boolean
}

function readFile(path: string, text: string, kinds: Kinds): FileRead {
  const { data, positions, problems, warnings } = parseYaml(text, path)
  const header = data as { readonly kind?: unknown; readonly id?: unknown } | null | undefined
  const kind = typeof header?.kind === 'string' && Object.hasOwn(kinds, header.kind) ? kinds[header.kind] : undefined
  const read = { path, kind: kind?.kind ?? '', data, positions }
  if (problems.length > 0) return { ...read, problems, fits: false }
  const complaints = kind === undefined ? [unknownKind(header, Object.keys(kinds))] : misfits(kind.schema, data)
  const named = header?.id === undefined || header.id === idOf(path) ? [] : [wrongId(path, header.id)]
  return {
    ...read,
    problems: [...warnings, ...placed(read, [...complaints, ...named])],
    fits: complaints.length + named.length === 0,
  }
}

function unknownKind(header: { readonly kind?: unknown } | null | undefined, known: readonly string[]): Complaint {
  const fix = `Write \`kind:\` and ${oneOf(known)} as the first line`
  if (typeof header?.kind !== 'string')
    return { at: ['kind'], code: 'no-kind', says: 'The file does not say what it is.', fix }
  return {
    at: ['kind'],
    code: 'unknown-kind',
    says: `There is no kind ${quoted(header.kind)} here.${didYouMean(header.kind, known)}`,
    fix: `Write ${oneOf(known)}`,
  }
}

function wrongId(path: string, id: unknown): Complaint {
  const says = `The id ${quoted(id)} is not the file’s name.`
  return { at: ['id'], code: 'wrong-id', says, fix: `Write \`id: ${idOf(path)}\`, or rename the file` }
}

function noPeople(): Problem {
  return problem(
    'no-people',
    'Nobody is known: there is no people policy, so nobody could ever approve.',
    'Add policies/people.yaml with `kind: people`.',
    { file: PEOPLE },
  )
}

/** A kind's complaint, with the line it is about. */
function placed(file: Pick<FileRead, 'path' | 'positions'>, complaints: readonly Complaint[]): Problem[] {
  return complaints.map(({ at, code, says, fix, level }) => {
    const place = KEYS.has(code) ? file.positions.ofKey(at) : file.positions.of(at)
    return problem(code, says, fix, { level: level ?? 'error', file: file.path, ...place })
  })
}

/** Complaints about a key itself, not about what stands behind it. */
const KEYS = new Set(['unknown-key', 'wrong-name'])

function kindOf(file: FileRead, kinds: Kinds): AnyKind {
  return kinds[file.kind] as AnyKind
}

function answersOf(file: FileRead, kinds: Kinds): readonly ExampleResult[] {
  return kindOf(file, kinds).examples?.(file.data as never) ?? []
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
    policies: bare([...byKind].map(([kind, list]) => [kind, list.map(file => file.data)] as const)),
    people,
    paths: bare(good.map(file => [`${file.kind}/${idOf(file.path)}`, file.path] as const)),
    files,
  }
}

/** Names come from files and from people, so these objects have no prototype either. */
function bare<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, T>
}

function textOf(files: Repository['files'], path: string): string {
  return files[path]?.text ?? ''
}
