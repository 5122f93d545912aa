import type { ApprovalsRule } from '../approvals/approval.ts'
import { approversOf, neededApprovals } from '../approvals/needed.ts'
import type { Model } from '../core/model.ts'
import type { Planned, PlannedFile, PlannedFinding, PlannedRule } from '../core/planned.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { type Problem, problem } from '../core/problem.ts'
import { profileId } from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import approvals from '../policies/approvals.ts'
import { policyKinds } from '../policies/index.ts'
import { textIn } from '../repository/changed-data.ts'
import { holdsToExplain } from '../repository/hold-reason.ts'
import type { Kinds } from '../repository/kinds.ts'
import { readRepository } from '../repository/read-repository.ts'
import { says } from '../words/says.ts'
import { agreeing } from './plan-agreements.ts'
import { plannedException } from './plan-exceptions.ts'
import { type DifferingFile, differingFiles, namedBy } from './plan-files.ts'
import { type Court, findingsOfChange } from './plan-findings.ts'
import type { Move } from './plan-matters.ts'
import { ruleVerdicts } from './plan-verdicts.ts'
import type { Snapshot } from './world.ts'

/**
 * What would come of a head if it were merged onto a base, by the base’s rules and from the files alone. `before` is what
 * the reading of the head had to refuse.
 */
export function plan(
  base: Snapshot,
  head: Snapshot,
  now: Date,
  before: readonly Problem[] = [],
  kinds: Kinds = policyKinds,
): Planned {
  const old = readRepository(base.files, base.commit, kinds)
  if (old.repository) {
    const draft = drafted(old.repository, head, kinds, before)
    const asked = holdsToExplain(draft.files, head.files)
    return planned({ ...draft, problems: [...draft.problems, ...asked] }, { now, kinds })
  }
  const { problems } = drafted({ ...old.readable, commit: base.commit }, head, kinds, before)
  const broken = [baseBroken(base.commit), ...old.problems.filter(isError).map(atBase)]
  return { ...nothing(base.commit, head.commit), problems: [...broken, ...problems] }
}

/** A head that was read and held against a base, whose rules are known. */
export interface Draft {
  readonly old: Repository
  readonly head: string
  /** Left out where the head cannot be read as a whole. */
  readonly anew?: Repository
  readonly files: readonly DifferingFile[]
  readonly problems: readonly Problem[]
}

export function drafted(old: Repository, head: Snapshot, kinds: Kinds, before: readonly Problem[] = []): Draft {
  const { repository, problems } = readRepository(head.files, head.commit, kinds)
  const errors = [...before, ...problems.filter(isError)]
  const files = differingFiles(old.files, head.files)
  const anew = errors.some(isError) ? undefined : repository
  return { old, head: head.commit, files, problems: errors, ...(anew && { anew }) }
}

/** The plan of a draft; its rules judge. */
export function planned({ old, head, anew, files, problems }: Draft, court: Omit<Court, 'rules'>): Planned {
  const none = { ...nothing(old.commit, head), problems }
  return anew ? { ...none, ...plannedFiles(files, { old, anew, court: { ...court, rules: old } }) } : none
}

/** What the rules say of the models it changes and of those beside it, without the rest of the plan. */
export function findingsOfDraft({ old, anew, files }: Draft, court: Omit<Court, 'rules'>): readonly PlannedFinding[] {
  if (anew === undefined) return []
  const desk = { old, anew, court: { ...court, rules: old } }
  const using = usersOf(anew, files)
  return files.flatMap(file => (file.path.startsWith('models/') ? findingsOf(file, using, desk) : []))
}

function nothing(base: string, head: string): Omit<Planned, 'problems'> {
  return { base, head, good: false, models: [], rules: [], verdicts: [] }
}

const isError = ({ level }: Problem) => level === 'error'

const atBase = (it: Problem): Problem => ({ ...it, says: says.flowPlan.atBase(it.says) })

function baseBroken(commit: string): Problem {
  return problem('broken-base', ...says.flowPlan.brokenBase(commit))
}

interface Desk {
  readonly old: Repository
  readonly anew: Repository
  readonly court: Court
}

