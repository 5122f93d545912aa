import { personOf } from '../core/people.ts'
import type { Bench, Vote } from './approval.ts'
import { withRolesNow } from './roles.ts'

/** The same bench with people as they are now: who has which role, and whose votes are whose. */
export function asNow(bench: Bench): Bench {
  return withRolesNow({ ...bench, votes: bench.votes.map(vote => ofHolder(bench, vote)) })
}

/** A vote is of whoever holds its account; of the account alone where nobody does, so that it counts for nobody else. */
function ofHolder({ people }: Bench, vote: Vote): Vote {
  if (vote.account === undefined) return vote
  const person = personOf(people, vote.account) ?? vote.account
  return { ...vote, person, by: vote.by === vote.person ? person : vote.by }
}
