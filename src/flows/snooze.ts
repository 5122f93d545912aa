import type { Case } from '../core/case.ts'
import type { DelayReason } from '../core/delay-reason.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { refusalOf } from '../core/reason.ts'
import { type SnoozeFor, snoozedUntil } from '../core/snooze.ts'
import { snoozedAnswer } from '../reports/snooze-words.ts'
import { refusedVote } from '../reports/vote-words.ts'
import type { Answered } from './ask.ts'
import type { Asker } from './authorise.ts'
import { chartCase, showCase } from './jobs.ts'
import type { Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

export interface Snoozing {
  readonly length: SnoozeFor
  readonly reason: DelayReason
  /** In words of their own. */
  readonly says: string
}

/** Nobody is reminded of a case for a while; an event, not a change. Said once more, the last word counts. */
export function snooze(
  world: Onlooker,
  { id: by, models: [model] }: Asker<readonly [Model]>,
  standing: Standing<Case> | undefined,
  { length, reason, says }: Snoozing,
): Answered {
  if (standing === undefined || standing.it.closed) return { document: refusedVote(refusalOf('no-case')), outcome: {} }
  const { id, held } = standing.it
  const until = snoozedUntil(world.now(), length)
  const part = { subject: id, seen: standing.seen, events: [happened('case.snoozed', by, { until, reason, says })] }
  const jobs = [...(held ? [chartCase(id)] : []), showCase(id)]
  return { document: snoozedAnswer(model, until), outcome: { parts: [part], jobs } }
}
