/** A local GitHub that the real Octokit talks to: the emulator's, amended until pushes, merges, checks and webhooks are true. */
import { type Inside, startAmended } from './emulate.ts'
import { amendActivity } from './github-activity.ts'
import { amendAnswers } from './github-answers.ts'
import { amendChecks } from './github-checks.ts'
import { amendClock } from './github-clock.ts'
import { amendDoor } from './github-door.ts'
import { amendGit } from './github-git.ts'
import { actionsApp, type Ground, ground, repoNamed, theApp } from './github-ground.ts'
import { amendMerge } from './github-merge.ts'
import { type Files, type Person, personIn, seed } from './github-people.ts'
import { amendProtection } from './github-protection.ts'
import { amendPulls } from './github-pulls.ts'
import { amendReviews } from './github-reviews.ts'
import { amendRulesets, type NewRuleset } from './github-rulesets.ts'
import {
  addBots,
  addRuleset,
  appKey,
  type GitHubPerson,
  type RequiredCheck,
  requireCheck,
  seedOf,
} from './github-seed.ts'
import { amendStatuses } from './github-statuses.ts'
import { amendTurns } from './github-turns.ts'
import { amendWebhooks, type Delivery, type OnWebhook, type Webhooks } from './github-webhooks.ts'
import { amendWorkflows, type Conclusion, completeRun, learnWorkflows, type OnDispatch } from './github-workflows.ts'

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
  /** Another App (GitHub's own, for Actions): its token may make check runs, that of a job with `contents: write` push. */
  readonly actions: { readonly id: number; readonly slug: string; readonly token: string; readonly writer: string }
  /** Numeric ids by login, the same at every start with the same people. */
  readonly ids: Readonly<Record<string, number>>
  /** The tables inside, for what no API can do. */
  readonly db: Ground['db']
  /** Everything that was sent, newest last. */
  readonly deliveries: readonly Delivery[]
  person(login: string, repo?: string): Person
  /** Texts by path, as the first commit of `main`. Returns the commit. */
  seedRepository(content: { readonly files: Files; readonly message: string; readonly repo?: string }): Promise<string>
  /** Protects a branch so that a check must be green, by default the App's own `kedge` on `main`. */
  requireCheck(options?: RequiredCheck): Promise<void>
  /** A ruleset as an administrator would make it; gives its id. */
  addRuleset(ruleset: NewRuleset): Promise<number>
  /** Where webhooks go. Nothing is sent before. */
  setWebhookUrl(url: string | undefined): void
  /** How often each webhook arrives from now on. */
  onWebhook(rule: OnWebhook): void
  completeRun(id: number, conclusion: Conclusion): Promise<void>
  /** Waits until every webhook was answered and every dispatched run was played. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Starts the stand-in with empty private repositories. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubStandIn> {
  const privateKey = await appKey()
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
  const bot = addBots(g, options.owner)
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
    addRuleset: ruleset => addRuleset(g, options.owner, options.repo, ruleset),
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
      await hooks.settled().finally(forget)
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
  amendActivity(g)
  amendPulls(g)
  amendTurns(g)
  amendReviews(g)
  amendMerge(g)
  amendChecks(g)
  amendProtection(g)
  amendRulesets(g)
  amendStatuses(g)
  amendAnswers(g)
  const hooks = amendWebhooks(g, options.webhookSecret, (repo, branch) => learnWorkflows(g, repo, branch))
  amendWorkflows(g, run => {
    const play = async () => {
      const conclusion = await options.onDispatch?.(run)
      if (conclusion) await completeRun(g, run.id, conclusion)
    }
    hooks.track(play())
  })
  return { g, hooks, forget: amendGit(g) }
}
