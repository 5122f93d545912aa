import { type Bench, verdict } from '../approvals/approval.ts'
import { standingDenial } from '../approvals/denial.ts'
import { accountOf } from '../approvals/slots.ts'
import { type Change, sealOf, wasApproved } from '../core/change-state.ts'
import { OutsideError } from '../core/outside.ts'
import type { PastGate } from '../core/past-gate.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Sealing } from '../core/sealing.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import { says } from '../words/says.ts'
import { type Alters, altered } from './altered.ts'
import { type Heard, heardOnGitHub } from './review-votes.ts'
import { sealNow } from './seal-now.ts'
import type { Contents, Guarded, Onlooker, Pull, Snapshot } from './world.ts'

/**
 * How something came to be merged: as it was approved; approved, but main had moved since, or it was denied, its approval
 * taken back, or it was closed since, or anything else had undone it, or its merge made other files of it, or nobody can
 * tell what it was merged onto; or past the check.
 */
export type MergedAs = 'approved' | Exclude<PastGate, 'unread'>

/**
 * What was merged, held against what was approved: the same commit, onto the same files, under the same rules. A green check
 * alone shows nothing of the last two, since it hangs on the commit. `seal` is left out where it cannot be told or read.
 */
export async function mergedAs(
  world: Onlooker,
  change: Change,
  pull: Pull,
): Promise<{ readonly as: MergedAs } & AtMerge> {
  const at = await sealAtMerge(world, change, pull)
  // One that moves nothing is let through; what was written into its merge is all there is to look at.
  const isNothing = at.seal?.parts.length === 0
  if (!wasApproved(change, pull.head)) return { as: isNothing && at.alters ? 'altered' : 'by-passed', ...at }
  if (at.seal === undefined) return { as: 'untold', ...at }
  const isSame = at.seal.seal === sealOf(change)?.body.seal && at.seal.problems.length === 0
  return { as: !isSame ? 'moved' : at.alters ? 'altered' : 'approved', ...at }
}

/** What was merged, and the rules and files it was merged onto, as far as they can be told. */
interface AtMerge {
  readonly contents?: Contents
  readonly seal?: Sealing
  readonly then?: Repository
  readonly alters?: Alters
}

/**
 * How something was merged whose green check stood, by all that had happened until then: `bench` has the rules, the people
 * and the clock of that moment. Whoever counted was looked up in Slack when they did; who is a guest or gone by now says
 * nothing of then.
 */
export function asHeard({ verdict: told }: Change, { voted, wasClosed }: Heard, bench: Bench): MergedAs {
  if (voted.length > 0 && standingDenial(bench) !== undefined) return 'denied'
  if (wasClosed) return 'reopened'
  const counted = told?.by ?? []
  const seen = counted.flatMap(person => accountOf(bench.people, person, 'slack') ?? [])
  const accounts = { ...bench.accounts, ...Object.fromEntries(seen.map(id => [id, 'person' as const])) }
  const { is } = verdict({ ...bench, accounts, pull: { state: 'open', draft: false } })
  if (is === 'approved') return 'approved'
  // A team that cannot be read, or a record of moves that is not there yet, says nothing either way.
  if (is === 'unavailable') return 'untold'
  const isFewer = voted.some(({ body }) => body.is === 'withdrawn' && counted.includes(body.person))
  return isFewer ? 'withdrawn' : 'undone'
}

/** What was done on GitHub before it was merged and nobody had heard: reviews of it go on record, whatever that helps. */
export async function unheardBefore(
  world: Onlooker,
  change: Change,
  pull: Pull,
  repository: Repository,
): Promise<Heard> {
  const until = Date.parse(pull.mergedAt ?? '')
  const { voted, wasClosed } = await heardOnGitHub(world, change, pull, repository)
  return { wasClosed, voted: voted.filter(({ body: { given } }) => given === undefined || Date.parse(given) <= until) }
}

async function sealAtMerge(world: Onlooker, change: Change, pull: Pull): Promise<AtMerge> {
  try {
    const { see } = world
    const [contents, before] = await Promise.all([see.contents(pull), snapshotBefore(world, pull)])
    const after = before && (await see.after(pull))
    if (!before || !after) return {}
    const then = await repositoryOf(world, before, contents)
    const alters = altered(contents, before, after)
    return { seal: sealNow(change, pull, contents, then), then, contents, ...(alters && { alters }) }
  } catch (error) {
    if (error instanceof ProblemError) return {}
    throw error
  }
}

/** GitHub may tell a move of a branch some minutes after it was made. */
const SOON_MS = 10 * 60_000

/** Throws while GitHub may still come to tell: then it is asked again. */
export function awaitsWhileFresh(world: Onlooker, { mergedAt = '' }: Pull): void {
  if (world.now().getTime() - Date.parse(mergedAt) < SOON_MS)
    throw new OutsideError('unavailable', says.mergedAs.notSaid)
}

/** The files it was merged onto; undefined where nobody can say. */
async function snapshotBefore(world: Onlooker, pull: Pull): Promise<Guarded | undefined> {
  const before = await world.see.before(pull)
  if (before === undefined) awaitsWhileFresh(world, pull)
  return before
}

/**
 * The rules in force with those files. Where main was broken then, by whatever file, the last ones that could be read were in
 * force, as they are for what is open. Where nobody saw it broken, those of now stand for them, and only the files it changes
 * are as it found them.
 */
async function repositoryOf(world: Onlooker, before: Snapshot, contents: Contents): Promise<Repository> {
  const { repository } = readRepository(before.files, before.commit, policyKinds)
  const inForce = repository ?? world.overBroken(before.commit)
  if (inForce) return inForce
  const known = await world.policy()
  const own = new Set(contents.files.map(({ path }) => path))
  const kept = Object.entries(known.files).filter(([path]) => !own.has(path))
  const found = Object.entries(before.files).filter(([path]) => own.has(path))
  return { ...known, commit: before.commit, files: Object.fromEntries([...kept, ...found]), tip: before.files }
}

/** When it was merged; never before the last word that was heard of it here, since GitHub tells whole seconds. */
export function momentOfMerge({ votes }: Change, { mergedAt }: Pull, now: Date): Date {
  const words = votes.map(({ at, body }) => Date.parse(body.given ?? at))
  return new Date(mergedAt === undefined ? now : Math.max(Date.parse(mergedAt), ...words))
}
