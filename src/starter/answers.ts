import type { Tier } from '../core/naming.ts'
import type { Person } from '../core/people.ts'
import type { Reference } from './reference.ts'

/** Everything `kedge init` asks for, as it was understood. */
export interface Answers {
  readonly organisation: string
  readonly slackTeam: string
  /** Where approvals are asked for. */
  readonly channel: string
  readonly people: Readonly<Record<string, Person>>
  readonly model: Reference
  readonly tier: Tier
  /** The ids of two people, or of one. */
  readonly owners: { readonly business: string; readonly technical: string }
  readonly useCase: string
  /** For which there are to be rules. */
  readonly tiers: readonly Tier[]
  /** The commit of Kedge whose action checks pull requests; left out: nobody knows it, so there is no workflow. */
  readonly kedge?: string
  /** YYYY-MM-DD. */
  readonly today: string
}

/** Path → text. */
export type Files = Readonly<Record<string, string>>

/** The roles the rules of a new repository speak of. */
export const ROLES = ['modelops', 'model-validation', 'governance'] as const
