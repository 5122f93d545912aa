/** Who we are on GitHub. */
import { missingPermissions } from '../core/github-app.ts'
import { OutsideError } from '../core/outside.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'

/** Our App on this repository, and what its installation was not granted. */
export interface GitHubSelf {
  readonly app: number
  readonly slug: string
  readonly name: string
  readonly installation: number
  readonly suspended: boolean
  readonly permissions: Readonly<Record<string, string>>
  readonly missing: ReturnType<typeof missingPermissions>
  readonly events: readonly string[]
}

export async function whoAmI(client: GitHubClient): Promise<GitHubSelf> {
  const { data: app } = await client.call('apps.getAuthenticated', {})
  const { data: installation } = await client.call('apps.getRepoInstallation', {})
  const permissions = installation.permissions as Readonly<Record<string, string>>
  return {
    app: client.settings.appId,
    slug: app?.slug ?? installation.app_slug,
    name: app?.name ?? installation.app_slug,
    installation: installation.id,
    suspended: Boolean(installation.suspended_at),
    permissions,
    missing: missingPermissions(permissions),
    events: installation.events,
  }
}

/** The number of the account it acts by, looked up once. A name proves nothing: everybody’s App may open pull requests. */
export function ownAccount(client: GitHubClient): OwnAccount {
  let asked: Promise<number> | undefined
  return () => {
    asked ??= accountOf(client)
    // What failed is asked again by whoever asks next.
    asked.catch(() => {
      asked = undefined
    })
    return asked
  }
}
export type OwnAccount = () => Promise<number>

async function accountOf(client: GitHubClient): Promise<number> {
  const { data: app } = await client.call('apps.getAuthenticated', {})
  if (!app?.slug) throw new OutsideError('unavailable', says.githubSelf.nameless)
  const { data } = await client.call('users.getByUsername', { username: `${app.slug}[bot]` })
  return data.id
}
