import { personByGithub } from '../core/people.ts'
import type { Details, ReasonCode } from '../core/reason.ts'
import type { Author } from '../core/sealing.ts'
import { says } from '../words/says.ts'
import type { Bench } from './approval.ts'

/**
 * Why it cannot be said who had a hand in it, so that nobody can be ruled out; undefined where everybody is known. An account
 * that the people policy does not name may be the second one of anybody in it.
 */
export function unknownAuthor({ authors, people }: Pick<Bench, 'authors' | 'people'>): ReasonCode | undefined {
  const unknown = authors.filter(({ github }) => github === undefined)
  const lies = (where: NonNullable<Author['unseen']>) => unknown.some(({ unseen }) => unseen === where)
  // First what linking an e-mail address would not mend.
  if (lies('fork')) return 'from-fork'
  if (lies('cut')) return 'pushers-not-seen'
  if (lies('bot')) return 'by-bot'
  if (unknown.length > 0) return 'unlinked-author'
  return unlistedAccounts({ authors, people }).length > 0 ? 'unlisted-author' : undefined
}

/** Which accounts they are, for the words of a refusal. */
export function authorDetails(bench: Pick<Bench, 'authors' | 'people'>): Details {
  return { accounts: says.figures.listWords(unlistedAccounts(bench)) }
}

/** The accounts with a hand in it that belong to nobody in the people policy, by their logins. */
function unlistedAccounts({ authors, people }: Pick<Bench, 'authors' | 'people'>): readonly string[] {
  const unlisted = authors.filter(
    ({ github, machine }) => github !== undefined && !machine && personByGithub(people, github) === undefined,
  )
  return [...new Set(unlisted.map(({ login, github }) => login ?? String(github)))]
}
