/** Whose account it is: a person’s, our own App’s, or a bot’s behind which somebody may hide. */
import type { Author } from '../core/event.ts'
import type { GitHubClient } from './github-client.ts'

/** As GitHub answers: null or an empty object where it does not know. */
export type Account = { readonly id?: number; readonly login?: string; readonly type?: string } | null

/** The number of our App’s own account, once somebody asks; a failure is forgotten. */
export type OwnAccount = () => Promise<number>

export function ownAccount(client: GitHubClient): OwnAccount {
  let found: Promise<number> | undefined
  return () => {
    found ??= askedFor(client)
    found.catch(() => (found = undefined))
    return found
  }
}

async function askedFor(client: GitHubClient): Promise<number> {
  const { data: app } = await client.call('apps.getAuthenticated', {})
  const { data } = await client.call('users.getByUsername', { username: `${app?.slug}[bot]` })
  return data.id
}

/**
 * A workflow commits and pushes as a bot whatever it was told to, so a bot’s number rules out nobody: without a number it
 * is somebody unknown. `web-flow`, which commits what people do on GitHub’s pages, is a user, and the pusher is them.
 */
export function authorNamed(role: Author['role'], who: Account, ours: number | undefined): Author {
  const login = who?.login === undefined ? {} : { login: who.login }
  if (who?.id === undefined) return { ...login, role }
  if (isForeign(who) && who.id !== ours) return { ...login, role, unseen: 'bot' }
  return { github: who.id, ...login, role }
}

/** Neither a user nor nobody at all: it may be our own App. */
export function isForeign(who: Account): boolean {
  return who?.id !== undefined && who.type !== 'User'
}
