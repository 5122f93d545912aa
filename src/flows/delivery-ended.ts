import { isOpen } from '../core/change-state.ts'
import { about, changeOfMark, markOf, nameOf, tasksOf } from '../core/change-tasks.ts'
import type { DeliveryReport } from '../core/delivery-report.ts'
import { says } from '../words/says.ts'
import { ended, showsDelivery } from './follow-delivery.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { changeOf } from './standing.ts'
import type { Incoming } from './store.ts'
import type { Onlooker } from './world.ts'

/** What the door keeps of a report. */
export interface Reported {
  /** The connection whose secret it was signed with. */
  readonly webhook: string
  readonly report: DeliveryReport
}

/** Only whoever was told of a delivery may say how it ended. */
export async function deliveryEnded(world: Onlooker, message: Incoming): Promise<Outcome> {
  const { webhook, report } = JSON.parse(message.body) as Reported
  const standing = await changeOf(world.store, changeOfMark(report.change))
  if (!standing?.it.merged || !isOpen(standing.it)) return NOTHING
  const { it, seen } = standing
  const task = tasksOf(it).find(each => each.model === report.model && markOf(it, nameOf(each)) === report.change)
  if (task === undefined) return NOTHING
  const sent = about(it.dispatched, nameOf(task))
  // It may be over before it is written down here that it was started.
  const now = world.now().getTime()
  if (sent === undefined && now - Date.parse(it.merged?.at ?? '') < LONG_MS)
    return { again: { at: new Date(now + WAIT_MS), why: says.deliveryEnded.notStarted } }
  if (sent?.webhook !== webhook) return NOTHING
  const { models } = await world.policy()
  const model = Object.hasOwn(models, task.model) ? models[task.model] : undefined
  const { conclusion, url } = report
  const step = ended(it, task, model, { conclusion, ...(url !== undefined && { url }) })
  if (step === undefined) return NOTHING
  return { parts: [{ subject: it.id, seen, events: [step.event] }], jobs: [...showsDelivery(it), ...step.note] }
}

const [WAIT_MS, LONG_MS] = [5000, 900_000]