function plannedFiles(
  files: readonly DifferingFile[],
  desk: Desk,
): Pick<Planned, 'good' | 'models' | 'rules' | 'verdicts'> {
  const using = usersOf(desk.anew, files)
  const models = files.filter(({ path }) => path.startsWith('models/')).map(file => plannedFile(file, using, desk))
  const policies = files.filter(({ path }) => path.startsWith('policies/'))
  const rules = policies.map(file => plannedRule(file, desk))
  const { old, anew, court } = desk
  const edited = new Set(policies.filter(({ is }) => is !== 'file').map(({ id }) => id))
  const moves = Map.groupBy(
    files.flatMap(file => movesOf(file, desk)),
    ({ model }) => model.id,
  )
  const trial = { old, new: anew, edited, moves, now: court.now, kinds: court.kinds }
  const met = ({ approvals: it }: PlannedFile | PlannedRule) => it.uncovered.length === 0 && it.impossible === undefined
  const granted = rules.every(({ exception }) => exception?.grant.impossible === undefined)
  const good =
    granted && [...models, ...rules].every(met) && models.every(({ findings }) => findings.every(f => !f.blocks))
  return { good, models, rules, verdicts: policies.length === 0 ? [] : ruleVerdicts(trial) }
}

/** What is really asked of a model that stays. */
function movesOf({ is, id, kinds }: DifferingFile, { old, anew }: Desk): Move[] {
  const [before, model] = is === 'model' ? [own(old.models, id), own(anew.models, id)] : []
  return model ? kinds.map(kind => ({ kind, ...(before && { before }), model, beside: anew })) : []
}

function plannedFile(file: DifferingFile, using: Users, desk: Desk): PlannedFile {
  const { path, is, id, kinds, changes } = file
  const model = is === 'profile' ? textIn(file.after ?? file.before, 'model') : is === 'model' ? id : undefined
  const [before, after] = model === undefined ? [] : [own(desk.old.models, model), own(desk.anew.models, model)]
  return {
    file: path,
    is,
    id,
    name: textIn(file.after ?? file.before, 'name') ?? id,
    kinds,
    changes,
    findings: findingsOf(file, using, desk),
    approvals: needed(kinds, before ?? after, desk),
    namedBy: file.change === 'removed' && is !== 'file' ? namedBy(id, desk.anew) : [],
  }
}

function findingsOf(file: DifferingFile, using: Users, desk: Desk): readonly PlannedFinding[] {
  const { is, id, kinds } = file
  if (is !== 'model') return besides(file, using, desk)
  return findingsOfChange(sides(kinds, own(desk.old.models, id), own(desk.anew.models, id)), desk.anew, desk.court)
}

function plannedRule(file: DifferingFile, desk: Desk): PlannedRule {
  const { old, anew, court } = desk
  const { path, is, id, kinds, changes } = file
  const asks = needed(kinds, undefined, desk)
  const { processOwner } = old.people
  const owners = [
    ...new Set([...(processOwner === undefined ? [] : [processOwner]), ...approversOf(asks, old.people, court.now)]),
  ]
  const exception = plannedException(file, old, anew)
  const sides = agreeing(file, old, court.now)
  return {
    ...{ file: path, is, id, changes, approvals: asks, owners },
    ...(exception && { exception }),
    ...(sides.length > 0 && { agreeing: sides }),
  }
}

function needed(kinds: DifferingFile['kinds'], model: Model | undefined, { old, court }: Desk) {
  const rules = policiesOf(old, approvals) as readonly ApprovalsRule[]
  const about = model && { id: model.id, tier: model.tier, useCase: model.useCase }
  return neededApprovals(
    { kinds, ...(about && { model: about }), rules, emergency: court.emergency === true },
    old.people,
    court.now,
  )
}

/** Models whose own file stays, by the use case and the data sources they name, and by their profile. */
type Users = ReadonlyMap<string, readonly Model[]>

function usersOf({ models, paths }: Repository, files: readonly DifferingFile[]): Users {
  const changing = new Set(files.map(({ path }) => path))
  const staying = Object.values(models).filter(({ id }) => !changing.has(paths[`model/${id}`] ?? ''))
  const named = staying.flatMap(model => namedByModel(model).map(by => ({ by, model })))
  return new Map([...Map.groupBy(named, ({ by }) => by)].map(([by, list]) => [by, list.map(({ model }) => model)]))
}

function namedByModel({ id, useCase, sources = [] }: Model): readonly string[] {
  return [`use-case/${useCase}`, ...sources.map(source => `source/${source}`), `profile/${profileId(id)}`]
}

/** What the rules say of models that stay as they are beside a use case, a data source or a profile that does not. */
function besides({ is, id, kinds }: DifferingFile, using: Users, { anew, court }: Desk): readonly PlannedFinding[] {
  const users = using.get(`${is}/${id}`) ?? []
  return users.flatMap(model => findingsOfChange({ kinds, after: model }, anew, court))
}

function sides(kinds: DifferingFile['kinds'], before: Model | undefined, after: Model | undefined) {
  return { kinds, ...(before && { before }), ...(after && { after }) }
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
