import type { Repository } from '../core/repository.ts'
import type { NoPlan, Plan } from '../plans/plan.ts'
import { notKnown } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { notAmong } from './among.ts'
import { type Answered, askChange } from './ask.ts'
import { authorise, type ModelsOf } from './authorise.ts'
import type { Asked } from './command.ts'
import { noModel } from './named.ts'

/** What a plan is made of: the rules as they are, who asks, and the day. */
interface Given<Ids extends readonly string[]> {
  readonly repository: Repository
  readonly models: ModelsOf<Ids>
  readonly by: string
  /** YYYY-MM-DD. */
  readonly today: string
}

interface Asking<Ids extends readonly string[]> {
  /** The models it is about, as they were typed; the change is one of the first. */
  readonly about: Ids
  readonly plan: (given: Given<Ids>) => Plan | NoPlan
  readonly reason: string
  /** The word after `as`. */
  readonly urgency?: string | undefined
  readonly ofRules?: true
}

/** A change asked for by a word after `/kedge`. A model they may not see is answered as one that is not there. */
export async function askByCommand<const Ids extends readonly string[]>(
  asked: Asked<unknown>,
  { about, plan, urgency, ...asking }: Asking<Ids>,
): Promise<Document | Answered> {
  const { asker, no } = authorise(asked, about)
  if (asker === undefined) return no.is === 'nobody' ? notKnown(no.refusal) : noModel(asked, no.id)
  const emergency = urgency?.toLowerCase() === 'emergency'
  if (urgency !== undefined && !emergency) return notAmong('urgency', urgency)
  const { world } = asked
  const given = { models: asker.models, by: asker.id, today: dayOf(world.now()) }
  return askChange(world, {
    ...asking,
    asker,
    plan: repository => plan({ ...given, repository }),
    door: 'command',
    ...(emergency && { emergency }),
  })
}

/** The day it is in UTC, as files write it. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
