import { type ApprovalsRule, type Bench, verdict } from '../approvals/approval.ts'
import type { Judged } from '../approvals/judged.ts'
import { type Change, sealOf } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Repository } from '../core/repository.ts'
import approvals from '../policies/approvals.ts'
import { checkOf } from '../reports/check-text.ts'
import { markdown } from '../reports/markdown.ts'
import { blocking, findingsOf } from './evidence.ts'
import { sealNow } from './seal-now.ts'
import type { Check, Onlooker, Pull } from './world.ts'

export const CHECK_NAME = 'kedge'

/** Judges a change as it stands, with the rules of the main branch and the accounts as they are now; `presser` is looked up too. */
export async function judged(world: Onlooker, change: Change, presser?: string): Promise<Judged> {
  const repository = await world.policy()
  const model = repository.models[change.request.model]
  if (!model) throw new Error(`${change.request.model} is not in the repository any more`)
  const accounts = await accountsOf(world, change, repository, presser)
  const bench = benchOf(change, model, repository, accounts, await pullNow(world, change), world.now())
  const result = verdict(bench)
  return {
    change,
    model,
    repository,
    bench,
    verdict: result,
    rules: bench.rules.filter(rule => result.rules.includes(rule.id)),
  }
}

/** Drafts take no votes, and what was closed takes none either: asked for at each judgement, since people change it. */
async function pullNow(world: Onlooker, change: Change): Promise<Bench['pull']> {
  if (change.merged) return { state: 'merged', draft: false }
  if (change.closed || !change.pull) return { state: change.closed ? 'closed' : 'open', draft: false }
  const { state, draft } = await world.see.pull(change.pull.pull)
  return { state, draft }
}

function benchOf(
  change: Change,
  model: Model,
  repository: Repository,
  accounts: Bench['accounts'],
  pull: Bench['pull'],
  now: Date,
): Bench {
  const seal = sealOf(change)?.body
  return {
    kinds: seal ? (seal.kinds as Bench['kinds']) : [change.request.kind],
    model,
    rules: policiesOf(repository, approvals) as readonly ApprovalsRule[],
    people: repository.people,
    askedBy: change.asked.by,
    askedAt: change.asked.at,
    authors: seal?.authors ?? [],
    votes: change.votes.map(({ body, at, by }) => ({ ...body, at: body.given ?? at, by })),
    seal: seal?.seal ?? '',
    pull,
    accounts,
    now,
  }
}

/** Whoever voted in Slack is looked up again: guests, bots and people who left do not count, whenever they voted. */
async function accountsOf(
  world: Onlooker,
  change: Change,
  repository: Repository,
  presser: string | undefined,
): Promise<Bench['accounts']> {
  const voters = new Set(change.votes.filter(v => v.body.door === 'slack').map(v => v.body.person))
  if (presser !== undefined) voters.add(presser)
  const ids = [...voters].map(person => repository.people.people[person]?.slack).filter(id => id !== undefined)
  const users = await Promise.all(ids.map(id => world.see.slackUser(id)))
  return Object.fromEntries(users.map(user => [user.id, user.is]))
}

export function nameOfBranch({ id, request }: Change): string {
  return `kedge/${request.kind}-${request.model}-${id.replace('change/', '')}`
}

/** The check on the head people were shown. */
export function checkFor(it: Judged): Check {
  const { conclusion, title, summary } = checkOf(it)
  const head = sealOf(it.change)?.body.pins.head ?? ''
  return {
    name: CHECK_NAME,
    head,
    ...(conclusion && { conclusion }),
    title,
    summary: markdown(summary, it.repository.people.people),
  }
}

/** Why this pull request must not be merged by Kedge now; undefined when it may. */
export async function mayMerge(world: Onlooker, change: Change, pull: Pull): Promise<Refusal | undefined> {
  const contents = await world.see.contents(pull)
  const { verdict: now, model, repository } = await judged(world, change)
  if (sealNow(change, pull, contents, repository).seal !== sealOf(change)?.body.seal) return refusalOf('moved')
  if (now.is !== 'approved') return refusalOf('moved')
  if (now.merge !== 'auto') return refusalOf('manual-merge')
  const { kind, from, to, door } = change.request
  const findings = await findingsOf(world, model, { kind, from, to, by: change.asked.by, door })
  if (blocking(findings, kind).length > 0) return refusalOf('guardrail')
  const [check, base] = await Promise.all([world.see.check(pull.head, CHECK_NAME), world.see.branch(pull.base)])
  if (check?.conclusion !== 'success') return refusalOf('check-not-green')
  if (!base?.protected || !base.requires.includes(CHECK_NAME)) return refusalOf('unprotected')
  return undefined
}
