import { type SupposedVote, supposedVote } from '../approvals/suppose.ts'
import type { VoteIs } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Facts } from '../core/fact.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { factsFrom } from './suppose-facts.ts'

/** Votes that nobody gave, and facts that are to be otherwise. */
export interface Supposition {
  readonly votes: readonly SupposedVote[]
  readonly facts: readonly Facts[]
  /** As it was said, its commas and spaces in order. */
  readonly words: string
}

const DEEDS: Readonly<Record<string, VoteIs>> = { approve: 'approve', deny: 'deny', withdraw: 'withdrawn' }

/** `approve bo, chen@github and deny eli`, `kpis.mae.value=12`, in any order; else what is wrong with the first that is. */
export function suppositionFrom(text: string, repository: Repository): Supposition | { readonly problem: Problem } {
  const words = text.split(/[\s,]+/).filter(word => word !== '' && word.toLowerCase() !== 'and')
  const votes: SupposedVote[] = []
  const facts: string[] = []
  let deed: { readonly is: VoteIs; of: number } | undefined
  for (const word of words) {
    const low = word.toLowerCase()
    if (Object.hasOwn(DEEDS, low)) {
      if (deed?.of === 0) return { problem: NOBODY }
      deed = { is: DEEDS[low] as VoteIs, of: 0 }
    } else if (word.includes('=')) facts.push(word)
    else if (deed === undefined) return { problem: noDeed(word) }
    else {
      const vote = supposedVote(low, deed.is, repository.people)
      if ('code' in vote) return { problem: vote }
      votes.push(vote)
      deed.of++
    }
  }
  if (deed?.of === 0 || words.length === 0) return { problem: NOBODY }
  try {
    return { votes, facts: facts.length === 0 ? [] : [factsFrom(facts, repository)], words: words.join(' ') }
  } catch (error) {
    const [first] = error instanceof ProblemError ? error.problems : []
    if (first === undefined) throw error
    return { problem: first }
  }
}

const NOBODY = problem('nobody-votes', ...says.supposition.nobody)

function noDeed(word: string): Problem {
  const known = Object.keys(DEEDS)
  return problem('unknown-vote', ...says.supposition.noVote(word, nearest(word, known), known))
}
