/** What GitHub demands of a branch, read from its three answers: the branch, its rulesets and its classic protection. */
import { type Demands, NO_DEMANDS, type Passers, type RequiredCheck, type Reviews, together } from '../core/demands.ts'
import { OutsideError } from '../core/outside.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'

/** What a branch says of its classic protection to everybody who may read it. */
export interface BranchAnswer {
  readonly protected: boolean
  readonly protection?: {
    readonly enabled?: boolean
    readonly required_status_checks?: {
      readonly contexts?: readonly string[]
      readonly checks?: readonly ClassicCheck[]
    }
  }
}

interface ClassicCheck {
  readonly context: string
  readonly app_id: number | null
}

/** Rulesets, classic protection, or both; what either demands is demanded. */
export async function demandsOf(client: GitHubClient, name: string, branch: BranchAnswer): Promise<Demands> {
  const [rules, classic] = await Promise.all([ruled(client, name), classicOf(client, name, branch)])
  return together([{ ...NO_DEMANDS, protected: branch.protected }, ...rules, ...classic])
}

/** An older Enterprise Server has no rulesets, and a plan that has none says 403 and what to buy. */
async function ruled(client: GitHubClient, name: string): Promise<Demands[]> {
  const rules = await unless(
    noRulesets,
    client.every('repos.getBranchRules', { branch: name }, a => a.data),
  )
  if (rules === undefined || rules.length === 0) return []
  const ids = new Set(rules.flatMap(rule => rule.ruleset_id ?? []))
  const known = new Map(await Promise.all([...ids].map(async id => [id, await passersOf(client, id)] as const)))
  const { appId } = client.settings
  return rules.map(rule => {
    const { passers, past } = known.get(rule.ruleset_id ?? 0) ?? NOT_SHOWN
    const demand = { ...NO_DEMANDS, protected: true, ...demandOf(rule, appId), passers }
    return { ...demand, requires: demand.requires.map(it => ({ ...it, ...(past && { past }) })) }
  })
}

/** Who may pass a ruleset, and what that makes of the checks it demands. */
interface Known extends Pick<RequiredCheck, 'past'> {
  readonly passers: Passers
}
const NOT_SHOWN: Known = { passers: { us: false }, past: 'not-shown' }

interface Rule {
  readonly type: string
  readonly ruleset_id?: number
  // biome-ignore lint/suspicious/noExplicitAny: a union of twenty shapes; only the names below are read.
  readonly parameters?: any
}

function demandOf({ type, parameters: said = {} }: Rule, appId: number): Partial<Demands> {
  switch (type) {
    case 'required_status_checks':
      return {
        requires: (said.required_status_checks ?? []).map((it: { context: string; integration_id?: number }) =>
          check(it.context, it.integration_id, appId),
        ),
        upToDate: said.strict_required_status_checks_policy === true,
      }
    case 'pull_request':
      return {
        reviews: {
          approvals: said.required_approving_review_count ?? 0,
          codeOwners: said.require_code_owner_review === true,
          dismissStale: said.dismiss_stale_reviews_on_push === true,
          lastPush: said.require_last_push_approval === true,
          reviewers: (said.required_reviewers ?? []).filter(
            (it: { minimum_approvals?: number }) => it.minimum_approvals,
          ).length,
        },
        mergeCommits: (said.allowed_merge_methods ?? ['merge']).includes('merge'),
      }
    case 'merge_queue':
      return { mergeQueue: true }
    case 'required_linear_history':
      return { mergeCommits: false }
    default:
      return {}
  }
}

/** `-1` is GitHub’s word for any source in classic protection; a ruleset leaves it out. */
function check(name: string, app: number | null | undefined, ours: number): RequiredCheck {
  return { name, from: app === ours ? 'us' : typeof app === 'number' && app > 0 ? app : 'anybody' }
}

/**
 * A ruleset of the organisation may be hidden from us, and who may pass one is shown to those alone who may change it: a
 * permission with which an App could lift what guards against it.
 */
