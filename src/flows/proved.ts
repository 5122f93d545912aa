/** Who may be written down as having done something: an account that a door proved. People get theirs in authorise.ts. */
import type { By, Doer } from '../core/doer.ts'
import { type People, personOf } from '../core/people.ts'
import type { SlackPlace } from './identity.ts'

/** Whoever holds this account by what GitHub itself says, asked with our own token; else the account. */
export function byGitHub(people: People, id: number): Doer {
  const account = `github:${id}`
  return (personOf(people, account) ?? account) as Doer
}

/** GitHub, where it does not say who. */
export const GITHUB = 'github' as Doer

/** An account that Slack signed for, and that is nobody's here. */
export const slackAccount = ({ team, user }: Pick<SlackPlace, 'team' | 'user'>) => `slack:${team}:${user}` as Doer

/** Whose key something was signed with, who is nobody here. */
export const keyAccount = (owner: string) => `key:${owner}` as Doer

/** Whoever the record says it was: what they began goes on in their name. */
export const onRecord = (by: By) => by as Doer
