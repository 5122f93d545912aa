import type { Case } from '../core/case.ts'
import type { DelayReason } from '../core/delay-reason.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { refusalOf } from '../core/reason.ts'
import { type SnoozeFor, snoozedUntil } from '../core/snooze.ts'
import monitors from '../policies/monitor.ts'
import { sentence } from '../reports/sentence.ts'
import { snoozedAnswer } from '../reports/snooze-words.ts'
import { refusedVote } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { says as words } from '../words/says.ts'
import type { Answered } from './ask.ts'
import type { Asker } from './authorise.ts'
import { chartCase, showCase } from './jobs.ts'
import { modelOf, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

export interface Snoozing {
  readonly length: SnoozeFor
  readonly reason: DelayReason
  /** In words of their own. */
  readonly says: string
}

/** Nobody is reminded of a case for a while; an event, not a change. Said once more, the last word counts. */
export async function snooze(
  world: Onlooker,
  asker: Asker<readonly [Model]>,
  standing: Standing<Case> | undefined,
  { length, reason, says }: Snoozing,
): Promise<Answered> {
  const {
    id: by,
    models: [model],
  } = asker
  if (standing === undefined || standing.it.closed)
    return { document: await nothingToSnooze(world, model), outcome: {} }
  const { id, held } = standing.it
  const until = snoozedUntil(world.now(), length)
  const part = { subject: id, seen: standing.seen, events: [happened('case.snoozed', by, { until, reason, says })] }
  const jobs = [...(held ? [chartCase(id)] : []), showCase(id)]
  return { document: snoozedAnswer(model, until), outcome: { parts: [part], jobs } }
}

/** What fires without a case reminds nobody: that is the answer, and not that nothing is wrong. */
export async function nothingToSnooze(world: Onlooker, { id }: Model): Promise<Document> {
  const there = policiesOf(await world.policy(), monitors).map(policy => policy.id)
  const { warnings } = (await modelOf(world.store, id)).it
  const on = [...new Set(Object.values(warnings).map(({ monitor }) => monitor))].filter(it => there.includes(it))
  return on.length === 0 ? refusedVote(refusalOf('no-case')) : sentence(...words.warningAlone(on))
}
