import type { VoteIs } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { People } from '../core/people.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { Bench, Door } from './approval.ts'

/** A vote that nobody gave. */
export interface SupposedVote {
  readonly person: string
  readonly door: Door
  readonly is: VoteIs
}

/** The same bench, had these people voted now, on what is shown now. */
export function withVotes(bench: Bench, votes: readonly SupposedVote[]): Bench {
  const at = bench.now.toISOString()
  const given = votes.map(({ person, door, is }) => ({ person, by: person, door, is, seal: bench.seal, at }))
  return { ...bench, votes: [...bench.votes, ...given] }
}

/** `bo`, or `chen@github` for somebody who votes there; else what is wrong with it. */
export function supposedVote(who: string, is: VoteIs, { people }: People): SupposedVote | Problem {
  const [person = '', door = 'slack', ...rest] = who.split('@')
  if (!Object.hasOwn(people, person)) {
    const known = Object.keys(people)
    const { noPerson } = says.approvalSuppose
    return problem('unknown-person', ...noPerson(person, nearest(person, known), known.slice(0, 12)))
  }
  if ((door === 'slack' || door === 'github') && rest.length === 0) return { person, door, is }
  return problem('unknown-door', ...says.approvalSuppose.noDoor(door, person))
}
