/** Who had a hand in a pull request by what it says: opened it, wrote a commit, committed it, or stands in its trailers. */
import type { Author } from '../core/sealing.ts'
import type { Pull } from '../flows/world.ts'
import { type Account, authorNamed } from './github-accounts.ts'

/** As GitHub answers: an account where the e-mail belongs to one, else null or an empty object. */
export interface CommitSeen {
  readonly author: Account
  readonly committer: Account
  readonly commit: { readonly message: string; readonly committer?: { readonly date?: string } | null }
}

/**
 * As often as each is named. Without a number nobody knows who it was, and that is said too. `ours` is the number of our own
 * App.
 */
export function authorsOf(
  commits: readonly CommitSeen[],
  opener: Pull['author'],
  ours: number | undefined,
): readonly Author[] {
  return [
    authorNamed('opener', openerOf(opener), ours),
    ...commits.flatMap(c => [
      authorNamed('author', c.author, ours),
      authorNamed('committer', c.committer, ours),
      ...coAuthors(c.commit.message),
    ]),
  ]
}

export function openerOf({ id, login, bot }: Pull['author']): Account {
  return { id, login, type: bot ? 'Bot' : 'User' }
}

/**
 * `Co-authored-by: Bo <7+bo@users.noreply.github.com>`, anywhere in the message. Only the address GitHub gives to an
 * account holds its number; any other is somebody we cannot name.
 */
function coAuthors(message: string): readonly Author[] {
  const lines = message.matchAll(/^[ \t]*co-authored-by:(.*)$/gim)
  return [...lines].map(([, who = '']): Author => {
    const [, id, login] = /<(\d{1,15})\+([^@>]+)@users\.noreply\.[^>]+>/i.exec(who) ?? []
    return id && login ? { github: Number(id), login, role: 'co-author' } : { role: 'co-author' }
  })
}
