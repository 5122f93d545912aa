import { canonicalJson } from '../core/canonical.ts'
import {
  CHANGE_KINDS,
  type ChangedFile,
  type ChangeKind,
  type Grant,
  type Move,
  type Part,
  type Request,
} from '../core/change.ts'
import { makeOf } from '../core/make.ts'
import { rolesOf } from '../core/people.ts'
import type { Selectable } from '../core/policy-kind.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Sealing } from '../core/sealing.ts'
import { policyKinds } from '../policies/index.ts'
import { afterMerge, isGuard, isInFolders } from '../repository/after-merge.ts'
import { isMap, mapAt, textIn } from '../repository/changed-data.ts'
import { classifyPlanned, holdsPlan } from '../repository/classify.ts'
import { headBounds } from '../repository/head-bounds.ts'
import { holdsUnexplained } from '../repository/hold-reason.ts'
import { holdsIn } from '../repository/holds-in.ts'
import { namedModels } from '../repository/named-models.ts'
import { says } from '../words/says.ts'
import { type Draft, drafted } from './plan.ts'
import { agreements, oneOf } from './plan-agreements.ts'
import { plannedException } from './plan-exceptions.ts'
import type { DifferingFile } from './plan-files.ts'
import { undoneOnMain } from './undone-on-main.ts'
import type { Contents } from './world.ts'

/** What a pull request would do to models and rules, whoever opened it. */
export interface Look
  extends Pick<Sealing, 'kinds' | 'parts' | 'moves' | 'grants' | 'files' | 'problems' | 'holdsPlan'>,
    Required<Pick<Sealing, 'bounds' | 'about' | 'retrains' | 'holds'>> {
  readonly draft: Draft
}

/** As much of a request as makes a look another. */
type Asked = Pick<Request, 'edits' | 'model'>

const known = new WeakMap<Repository, Map<string, Look>>()
/** Each holds a whole repository, and most pull requests that are open are asked about in turns. */
const KEPT = 8

/** Worked out once for the same rules and the same contents: a look is asked for every minute. */
export function lookAt(repository: Repository, contents: Contents, head: string, request: Asked): Look {
  const looks = known.get(repository) ?? new Map<string, Look>()
  known.set(repository, looks)
  const blobs = contents.files.map(({ path, was, is, onMain = null }) => [
    path,
    was?.blob ?? '',
    is?.blob ?? '',
    onMain,
  ])
  const key = canonicalJson([head, blobs, request.edits])
  const look = looks.get(key) ?? looked(repository, contents, head, request)
  looks.delete(key)
  looks.set(key, look)
  const [oldest] = looks.keys()
  if (looks.size > KEPT && oldest !== undefined) looks.delete(oldest)
  return look
}

function looked(repository: Repository, contents: Contents, head: string, request: Asked): Look {
  const fix = request.edits.length === 0 ? says.look.update : says.look.updateOurs
  const { files, problems: behind } = afterMerge(repository, contents.files, fix)
  const draft = drafted(repository, { commit: head, files }, policyKinds)
  const own = contents.files.map(({ path }) => path).filter(isInFolders)
  const undone = undoneOnMain(repository, own, files)
  const moved = [...draft.files, ...undone].flatMap(file => partsOf(file, draft))
  const parts = [...moved, ...strays(draft, contents, request)]
  const { old, anew } = draft
  const words = anew ? draft.files.flatMap(file => [...grantOf(file, old, anew), ...agreements(file, old)]) : []
  return {
    draft,
    parts,
    kinds: CHANGE_KINDS.filter(kind => parts.some(({ kinds }) => kinds.includes(kind))),
    moves: draft.files.flatMap(file => moveOf(file, draft)),
    retrains: draft.files.flatMap(({ id, kinds }) => (kinds.includes('retrain') ? [{ model: id }] : [])),
    holds: draft.files.flatMap(holdsIn),
    bounds: headBounds(draft.files),
    about: namedModels(draft.files),
    grants: words.flatMap(it => ('waiver' in it ? [it] : [])),
    ...(request.edits.length > 0 && holdsPlan(contents.files, request.edits) && { holdsPlan: true }),
    files: [...draft.files.map(changedFile), ...undone.filter(isNew(draft)).map(changedFile), ...others(contents)],
    problems: [
      ...behind,
      ...draft.problems,
      ...words.flatMap(it => ('waiver' in it ? [] : [it])),
      ...(request.edits.length === 0 ? holdsUnexplained(draft.files, files) : []),
    ],
  }
}

const isNew = ({ files }: Draft) => {
  const known = new Set(files.map(({ path }) => path))
  return ({ path }: DifferingFile) => !known.has(path)
}

