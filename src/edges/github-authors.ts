/** Who had a hand in a pull request by what it says: opened it, wrote a commit, committed it, or stands in its trailers. */
import type { Author } from '../core/event.ts'
import type { Pull } from '../flows/world.ts'

/** As GitHub answers: an account where the e-mail belongs to one, else null or an empty object. */
export interface CommitSeen {
  readonly author: Account
  readonly committer: Account
  readonly commit: { readonly message: string }
}
type Account = { readonly id?: number; readonly login?: string } | null

/** Each once. Without a number nobody knows who it was, and that is said too. */
export function authorsOf(commits: readonly CommitSeen[], opener: Pull['author']): readonly Author[] {
  const all = [
    named('opener', opener),
    ...commits.flatMap(c => [
      named('author', c.author),
      named('committer', c.committer),
      ...coAuthors(c.commit.message),
    ]),
  ]
  return [...new Map(all.map(author => [JSON.stringify(author), author])).values()]
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

function named(role: Author['role'], who: Account): Author {
  return {
    ...(who?.id !== undefined && { github: who.id }),
    ...(who?.login !== undefined && { login: who.login }),
    role,
  }
}
