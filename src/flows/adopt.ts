import { type Change, changeFrom } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import { personByGithub } from '../core/people.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import { CHECK_NAME } from './bench.ts'
import { adoptPull, followChange } from './jobs.ts'
import { lookAt } from './look.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import type { NewJob, Store } from './store.ts'
import type { Check, Contents, Onlooker, Pull } from './world.ts'

/** What comes of a pull request nobody asked Kedge for: a change, or a check that lets it through. */
export interface Adopted {
  readonly outcome: Outcome
  readonly check?: Check
}

/**
 * A person’s own pull request becomes a change like any other: asked for by whoever opened it, by the door `repository`.
 * One that is open onto another branch is nobody’s business here.
 */
export async function adopt(world: Onlooker, number: number): Promise<Adopted> {
  const known = await openChangeOf(world.store, number)
  if (known !== undefined) return { outcome: { jobs: [followChange(known)] } }
  const [pull, main] = await Promise.all([world.see.pull(number), world.see.mainBranch()])
  if (pull.state !== 'open' || pull.base !== main.name || isOurs(pull)) return { outcome: NOTHING }
  const contents = await contentsOf(world, pull)
  if ('problems' in contents) return { outcome: NOTHING, check: tooMuch(pull, contents.problems) }
  const repository = await world.policy()
  const { parts, kinds, problems } = lookAt(repository, contents, pull.head, {
    ...bare(pull),
    kind: 'edit',
    commit: '',
  })
  if (parts.length + problems.length === 0) {
    remember(world.store, pull)
    return { outcome: NOTHING, check: nothingHere(pull) }
  }
  const by = personByGithub(repository.people, pull.author.id) ?? `github:${pull.author.id}`
  const subject = await freeSubject(world.store, number)
  const request = { ...bare(pull), kind: kinds[0] ?? 'edit', commit: repository.commit }
  const opened = { pull: number, branch: pull.branch, base: pull.base }
  const events = [happened('change.asked', by, request), happened('change.opened', by, opened)]
  return { outcome: { parts: [{ subject, seen: 0, events }], jobs: [followChange(subject)] } }
}

/** Jobs for the pull requests that are open and that nobody follows yet. */
export async function adoptions(world: Onlooker): Promise<readonly NewJob[]> {
  const open = await world.see.openPulls()
  const known = await Promise.all(open.map(({ number }) => openChangeOf(world.store, number)))
  return open.flatMap((pull, i) =>
    known[i] !== undefined || isOurs(pull) || passedBefore(world.store, pull) ? [] : [adoptPull(pull.number)],
  )
}

const bare = ({ title }: Pull) => ({ title, reason: title, door: 'repository' as const, edits: [], findings: [] })

/** Ours are followed from the moment they are asked for, which is before they are there. */
function isOurs({ author, branch }: Pull): boolean {
  return author.bot && branch.startsWith('kedge/')
}

async function openChangeOf(store: Store, number: number): Promise<string | undefined> {
  const subject = await store.find(`pull:${number}`)
  const change = subject === undefined ? undefined : changeFrom(await store.events(subject))
  return change && isFollowed(change) ? subject : undefined
}

/** One that was closed and opened again is asked for anew, and so has a clock and votes of its own. */
const isFollowed = ({ closed, done }: Change) => closed === undefined && done === undefined

async function freeSubject(store: Store, number: number): Promise<string> {
  for (let n = 1; ; n++) {
    const subject = `change/pull-${number}${n === 1 ? '' : `-${n}`}`
    if ((await store.events(subject)).length === 0) return subject
  }
}

async function contentsOf(world: Onlooker, pull: Pull): Promise<Contents | { readonly problems: readonly Problem[] }> {
  try {
    return await world.see.contents(pull)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problems: error.problems }
  }
}

function nothingHere({ head }: Pull): Check {
  const title = 'Moves no model and no rule'
  return { name: CHECK_NAME, head, conclusion: 'success', title, summary: `${title}: nobody has to approve it here.` }
}

function tooMuch({ head }: Pull, problems: readonly Problem[]): Check {
  const [first] = problems
  const summary = problems.map(({ says, fix }) => `${says}\n\nFix: ${fix}`).join('\n\n')
  return { name: CHECK_NAME, head, conclusion: 'failure', title: first?.says ?? 'It cannot be read', summary }
}

/** Heads that were let through, so that the loop does not look at them every minute. */
const passed = new WeakMap<Store, Map<number, string>>()

function remember(store: Store, { number, head }: Pull): void {
  const known = passed.get(store) ?? new Map<number, string>()
  passed.set(store, known.set(number, head))
}

function passedBefore(store: Store, { number, head }: Pull): boolean {
  return passed.get(store)?.get(number) === head
}
