import { changeFrom, sealOf } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Decision } from './recorded-decision.ts'
import { rulesDigest } from './seal-now.ts'
import type { MainCommit } from './verify.ts'
import type { Snapshot } from './world.ts'

/** The rules by which a change was decided. `sealed`: by their digest they are those that people were shown. */
export interface RulesThen {
  readonly repository: Repository
  readonly sealed: boolean
}

/** The clocks of GitHub and of Kedge may differ by that much. */
const SKEW_MS = 5 * 60_000
const TRIED = 50

/**
 * Finds them on the main branch (oldest first): those of the newest commit when it was decided; else, as their digest is in
 * the seal, the nearest that have it.
 */
export async function rulesThen(
  commits: readonly Pick<MainCommit, 'commit' | 'at' | 'paths'>[],
  events: readonly Event[],
  { known, now }: Decision,
  read: (commit: string) => Promise<Snapshot>,
): Promise<RulesThen | undefined> {
  const change = changeFrom(known)
  const pinned = change && sealOf(change)?.body.pins.policies
  let newest: RulesThen | undefined
  for (const { commit } of candidates(commits, events, Date.parse(now)).slice(0, TRIED)) {
    const { files } = await read(commit)
    const { repository } = readRepository(files, commit, policyKinds)
    if (repository === undefined) continue
    const sealed = pinned === rulesDigest(repository)
    if (sealed || pinned === undefined) return { repository, sealed }
    newest ??= { repository, sealed }
  }
  return newest
}

/** The one in force, then other states before it (it may have been broken), then those that came a moment later; never what it made itself. */
function candidates(
  commits: readonly Pick<MainCommit, 'commit' | 'at' | 'paths'>[],
  events: readonly Event[],
  now: number,
): readonly { readonly commit: string }[] {
  const merged = events.find(event => event.type === 'change.merged')?.body.commit
  const own = commits.findIndex(({ commit }) => commit === merged)
  const before = own === -1 ? commits : commits.slice(0, own)
  const soon = before.filter(({ at }) => Date.parse(at) <= now + SKEW_MS)
  const isOther = (i: number) => soon[i + 1]?.paths.some(path => /(?:^|\/)(?:policies|models)\//.test(path)) === true
  const all = soon.map((it, i) => ({ ...it, late: Date.parse(it.at) > now, other: isOther(i) }))
  const [newest, ...older] = all.filter(({ late }) => !late).toReversed()
  const later = all.filter(({ late }) => late)
  return [...(newest ? [newest] : []), ...older.filter(({ other }) => other), ...later]
}
