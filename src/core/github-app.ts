/** What the GitHub App may do and hears, and why. The manifest, the README's table and the edge's calls all come from here. */
import { capital } from '../words/figures.ts'
import { says } from '../words/says.ts'

export interface AppPermission {
  /** GitHub's own name, as in `default_permissions` of a manifest. */
  readonly name: string
  readonly level: 'read' | 'write'
  readonly because: string
}

const PERMISSIONS = [
  { name: 'metadata', level: 'read' },
  { name: 'contents', level: 'write' },
  { name: 'pull_requests', level: 'write' },
  { name: 'checks', level: 'write' },
  { name: 'actions', level: 'write' },
  { name: 'issues', level: 'write' },
] as const

const OPTIONAL = [
  { name: 'administration', level: 'read' },
  { name: 'members', level: 'read' },
] as const

type Declared = (typeof PERMISSIONS)[number] | (typeof OPTIONAL)[number]
export type PermissionName = Declared['name']

const withWhy = (it: Declared): AppPermission => ({ ...it, because: says.githubApp.permissions[it.name] })
export const GITHUB_PERMISSIONS = PERMISSIONS.map(withWhy)
/** Not asked for: an owner may add them, and Kedge says what it does not see without. */
export const OPTIONAL_PERMISSIONS = OPTIONAL.map(withWhy)

/** `contents:read`, `contents:write` …: everything the permissions above allow, and nothing else compiles. */
export type Granted = Declared extends infer P
  ? P extends { name: infer N extends string; level: 'write' }
    ? `${N}:read` | `${N}:write`
    : P extends { name: infer N extends string }
      ? `${N}:read`
      : never
  : never

interface Call {
  readonly needs: Granted
  /** It creates something, so it is sent once: a lost answer is looked into, never repeated blindly. */
  readonly once?: true
}

/** Every call to GitHub the edge can make, by its name in Octokit. A call that is not here does not compile. */
export const GITHUB_CALLS = {
  'apps.getAuthenticated': { needs: 'metadata:read' },
  'apps.getRepoInstallation': { needs: 'metadata:read' },
  'apps.getWebhookConfigForApp': { needs: 'metadata:read' },
  'apps.listWebhookDeliveries': { needs: 'metadata:read' },
  'users.getByUsername': { needs: 'metadata:read' },
  'repos.getBranchRules': { needs: 'metadata:read' },
  'repos.getRepoRuleset': { needs: 'metadata:read' },
  'repos.getBranchProtection': { needs: 'administration:read' },
  'repos.getBranch': { needs: 'contents:read' },
  'repos.downloadTarballArchive': { needs: 'contents:read' },
  'repos.compareCommitsWithBasehead': { needs: 'contents:read' },
  'repos.listActivities': { needs: 'contents:read' },
  'git.listMatchingRefs': { needs: 'contents:read' },
  'git.getCommit': { needs: 'contents:read' },
  'git.getTree': { needs: 'contents:read' },
  'git.getBlob': { needs: 'contents:read' },
  'git.createTree': { needs: 'contents:write', once: true },
  'git.createCommit': { needs: 'contents:write', once: true },
  'git.createRef': { needs: 'contents:write', once: true },
  'git.updateRef': { needs: 'contents:write', once: true },
  'pulls.list': { needs: 'pull_requests:read' },
  'pulls.get': { needs: 'pull_requests:read' },
  'pulls.listReviews': { needs: 'pull_requests:read' },
  'issues.listEvents': { needs: 'pull_requests:read' },
  'issues.listForRepo': { needs: 'issues:read' },
  'issues.listComments': { needs: 'issues:read' },
  'issues.create': { needs: 'issues:write', once: true },
  'issues.createComment': { needs: 'issues:write', once: true },
  'issues.update': { needs: 'issues:write' },
  'pulls.create': { needs: 'pull_requests:write', once: true },
  'pulls.update': { needs: 'pull_requests:write' },
  'pulls.merge': { needs: 'contents:write', once: true },
  'teams.listMembersInOrg': { needs: 'members:read' },
  'checks.listForRef': { needs: 'checks:read' },
  'checks.create': { needs: 'checks:write', once: true },
  'checks.update': { needs: 'checks:write' },
  'actions.listWorkflowRuns': { needs: 'actions:read' },
  'actions.createWorkflowDispatch': { needs: 'actions:write', once: true },
} as const satisfies Readonly<Record<string, Call>>

