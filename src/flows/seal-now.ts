import { digestOf } from '../core/canonical.ts'
import type { Pins } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import { peopleBehind } from '../core/people.ts'
import type { Repository } from '../core/repository.ts'
import { sealName } from '../core/seal.ts'
import type { Sealing } from '../core/sealing.ts'
import approvals from '../policies/approvals.ts'
import { policyKinds } from '../policies/index.ts'
import waiver from '../policies/waiver.ts'
import { isInFolders } from '../repository/after-merge.ts'
import type { AnyKind } from '../repository/kinds.ts'
import { lookAt } from './look.ts'
import type { Contents, Pull } from './world.ts'

/** What people would be asked about a pull request now. The same seal as before: nothing they voted on has moved. */
export function sealNow(
  it: Pick<Change, 'id' | 'firstAsked'> & Partial<Pick<Change, 'asked'>>,
  pull: Pull,
  contents: Contents,
  repository: Repository,
): Sealing {
  const opener = { github: pull.author.id, login: pull.author.login, role: 'opener' as const }
  const pins: Pins = {
    head: pull.head,
    base: pull.base,
    blobs: Object.fromEntries(contents.files.map(file => [file.path, blobAtBase(file, repository)])),
    policies: rulesDigest(repository),
    // Two changes may ask for the same on the same commit; a seal is of one.
    request: digestOf({ change: it.id, request: it.firstAsked, diff: contents.diff }),
  }
  const askers = it.asked ? peopleBehind(repository.people, it.asked.by, it.asked.accounts) : new Set()
  const look = lookAt(repository, contents, pull.head, it.firstAsked)
  const { parts, kinds, moves, retrains, holds, grants, bounds, about, files, problems, holdsPlan } = look
  return {
    seal: sealName(pins),
    pins,
    kinds,
    parts,
    moves,
    retrains,
    // Whoever asks for it agrees to it.
    grants: grants.filter(({ agrees, person }) => !agrees || !askers.has(person)),
    ...(holds.length > 0 && { holds }),
    ...(bounds.length > 0 && { bounds }),
    ...(about.length > 0 && { about }),
    files,
    problems,
    authors: [...(pull.author.bot ? [] : [opener]), ...contents.authors],
    diff: contents.diff,
    ...(holdsPlan && { holdsPlan }),
  }
}

/**
 * Whether what people were shown is not what would be judged now: the rules have changed, or one of its files has on the main
 * branch. Files beside the two folders are not looked at; a look at the pull request finds those.
 */
export function isOvertaken({ pins }: Pick<Sealing, 'pins'>, repository: Repository): boolean {
  const moved = Object.entries(pins.blobs).some(
    ([path, blob]) => isInFolders(path) && (onMain(repository)[path]?.blob ?? '') !== blob,
  )
  return moved || pins.policies !== rulesDigest(repository)
}

/** As it is on the main branch now: a merge of the same file there is something nobody has seen together with this one. */
function blobAtBase({ path, was, onMain: beside }: Contents['files'][number], repository: Repository): string {
  return isInFolders(path) ? (onMain(repository)[path]?.blob ?? '') : (beside ?? was?.blob ?? '')
}

const onMain = ({ files, tip = files }: Repository) => tip

/** The rules a vote is given under. Merges that touch none of them clear nothing. */
export function rulesDigest(repository: Repository): string {
  const known = digests.get(repository) ?? digestOfRules(repository)
  digests.set(repository, known)
  return known
}
const digests = new WeakMap<Repository, string>()

function digestOfRules(repository: Repository): string {
  const said = Object.entries(repository.policies)
    .filter(([kind]) => kind === approvals.kind || kind === waiver.kind || judges(kind))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return digestOf(JSON.parse(JSON.stringify(said)) as unknown)
}

function judges(kind: string): boolean {
  const found = Object.values<AnyKind>(policyKinds).find(it => it.kind === kind)
  return found?.judge !== undefined
}
