import { happened, type NewEvent } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { warningOver, warningStarted } from '../reports/warning.ts'
import { say } from './jobs.ts'
import type { Monitored } from './monitored.ts'
import { modelOf } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/** What was decided for a model, and what follows. */
export interface Told {
  readonly parts: Batch['parts']
  readonly jobs: readonly NewJob[]
}

/** A warning is one message when it begins and one when it is over. */
export async function warnings(world: Onlooker, model: Model, all: readonly Monitored[]): Promise<Told> {
  const { it, seen } = await modelOf(world.store, model.id)
  const told = all
    .filter(m => m.policy.severity === 'warn')
    .flatMap(m => warning(model, m, it.warnings[m.policy.id]?.since, world.now()))
  const events = told.map(t => t.event)
  return {
    parts: events.length > 0 ? [{ subject: `model/${model.id}`, seen, events }] : [],
    jobs: told.flatMap(t => t.job ?? []),
  }
}

function warning(
  model: Model,
  { policy, watched }: Monitored,
  /** Since when it is on, if it is. */
  since: string | undefined,
  now: Date,
): { event: NewEvent; job: NewJob | undefined }[] {
  const fires = watched.state === 'firing' || watched.state === 'recovering'
  if (fires === (since !== undefined) || !watched.latest) return []
  const { channel } = model
  const note = { model, policy, watched }
  if (fires) {
    const from = watched.since ?? watched.latest.end
    const event = happened('model.warned', 'kedge', {
      model: model.id,
      monitor: policy.id,
      since: from,
      value: watched.latest.value,
    })
    return [
      {
        event,
        job:
          channel === undefined
            ? undefined
            : say(`warning:${model.id}:${policy.id}:${from}`, `model/${model.id}`, {
                channel,
                document: warningStarted(note),
              }),
      },
    ]
  }
  // Where a clock was put back, older readings say nothing of whether it is over.
  if (watched.state !== 'ok' || watched.latest.end < (since ?? '')) return []
  const event = happened('model.warning-over', 'kedge', { model: model.id, monitor: policy.id, at: watched.latest.end })
  return [
    {
      event,
      job:
        channel === undefined
          ? undefined
          : say(`warning-over:${model.id}:${policy.id}:${now.toISOString()}`, `model/${model.id}`, {
              channel,
              document: warningOver(note),
            }),
    },
  ]
}
