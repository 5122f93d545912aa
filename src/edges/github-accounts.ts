/** Whose account it is: a person’s, our own App’s, or a bot’s behind which somebody may hide. */
import type { Author } from '../core/sealing.ts'

/** As GitHub answers: null or an empty object where it does not know. */
export type Account = { readonly id?: number; readonly login?: string; readonly type?: string } | null

/**
 * A workflow commits and pushes as a bot whatever it was told to, so a bot’s number rules out nobody: without a number it
 * is somebody unknown. `web-flow`, which commits what people do on GitHub’s pages, is a user, and the pusher is them.
 */
export function authorNamed(role: Author['role'], who: Account, ours: number | undefined): Author {
  const login = who?.login === undefined ? {} : { login: who.login }
  if (who?.id === undefined) return { ...login, role }
  if (isForeign(who) && who.id !== ours) return { ...login, role, unseen: 'bot' }
  const isMachine = who.id === ours || (role === 'committer' && who.login === WEB_FLOW)
  return { github: who.id, ...login, role, ...(isMachine && { machine: true }) }
}

/** The login is GitHub’s own, so nobody else can have it. */
const WEB_FLOW = 'web-flow'

/** Neither a user nor nobody at all: it may be our own App. */
export function isForeign(who: Account): boolean {
  return who?.id !== undefined && who.type !== 'User'
}
