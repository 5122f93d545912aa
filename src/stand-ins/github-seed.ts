/** What is there when the local GitHub opens: an organisation, people, Apps and, if asked for, branch protection. */
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { GITHUB_EVENTS } from '../core/github-app.ts'
import type { Loose } from './emulate.ts'
import { addTokens } from './github-door.ts'
import { actionsApp, type Ground, theApp } from './github-ground.ts'
import { webFlow } from './github-merge.ts'
import { tokenOf } from './github-people.ts'
import type { NewRuleset } from './github-rulesets.ts'

export interface GitHubPerson {
  readonly login: string
  readonly name: string
  readonly email: string
  /** An administrator of the organisation. */
  readonly admin?: boolean
  /** Known to GitHub, but no member of the organisation: private repositories do not exist for them. */
  readonly outsider?: boolean
}

export interface RequiredCheck {
  readonly context?: string
  readonly branch?: string
  readonly repo?: string
  /** The App it must come from; null for anybody. Ours if left out. */
  readonly appId?: number | null
  readonly strict?: boolean
  /** Administrators must keep it too; true if left out. */
  readonly admins?: boolean
  /** GitHub's own reviews on top. */
  readonly reviews?: number
}

let made: Promise<string> | undefined

/** The App's private key: one for a whole process, since making one takes longer than everything else here. */
export function appKey(): Promise<string> {
  const encoding = { type: 'pkcs1', format: 'pem' } as const
  const options = { modulusLength: 2048, privateKeyEncoding: encoding, publicKeyEncoding: encoding }
  made ??= promisify(generateKeyPair)('rsa', options).then(pair => pair.privateKey)
  return made
}

export interface GitHubSeed {
  readonly owner: string
  readonly repo: string
  readonly otherRepositories?: readonly string[]
  readonly people: readonly GitHubPerson[]
}

/** The organisation, its people, empty private repositories and two Apps, in the emulator's words. */
export function seedOf({ owner, repo, otherRepositories = [], people }: GitHubSeed, privateKey: string): Loose {
  const members = people.filter(p => !p.outsider)
  const installations = [{ installation_id: theApp.installation, account: owner, repository_selection: 'all' }]
  const ours = { app_id: theApp.id, slug: theApp.slug, name: 'Kedge', events, permissions, installations }
  const actions = { app_id: actionsApp.id, slug: actionsApp.slug, name: 'GitHub Actions' }
  return {
    tokens: Object.fromEntries(people.map(p => [tokenOf(p.login), { login: p.login, scopes: ['repo'] }])),
    github: {
      users: [...people.map(({ login, name, email }) => ({ login, name, email })), webFlow],
      orgs: [{ login: owner, members: members.map(p => ({ login: p.login, role: p.admin ? 'admin' : 'member' })) }],
      repos: [repo, ...otherRepositories].map(name => ({ owner, name, private: true, auto_init: false })),
      apps: [ours, actions].map(app => ({ ...app, private_key: privateKey })),
    },
  }
}

const events = GITHUB_EVENTS.map(event => event.name)

/** What the App asks for when it is installed. */
const permissions = {
  metadata: 'read',
  administration: 'read',
  members: 'read',
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
}

/** What cannot be seeded: members may push, Apps' tokens, and bots, whose ids shall not depend on who writes first. */
export function addBots(g: Ground, owner: string): { readonly id: number; readonly login: string } {
  const organisation = g.db.orgs.findOneBy('login', owner)
  g.db.orgs.update(organisation.id, { default_repository_permission: 'write' })
  addTokens(g, organisation)
  const rowsOf = [theApp, actionsApp].map(app => {
    const login = `${app.slug}[bot]`
    const { id: _, ...usual } = g.db.users.findOneBy('login', webFlow.login)
    const name = app === theApp ? 'Kedge' : 'GitHub Actions'
    return g.db.users.insert({
      ...usual,
      login,
      name,
      type: 'Bot',
      email: `${app.id}+${login}@users.noreply.github.com`,
    })
  })
  return { id: rowsOf[0].id, login: rowsOf[0].login }
}

/** Protects a branch as an administrator would. */
export async function requireCheck(g: Ground, owner: string, repo: string, rule: RequiredCheck = {}): Promise<void> {
  const { context = 'kedge', branch = 'main', appId = theApp.id, strict = false, admins = true, reviews } = rule
  const body = {
    required_status_checks: { strict, checks: [{ context, app_id: appId }] },
    enforce_admins: admins,
    required_pull_request_reviews: reviews ? { required_approving_review_count: reviews } : null,
    restrictions: null,
  }
  const init = { method: 'PUT', headers: { authorization: `Bearer ${g.key}` }, body: JSON.stringify(body) }
  const answer = await g.app.request(`/repos/${owner}/${repo}/branches/${branch}/protection`, init)
  if (!answer.ok) throw new Error(`could not protect ${branch}: ${answer.status} ${await answer.text()}`)
}

/** Makes a ruleset as an administrator would: the first of them in the organisation. */
export async function addRuleset(g: Ground, owner: string, repo: string, given: NewRuleset): Promise<number> {
  const { branch = 'main', rules, passers = [], enforcement = 'active' } = given
  const conditions = { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } }
  const body = { name: `guard ${branch}`, target: 'branch', enforcement, conditions, rules, bypass_actors: passers }
  const organisation = g.db.orgs.findOneBy('login', owner)
  const teams = new Set(g.db.teams.findBy('org_id', organisation.id).map((t: Loose) => t.id))
  const admin = g.db.teamMembers.all().find((m: Loose) => teams.has(m.team_id) && m.role === 'maintainer')
  const { login } = g.db.users.get(admin.user_id)
  const headers = { authorization: `Bearer ${tokenOf(login)}` }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await g.app.request(`/repos/${owner}/${repo}/rulesets`, init)
  const json: Loose = await answer.json()
  if (!answer.ok) throw new Error(`could not make the ruleset: ${answer.status} ${json.message}`)
  return json.id
}