export type GitHubCall = keyof typeof GITHUB_CALLS

const EVENTS = [
  { name: 'push', needs: 'contents:read' },
  { name: 'pull_request', needs: 'pull_requests:read' },
  { name: 'pull_request_review', needs: 'pull_requests:read' },
  { name: 'check_run', needs: 'checks:read' },
  { name: 'workflow_run', needs: 'actions:read' },
] as const satisfies readonly { readonly name: string; readonly needs: Granted }[]

export type GitHubEvent = (typeof EVENTS)[number]['name']
export const GITHUB_EVENTS = EVENTS.map(it => ({ ...it, because: says.githubApp.events[it.name] }))

/** What an installation lacks, given the permissions it was granted (`{ contents: 'read' }`). */
export function missingPermissions(granted: Readonly<Record<string, string>>): readonly AppPermission[] {
  const enough = (p: AppPermission) => granted[p.name] === 'write' || granted[p.name] === p.level
  return GITHUB_PERMISSIONS.filter(p => !enough(p))
}

/**
 * The manifest GitHub makes an App from. `url` is where webhooks go; without one there are none, and polling finds
 * what they would have said. `homepage` is shown to people who install the App.
 */
export function githubAppManifest(app: {
  readonly name: string
  readonly url?: string
  readonly homepage?: string
}): object {
  const hooks = app.url === undefined ? {} : { hook_attributes: { url: app.url, active: true } }
  return {
    name: app.name,
    url: app.homepage ?? (app.url === undefined ? 'https://github.com' : new URL(app.url).origin),
    description: says.githubApp.about,
    public: false,
    ...hooks,
    default_permissions: Object.fromEntries(GITHUB_PERMISSIONS.map(p => [p.name, p.level])),
    default_events: app.url === undefined ? [] : GITHUB_EVENTS.map(e => e.name),
  }
}

/**
 * The address of GitHub’s form for a new App, filled in; whoever opens it may still change everything. `org` owns the App;
 * left out, the person who opens it does. `host` is `https://github.com`, or an Enterprise Server’s.
 */
export function githubAppLink(app: {
  readonly name: string
  readonly url?: string
  readonly org?: string
  readonly host?: string
}): string {
  const { name, url, org, host = 'https://github.com' } = app
  const path = org === undefined ? '/settings/apps/new' : `/organizations/${encodeURIComponent(org)}/settings/apps/new`
  const link = new URL(path, host)
  const hooks = url === undefined ? {} : { webhook_url: url }
  const filled = { name, url: host, public: 'false', webhook_active: String(url !== undefined), ...hooks }
  const permissions = GITHUB_PERMISSIONS.map(p => [p.name, p.level] as const)
  for (const [key, value] of [...Object.entries(filled), ...permissions]) link.searchParams.set(key, value)
  if (url !== undefined) for (const event of GITHUB_EVENTS) link.searchParams.append('events[]', event.name)
  return link.href
}

/** The README's tables, as Markdown. */
export function githubAppTable(): string {
  const { permissionsHead, eventsHead, level } = says.githubApp
  const row = (p: AppPermission, optional: boolean) => [spoken(p.name), level(p.level, optional), p.because]
  const permissions = [...GITHUB_PERMISSIONS.map(p => row(p, false)), ...OPTIONAL_PERMISSIONS.map(p => row(p, true))]
  const events = GITHUB_EVENTS.map(e => [spoken(e.name), e.because])
  return `${table(permissionsHead, permissions)}\n\n${table(eventsHead, events)}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const dashes = `|${'---|'.repeat(head.length)}`
  return [lineOf(head), dashes, ...rows.map(lineOf)].join('\n')
}

const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** `pull_requests` as GitHub's settings page says it: `Pull requests`. */
export const spoken = (name: string): string => capital(name.replaceAll('_', ' '))
