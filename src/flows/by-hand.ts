import { about, nameOf, tasksOf } from '../core/change-tasks.ts'
import type { Model } from '../core/model.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Asker } from './authorise.ts'
import { ended, showsDelivery } from './follow-delivery.ts'
import { followChange } from './jobs.ts'
import type { Outcome } from './outcome.ts'
import { openChanges } from './standing.ts'
import type { Onlooker } from './world.ts'

export type Said = { readonly version: string; readonly outcome: Outcome } | { readonly refusal: Refusal }

/** Whoever was told to bring the version that is wanted to where it runs says that it is there. A reading may say otherwise. */
export async function saidDelivered(
  world: Onlooker,
  { id: by, models: [model] }: Asker<readonly [Model]>,
): Promise<Said> {
  const open = (await openChanges(world.store, model.id)).filter(({ it }) => it.merged)
  for (const { it, seen } of open) {
    for (const task of tasksOf(it).filter(each => each.model === model.id && each.version === model.serving.version)) {
      const sent = about(it.dispatched, nameOf(task))
      if (sent?.manual === undefined) continue
      const step = ended(it, task, model, { by, conclusion: 'success' })
      if (step === undefined) continue
      if (!mayDeliver(by, sent.manual, model)) return { refusal: refusalOf('not-told', { who: sent.manual }) }
      const parts = [{ subject: it.id, seen, events: [step.event] }]
      return { version: model.serving.version, outcome: { parts, jobs: [...showsDelivery(it), followChange(it.id)] } }
    }
  }
  return { refusal: refusalOf('nothing-by-hand') }
}

/** Who was told, and who answers for how it runs. */
function mayDeliver(by: string, told: string, { owners, deputies }: Model): boolean {
  return [told, owners.technical, deputies?.technical].includes(by)
}
