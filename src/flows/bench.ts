import { answersIn } from '../approvals/answers.ts'
import { type ApprovalsRule, type Bench, verdict } from '../approvals/approval.ts'
import type { Judged } from '../approvals/judged.ts'
import { accountOf } from '../approvals/slots.ts'
import { boundsOf, boundsOfVotes, channelsShown, isShownIn, rolesShown } from '../core/bounds.ts'
import { type Change, isTakenBackHere, knownTo, sealOf, waitsSince } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { OutsideError } from '../core/outside.ts'
import { personOf } from '../core/people.ts'
import type { Planned } from '../core/planned.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import approvals from '../policies/approvals.ts'
import { brokenWords } from '../reports/behind-words.ts'
import { annotationsOf, checkOf } from '../reports/check-text.ts'
import { markdown } from '../reports/markdown.ts'
import { says } from '../words/says.ts'
import type { Check, Onlooker, Pull } from './world.ts'

export const CHECK_NAME = 'kedge'

/** What whoever asks for a verdict knows besides. */
interface Beside {
  /** Whose accounts are looked up too, though they have not voted. */
  readonly presser?: string | readonly string[]
  /** The pull request, where it was read just now. */
  readonly pull?: Pick<Pull, 'state' | 'draft' | 'base'>
}

/** Judges a change as it stands, with the rules of the main branch and the accounts as they are now. */
export async function judged(world: Onlooker, change: Change, { presser, pull: read }: Beside = {}): Promise<Judged> {
  const repository = await world.policy()
  const model = modelIn(repository, change)
  const [accounts, teams, pull] = await Promise.all([
    accountsOf(world, change, repository, presser),
    teamsOf(world, repository),
    pullNow(world, change, read),
  ])
  const bench = { ...benchOf(change, model, repository), accounts, teams, pull, now: world.now() }
  const result = verdict(bench)
  return {
    change,
    name: model?.name ?? change.request.title,
    ...(model && { model }),
    repository,
    bench,
    verdict: result,
    rules: bench.rules.filter(rule => result.rules.includes(rule.id)),
    findings: change.findings ?? change.request.findings,
  }
}

/** The one model a change was asked of, if there is one and it is still there. */
export function modelIn({ models }: Repository, { request: { model } }: Pick<Change, 'request'>): Model | undefined {
  return model !== undefined && Object.hasOwn(models, model) ? models[model] : undefined
}

/** Who is in the teams that give roles; what GitHub does not say is not known, and never a no. */
async function teamsOf(world: Onlooker, { people }: Repository): Promise<NonNullable<Bench['teams']>> {
  const teams = [...new Set(Object.values(people.teams ?? {}))]
  const members = await Promise.all(
    teams.map(team =>
      world.see.team(team).catch((error: unknown) => {
        if (!(error instanceof OutsideError)) throw error
        world.log.warn({ team, why: error.message }, says.identity.teamUnseen)
        return 'unavailable' as const
      }),
    ),
  )
  return Object.fromEntries(teams.map((team, i) => [team, members[i] ?? 'unavailable']))
}

/** Drafts take no votes, and what was closed takes none either: asked for at each judgement, since people change it. */
async function pullNow(world: Onlooker, change: Change, read?: Beside['pull']): Promise<Bench['pull']> {
  if (change.merged) return { state: 'merged', draft: false }
  if (change.closed || !change.pull) return { state: change.closed ? 'closed' : 'open', draft: false }
  const { state, draft, base } = read ?? (await world.see.pull(change.pull.pull))
  return { state, draft, ...(base !== change.pull.base && { elsewhere: true as const }) }
}

function benchOf(
  change: Change,
  model: Model | undefined,
  repository: Repository,
): Omit<Bench, 'accounts' | 'teams' | 'pull' | 'now'> {
  const seal = sealOf(change)?.body
  const findings = change.findings ?? []
  const parts = seal?.parts ?? [{ kinds: [change.request.kind], ...(model && { model }) }]
  const brokenSays = brokenWords(seal?.problems ?? [])
  return {
    parts,
    grants: seal?.grants ?? [],
    broken: seal?.problems.length ?? 0,
    ...(brokenSays && { brokenSays }),
    ...answersIn(findings, parts),
    emergency: change.request.emergency === true,
    rules: policiesOf(repository, approvals) as readonly ApprovalsRule[],
    people: repository.people,
    shownTo: rolesShown(boundsOfVotes(change, repository.models)),
    askedBy: change.asked.by,
    ...(change.request.door === 'repository' && { ownPull: true as const }),
    ...(isTakenBackHere(change) && { takenBackHere: true as const }),
    ...(change.asked.accounts && { askedAs: change.asked.accounts }),
    askedAt: waitsSince(change),
    authors: seal?.authors ?? [],
    votes: change.votes.map(vote => voteOf(change, vote)),
    seal: seal?.seal ?? '',
  }
}

function voteOf(change: Change, vote: Change['votes'][number]): Bench['votes'][number] {
  const { body, at, by } = vote
  const known = knownTo(change, vote)
  return { ...body, at: body.given ?? at, by, ...(known && { known }) }
}

/** Whoever voted is looked up again in Slack, by whichever door: guests, bots and who left do not count, whenever they voted. */
async function accountsOf(
  world: Onlooker,
  change: Change,
  repository: Repository,
  presser: string | readonly string[] | undefined,
): Promise<Bench['accounts']> {
  const voters = new Set(change.votes.map(({ body }) => personOf(repository.people, body.account ?? body.person)))
  for (const one of [presser ?? []].flat()) voters.add(one)
  const ids = [...voters].flatMap(person => (person && accountOf(repository.people, person, 'slack')) ?? [])
  const users = await Promise.all(ids.map(id => world.see.slackUser(id)))
  return Object.fromEntries(users.map(user => [user.id, user.is]))
}

export function nameOfBranch({ id, request }: Change): string {
  return `kedge/${request.kind}-${request.model ?? 'rules'}-${id.replace('change/', '')}`
}

/** Where it is asked: by the first policy whose channel may see every model it is about; else by the model’s own. */
export function channelFor({ change, repository, rules, model }: Judged): string | undefined {
  const bounds = boundsOf(change, repository.models)
  return [...rules.map(({ channel }) => channel), model?.channel, ...channelsShown(bounds).flat()].find(
    channel => channel !== undefined && isShownIn(bounds, channel),
  )
}

/** The check on the head people were shown. */
export function checkFor(it: Judged, planned?: Planned): Check {
  const { conclusion, title, summary } = checkOf(it, planned)
  const head = sealOf(it.change)?.body.pins.head ?? ''
  return {
    name: CHECK_NAME,
    head,
    ...(conclusion && { conclusion }),
    title,
    summary: markdown(summary, it.repository.people.people),
    annotations: annotationsOf(it),
  }
}
