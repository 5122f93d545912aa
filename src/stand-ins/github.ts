/** A local GitHub that the real Octokit talks to: the emulator's, amended until pushes, merges, checks and webhooks are true. */
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { type Inside, type Loose, startAmended } from './emulate.ts'
import { amendAnswers } from './github-answers.ts'
import { amendChecks } from './github-checks.ts'
import { amendClock } from './github-clock.ts'
import { addTokens, amendDoor } from './github-door.ts'
import { amendGit } from './github-git.ts'
import { actionsApp, type Ground, ground, repoNamed, theApp } from './github-ground.ts'
import { amendMerge, webFlow } from './github-merge.ts'
import { type Files, type Person, personIn, seed, tokenOf } from './github-people.ts'
import { amendProtection } from './github-protection.ts'
import { amendPulls } from './github-pulls.ts'
import { amendWebhooks, type Delivery, type OnWebhook, type Webhooks } from './github-webhooks.ts'
import { amendWorkflows, type Conclusion, completeRun, learnWorkflows, type OnDispatch } from './github-workflows.ts'

export interface GitHubPerson {
  readonly login: string
  readonly name: string
  readonly email: string
  /** An administrator of the organisation. */
  readonly admin?: boolean
  /** Known to GitHub, but no member of the organisation: private repositories do not exist for them. */
  readonly outsider?: boolean
}

export interface GitHubOptions {
  readonly owner: string
  readonly repo: string
  readonly people: readonly GitHubPerson[]
  /** More repositories of the same owner, where the App is installed too. */
  readonly otherRepositories?: readonly string[]
  readonly port?: number
  /** The time of pull requests, reviews, runs and commits; the machine's if left out. */
  readonly now?: () => Date
  readonly webhookSecret: string
  readonly onDispatch?: OnDispatch
}

export interface GitHubStandIn {
  /** The base URL of the API. */
  readonly url: string
  /** The default repository, with a password in it, for `git clone`. */
  readonly cloneUrl: string
  readonly app: {
    readonly id: number
    readonly slug: string
    readonly installation: number
    readonly privateKey: string
  }
  /** The App's bot, as it stands in pull requests and commits. */
  readonly bot: { readonly id: number; readonly login: string }
  /** Another App (GitHub's own, for Actions), whose token may make check runs. */
  readonly actions: { readonly id: number; readonly slug: string; readonly token: string }
  /** Numeric ids by login, the same at every start with the same people. */
  readonly ids: Readonly<Record<string, number>>
  readonly db: Ground['db']
  /** Everything that was sent, newest last. */
  readonly deliveries: readonly Delivery[]
  person(login: string, repo?: string): Person
  /** Texts by path, as the first commit of `main`. Returns the commit. */
  seedRepository(content: { readonly files: Files; readonly message: string; readonly repo?: string }): Promise<string>
  /** Protects a branch so that a check must be green, by default the App's own `kedge` on `main`. */
  requireCheck(options?: RequiredCheck): Promise<void>
  /** Where webhooks go. Nothing is sent before. */
  setWebhookUrl(url: string | undefined): void
  /** How often each webhook arrives from now on. */
  onWebhook(rule: OnWebhook): void
  completeRun(id: number, conclusion: Conclusion): Promise<void>
  /** Waits until every webhook was answered and every dispatched run was played. */
  settled(): Promise<void>
  close(): Promise<void>
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

/** Starts the stand-in with empty private repositories. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubStandIn> {
  const privateKey = await key
  let built: Built | undefined
  const emulator = await startAmended(
    'github',
    { port: options.port, seed: seedOf(options, privateKey) },
    (inside, register) => {
      register()
      built = build(inside, options)
    },
  )
  const { g, hooks, forget } = built as Built
  const bot = settle(g, options)
  const repoOf = (name = options.repo) => repoNamed(g, options.owner, name)
  return {
    url: emulator.url,
    cloneUrl: `${emulator.url.replace('//', `//x-access-token:${g.key}@`)}/${options.owner}/${options.repo}.git`,
    app: { ...theApp, privateKey },
    bot,
    actions: actionsApp,
    ids: Object.fromEntries(options.people.map(p => [p.login, g.db.users.findOneBy('login', p.login).id])),
    db: g.db,
    deliveries: hooks.deliveries,
    person: (login, repo) => personIn(g, repoOf(repo), login),
    seedRepository: ({ files, message, repo }) => seed(g, repoOf(repo), files, message),
    requireCheck: rule => requireCheck(g, options.owner, rule?.repo ?? options.repo, rule),
    setWebhookUrl: url => {
      hooks.url = url
    },
    onWebhook: rule => {
      hooks.onWebhook = rule
    },
    completeRun: (id, conclusion) => completeRun(g, id, conclusion),
    settled: hooks.settled,
    close: async () => {
      hooks.url = undefined
      await emulator.close()
      await hooks.settled()
      forget()
    },
  }
}

interface Built {
  readonly g: Ground
  readonly hooks: Webhooks
  readonly forget: () => void
}

function build(inside: Inside, options: GitHubOptions): Built {
  const g = ground(inside, options.now ?? (() => new Date()))
  amendDoor(g)
  if (options.now) amendClock(g)
  amendPulls(g)
  amendMerge(g)
  amendChecks(g)
  amendProtection(g)
  amendAnswers(g)
  const hooks = amendWebhooks(g, options.webhookSecret, (repo, branch) => learnWorkflows(g, repo, branch))
  amendWorkflows(g, run => {
    const played = Promise.resolve(options.onDispatch?.(run))
    hooks.track(played.then(conclusion => (conclusion ? completeRun(g, run.id, conclusion) : undefined)))
  })
  return { g, hooks, forget: amendGit(g) }
}

/** One key for a whole process: making one takes longer than everything else here. */
const key = promisify(generateKeyPair)('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).then(pair => pair.privateKey)

function seedOf({ owner, repo, otherRepositories = [], people }: GitHubOptions, privateKey: string): Loose {
  const members = people.filter(p => !p.outsider)
  const ours = {
    ...{ app_id: theApp.id, slug: theApp.slug, name: 'Kedge', private_key: privateKey, events: ['*'] },
    permissions,
    installations: [{ installation_id: theApp.installation, account: owner, repository_selection: 'all' }],
  }
  const actions = { app_id: actionsApp.id, slug: actionsApp.slug, name: 'GitHub Actions', private_key: privateKey }
  return {
    tokens: Object.fromEntries(people.map(p => [tokenOf(p.login), { login: p.login, scopes: ['repo'] }])),
    github: {
      users: [...people.map(({ login, name, email }) => ({ login, name, email })), webFlow],
      orgs: [{ login: owner, members: members.map(p => ({ login: p.login, role: p.admin ? 'admin' : 'member' })) }],
      repos: [repo, ...otherRepositories].map(name => ({ owner, name, private: true, auto_init: false })),
      apps: [ours, actions],
    },
  }
}

const permissions = {
  ...{ metadata: 'read', administration: 'read', contents: 'write', pull_requests: 'write' },
  ...{ checks: 'write', actions: 'write', issues: 'write', members: 'read' },
}

/** What cannot be seeded: members may push, tokens of Apps, and the bot's row, so that ids never depend on who writes first. */
function settle(g: Ground, { owner }: GitHubOptions): GitHubStandIn['bot'] {
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

async function requireCheck(g: Ground, owner: string, repo: string, rule: RequiredCheck = {}): Promise<void> {
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