function changedFile(file: DifferingFile): ChangedFile {
  const about = namedModels([file])
  return {
    path: file.path,
    says: file.changes.map(it => it.says),
    ...(about.length > 0 && { about }),
    ...(isGrave(file) && { isGrave: true }),
    ...(file.changes.some(it => !says.values.isToldIn(it.says, it)) && { isCut: true }),
  }
}

/** More than an edit of what has no name of its own, as tags and texts have none. */
function isGrave({ kinds, changes }: DifferingFile): boolean {
  return kinds.some(kind => kind !== 'edit') || changes.some(({ is }) => is !== 'field-changed')
}

/** A model whose tier changes is under the rules of both tiers; one that nobody can tell for one any more, of what it was. */
function partsOf({ is, kinds, before, after }: DifferingFile, draft: Draft): Part[] {
  if (kinds.length === 0) return []
  if (is === 'profile') return partsOfProfile(kinds, [textIn(before, 'model'), textIn(after, 'model')], draft)
  if (is !== 'model' && textIn(before, 'kind') !== 'model') return [{ kinds }]
  const [was, now] = [selectable(before), is === 'model' ? selectable(after) : undefined]
  const both = was && now && canonicalJson(was) === canonicalJson(now) ? [now] : [was, now]
  return both.flatMap(model => (model ? [{ kinds, model }] : []))
}

/** A profile is a part of its model, as main has it; of a model that is new, as it would be. */
function partsOfProfile(kinds: Part['kinds'], ids: readonly (string | undefined)[], { old, anew }: Draft): Part[] {
  return [...new Set(ids)].flatMap(id => {
    if (id === undefined) return []
    const model = selectable(modelIn(old, id) ?? modelIn(anew, id))
    return [model ? { kinds, model } : { kinds }]
  })
}

function modelIn(repository: Repository | undefined, id: string) {
  return repository && Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
}

function selectable(data: unknown): Selectable | undefined {
  if (!isMap(data)) return undefined
  const [type, businessUnit] = [textIn(data, 'type'), textIn(data, 'businessUnit')]
  return {
    id: textIn(data, 'id') ?? '',
    tier: textIn(data, 'tier') ?? '',
    useCase: textIn(data, 'useCase') ?? '',
    ...(type !== undefined && { type }),
    ...(businessUnit !== undefined && { businessUnit }),
  }
}

/**
 * What else is in it. Workflows and code owners are `rules`, whoever opened it: models are delivered by them. In a pull
 * request of ours, whatever else was not planned is an `edit`; in one of a person, other files are nobody’s here.
 */
function strays({ files, old }: Draft, contents: Contents, request: Asked): Part[] {
  const guards: Part[] = contents.files.some(({ path }) => isGuard(path)) ? [{ kinds: ['rules'] }] : []
  if (request.edits.length === 0) return guards
  const planned = classifyPlanned(contents.files, request.edits)
  const model = request.model === undefined ? undefined : old.models[request.model]
  const missing = planned.includes('edit') && !files.some(({ kinds }) => kinds.includes('edit'))
  return [...(missing ? [{ kinds: EDIT, ...(model && { model: selectable(model) as Selectable }) }] : []), ...guards]
}

const EDIT: readonly ChangeKind[] = ['edit']

/** Files that are neither models nor rules, so that whoever approves sees that they are there. */
function others({ files }: Contents): ChangedFile[] {
  const outside = files.filter(({ path }) => !isInFolders(path))
  return outside.map(({ path }) => ({
    path,
    ...(isGuard(path)
      ? { says: [says.look.guards], isGrave: true as const }
      : { says: [says.look.neither], isBeside: true as const }),
  }))
}

function moveOf({ is, id, kinds, before, after }: DifferingFile, { anew }: Draft): Move[] {
  if (is !== 'model' || !isMap(before) || !isMap(after)) return []
  const [from, to] = [textIn(mapAt(before, 'serving'), 'version'), textIn(mapAt(after, 'serving'), 'version')]
  const kind = kinds.includes('rollback') ? 'rollback' : 'promote'
  if (from === undefined || to === undefined || from === to) return []
  const make = makeOf(modelIn(anew, id)?.versions, to)
  return [{ model: id, kind, from, to, ...(make.made !== undefined && { make }) }]
}

/** The slot of a waiver, or why nobody could fill it. */
function grantOf(file: DifferingFile, old: Repository, anew: Repository): (Grant | Problem)[] {
  const exception = plannedException(file, old, anew)
  if (exception === undefined) return []
  const { by, roles, impossible } = exception.grant
  if (impossible)
    return [problem('not-grantable', says.look.notGrantable(impossible.says), impossible.fix, { file: file.path })]
  return [{ waiver: file.id, person: by, ...oneOf(rolesOf(old.people, by, roles)) }]
}