async function passersOf(client: GitHubClient, id: number): Promise<Known> {
  const answer = await unless(hidden, client.call('repos.getRepoRuleset', { ruleset_id: id }))
  if (answer === undefined) return NOT_SHOWN
  const { current_user_can_bypass: may = 'never', bypass_actors: actors } = answer.data
  const us = (it: { actor_type: string; actor_id?: number | null }) =>
    it.actor_type === 'Integration' && it.actor_id === client.settings.appId
  const isUs = may !== 'never' || (actors ?? []).some(us)
  if (actors === undefined) return { passers: { us: isUs }, past: 'not-shown' }
  const others = actors.filter(it => !us(it)).map(it => actorWords(it.actor_type, it.actor_id))
  const isOpen = actors.some(it => it.actor_type === 'RepositoryRole' && it.actor_id === WRITERS)
  return { passers: { us: isUs, others }, ...(isOpen && { past: 'writers' }) }
}

const WRITERS = 4

const ROLES: Readonly<Record<number, string>> = {
  2: says.githubDemands.maintainers,
  [WRITERS]: says.githubDemands.writers,
  5: says.githubDemands.administrators,
}

function actorWords(type: string, id: number | null | undefined): string {
  const { owners, deployKeys, role, app, team, account } = says.githubDemands
  if (type === 'OrganizationAdmin') return owners
  if (type === 'DeployKey') return deployKeys
  if (type === 'RepositoryRole') return ROLES[id ?? 0] ?? role(id)
  return type === 'Integration' ? app(id) : type === 'Team' ? team(id) : account(id)
}

/** The branch itself names the required checks; the rest only shows with a permission that few Apps have. */
async function classicOf(client: GitHubClient, name: string, branch: BranchAnswer): Promise<Demands[]> {
  const { protection } = branch
  if (protection ? protection.enabled === false : !branch.protected) return []
  const { appId } = client.settings
  const checks = protection?.required_status_checks
  const named = (checks?.checks ?? []).map(it => check(it.context, it.app_id, appId))
  const alone = (checks?.contexts ?? []).filter(context => !named.some(it => it.name === context))
  const requires = [...named, ...alone.map(context => check(context, undefined, appId))]
  const known = { ...NO_DEMANDS, protected: true, requires }
  const answer = await unless(hidden, client.call('repos.getBranchProtection', { branch: name }))
  if (answer === undefined) return [{ ...known, reviews: 'unknown' }]
  const { required_pull_request_reviews: wanted, required_status_checks, required_linear_history } = answer.data
  return [
    {
      ...known,
      ...(wanted && { reviews: classicReviews(wanted) }),
      upToDate: required_status_checks?.strict === true,
      mergeCommits: required_linear_history?.enabled !== true,
      ...(answer.data.enforce_admins?.enabled === false && {
        passers: { us: false, others: [says.githubDemands.administrators] },
      }),
    },
  ]
}

function classicReviews(wanted: {
  required_approving_review_count?: number
  require_code_owner_reviews: boolean
  dismiss_stale_reviews: boolean
  require_last_push_approval?: boolean
}): Reviews {
  return {
    approvals: wanted.required_approving_review_count ?? 0,
    codeOwners: wanted.require_code_owner_reviews,
    dismissStale: wanted.dismiss_stale_reviews,
    lastPush: wanted.require_last_push_approval === true,
    reviewers: 0,
  }
}

interface Refused {
  readonly status?: number
  readonly message?: string
}

const noRulesets = ({ status, message }: Refused) =>
  status === 404 || (status === 403 && /^upgrade to/i.test(message ?? ''))
const hidden = ({ status }: Refused) => status === 404 || status === 403

/** Undefined where the refusal is one of those; any other is not taken for an answer. */
export async function unless<T>(is: (refused: Refused) => boolean, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof OutsideError && error.is === 'denied' && is((error.cause ?? {}) as Refused)) return undefined
    throw error
  }
}
