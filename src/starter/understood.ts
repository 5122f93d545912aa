import type { Tier } from '../core/naming.ts'
import { LATER } from '../core/placeholder.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { badTier, isLater, ownersSaid, peopleSaid } from './answer-checks.ts'
import type { Answers } from './answers.ts'
import { QUESTIONS } from './questions.ts'
import { reference } from './reference.ts'
import type { Known, Said } from './said.ts'

/** What every answer needs to be understood together; `digest` is that of the file the model is, where it is one. */
export interface Beside extends Known {
  readonly tiers: readonly Tier[]
  readonly kedge?: string
  readonly today: string
  readonly digest?: string
}

/** The answers as data, or all that is wrong with them. */
export function understood(said: Required<Said>, beside: Beside): Answers | readonly Problem[] {
  const { tiers, kedge, today, digest } = beside
  const model = reference(said.model, digest)
  const problems = [
    ...QUESTIONS.flatMap(({ key, bad }) => bad(said[key], said, beside)),
    ...(tiers.includes(said.tier as Tier) || badTier(said.tier).length > 0 ? [] : [noRules(said.tier, tiers)]),
  ]
  if (problems.length > 0 || 'fix' in model) return problems
  const [business = '', technical = ''] = ownersSaid(said.owners)
  return {
    organisation: said.organisation,
    slackTeam: isLater(said.slack) ? LATER.team : said.slack,
    channel: isLater(said.channel) ? LATER.channel : said.channel,
    people: peopleSaid(said, beside),
    model,
    tier: said.tier as Tier,
    owners: { business, technical },
    useCase: said.useCase,
    tiers,
    ...(kedge !== undefined && { kedge }),
    today,
  }
}

function noRules(tier: string, tiers: readonly string[]): Problem {
  return problem('bad-answer', ...says.understood.noRules(tier, tiers, [...tiers, tier].join(',')))
}
