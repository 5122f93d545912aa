import type { Request } from '../core/change.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { accountsHeldBy } from '../core/people.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { githubTitle } from '../reports/github-text.ts'
import { markdown } from '../reports/markdown.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { altered } from './altered.ts'
import { CHECK_NAME } from './bench.ts'
import { comparedWith } from './compared-with.ts'
import { followChange } from './jobs.ts'
import { letThrough } from './let-through.ts'
import { lookAt } from './look.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { byGitHub, onRecord } from './proved.ts'
import { changeOfPull, changeOurs, isOurs, openChangeOf, remember } from './pulls-known.ts'
import { sealNow } from './seal-now.ts'
import { emergencyOfPull, freeSubject } from './urgent-pull.ts'
import type { Check, Contents, Onlooker, Pull } from './world.ts'

/** What comes of a pull request nobody asked Kedge for: a change, or a check that lets it through. */
export interface Adopted {
  readonly outcome: Outcome
  readonly check?: Check
}

/**
 * A person’s own pull request becomes a change like any other: asked for by whoever opened it, by the door `repository`.
 * So does one of ours whose change is over, asked for by whoever asked then. One that is open onto another branch is
 * nobody’s business here.
 */
export async function adopt(world: Onlooker, number: number): Promise<Adopted> {
  const known = await openChangeOf(world.store, number)
  if (known !== undefined) return { outcome: { jobs: [followChange(known)] } }
  const [pull, main] = await Promise.all([world.see.pull(number), world.see.mainBranch()])
  if (pull.state === 'closed' || pull.base !== main.name) return { outcome: NOTHING }
  if (await isOurs(world, pull)) return { outcome: NOTHING }
  if ((await changeOfPull(world.store, number))?.merged) {
    remember(world.store, number, 'merged')
    return { outcome: NOTHING }
  }
  const contents = await contentsOf(world, pull)
  if ('problems' in contents) return unread(world, pull, contents.problems)
  const repository = await before(world, pull, contents)
  const draft = { ...bare(pull), kind: 'edit', commit: repository.commit } as const
  const { parts, kinds, moves, problems } = lookAt(repository, contents, pull.head, draft)
  if (parts.length + problems.length === 0) {
    if (pull.state !== 'merged') letThrough(world.store, pull, contents, repository)
    else if (await isAltered(world, pull, contents))
      return askedBy(world, pull, repository, { ...draft, kind: 'rules' }, () => [])
    else remember(world.store, number, 'merged')
    return { outcome: NOTHING, ...(pull.state === 'open' && { check: nothingHere(pull) }) }
  }
  const evidence = await comparedWith(world, repository, moves)
  const emergency = await emergencyOfPull(world, pull, parts)
  const more = { ...(evidence && { evidence }), ...(emergency !== undefined && { emergency }) }
  const request: Request = { ...draft, kind: kinds[0] ?? 'edit', ...more }
  return askedBy(world, pull, repository, request, subject =>
    // An emergency is one of what was looked at, and of nothing that is pushed before its first seal.
    pull.state === 'merged' || emergency ? [sealOf(subject, request, pull, contents, repository)] : [],
  )
}

async function askedBy(
  world: Onlooker,
  pull: Pull,
  { people }: Repository,
  request: Request,
  sealed: (subject: string) => readonly NewEvent[],
): Promise<Adopted> {
  const { number, branch, base, author } = pull
  // Who asked for one of ours in Slack must not approve it because its change is over.
  const ours = (await changeOurs(world, pull))?.asked
  const by = ours ? onRecord(ours.by) : byGitHub(people, author.id)
  const accounts = ours?.accounts ?? accountsHeldBy(people, by)
  const subject = await freeSubject(world.store, number)
  const opened = happened('change.opened', by, { pull: number, branch, base })
  const events = [happened('change.asked', by, { ...request, accounts }), opened, ...sealed(subject)]
  return { outcome: { parts: [{ subject, seen: 0, events }], jobs: [followChange(subject)] } }
}

/**
 * One that is open gets its check. What was merged is in force although nobody can say what it is: it might be of the rules,
 * so who owns them has to look at it.
 */
async function unread(world: Onlooker, pull: Pull, problems: readonly Problem[]): Promise<Adopted> {
  if (pull.state !== 'merged') {
    remember(world.store, pull.number, pull.head)
    return { outcome: NOTHING, check: tooMuch(pull, problems) }
  }
  world.log.error({ pull: pull.number, problems }, says.adopt.unread)
  const repository = await world.policy()
  const request: Request = { ...bare(pull), kind: 'rules', commit: repository.commit }
  return askedBy(world, pull, repository, request, () => [])
}

/**
 * What was merged before anybody here saw it is held against what it was merged onto; where nobody can say what that was,
 * against what its branch began from.
 */
async function before(world: Onlooker, pull: Pull, contents: Contents): Promise<Repository> {
  const repository = await world.policy()
  if (pull.state !== 'merged') return repository
  const onto = await world.see.before(pull)
  const kept = onto && world.overBroken(onto.commit)
  if (kept) return kept
  const files = { ...repository.files }
  for (const { path, was } of contents.files) {
    const found = onto ? onto.files[path] : was
    if (found) files[path] = found
    else delete files[path]
  }
  return { ...repository, files, tip: files }
}

/** Whether more was written into its merge than there is in it: that may be anything, although the pull request is nothing. */
async function isAltered({ see }: Onlooker, pull: Pull, contents: Contents): Promise<boolean> {
  const [onto, after] = await Promise.all([see.before(pull), see.after(pull)])
  return onto !== undefined && after !== undefined && altered(contents, onto, after) !== undefined
}

/** What it was when it was looked at: of one that is merged nobody approved it, and the record keeps that. */
function sealOf(id: string, request: Request, pull: Pull, contents: Contents, repository: Repository): NewEvent {
  return happened('change.sealed', 'kedge', sealNow({ id, firstAsked: request }, pull, contents, repository))
}

const bare = ({ title }: Pull) => ({ title, reason: title, door: 'repository' as const, edits: [], findings: [] })

async function contentsOf(world: Onlooker, pull: Pull): Promise<Contents | { readonly problems: readonly Problem[] }> {
  try {
    return await world.see.contents(pull)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problems: error.problems }
  }
}

function nothingHere({ head }: Pull): Check {
  const { nothingHere: title, nobodyApproves: summary } = says.adopt
  return { name: CHECK_NAME, head, conclusion: 'success', title, summary }
}

function tooMuch({ head }: Pull, problems: readonly Problem[]): Check {
  const [first] = problems
  const blocks = problems.flatMap(it =>
    [it.says, says.adopt.fix(it.fix)].map(words => ({ is: 'text', words: ticked(words) }) as const),
  )
  const summary = markdown({ summary: '', blocks }, {})
  return {
    name: CHECK_NAME,
    head,
    conclusion: 'failure',
    title: githubTitle(first?.says ?? says.adopt.cannotBeRead, 200),
    summary,
  }
}
