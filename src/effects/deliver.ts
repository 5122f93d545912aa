import type { Change } from '../core/change-state.ts'
import { about, deliveryFor, markOf, nameOf, type Task, tasksOf } from '../core/change-tasks.ts'
import type { Delivery } from '../core/delivery.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { byHand } from '../flows/follow-delivery.ts'
import { followChange, showChange } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { changeOf } from '../flows/standing.ts'
import type { NewJob } from '../flows/store.ts'
import type { World } from '../flows/world.ts'
import { says } from '../words/says.ts'

/** Starts each delivery once: a run is found again by the mark in its title, a webhook is told under the same id. */
export default effect({
  name: 'deliver',
  summary: says.effectSummaries.deliver,
  async run(world, job) {
    const change = (await changeOf(world.store, job.subject))?.it
    if (!change?.merged || change.closed) return NOTHING
    const { models } = await world.policy()
    const sent: NewEvent[] = []
    const told: NewJob[] = []
    for (const task of tasksOf(change)) {
      const model = Object.hasOwn(models, task.model) ? models[task.model] : undefined
      const delivery = model && deliveryFor(model, task)
      const of = nameOf(task)
      if (!model || !delivery || about(change.dispatched, of)) continue
      // Seen to run before a start that a crash cut off was on record: what was started is told, nothing is started any more.
      if (change.done && !(await wasStarted(world, change, task, delivery))) continue
      if (!change.done) await start(world, change, task, delivery)
      sent.push(happened('change.dispatched', 'kedge', { ...of, ...whatOf(delivery) }))
      if ('manual' in delivery) told.push(...byHand(change, model, task, { by: delivery.manual.by, nth: 0 }))
    }
    if (sent.length === 0) return NOTHING
    const facts = [{ subject: change.id, events: sent }]
    return { facts, jobs: [followChange(change.id), showChange(change.id), ...told] }
  },
})

function whatOf(delivery: Delivery) {
  if ('workflow' in delivery) return { workflow: delivery.workflow }
  return 'webhook' in delivery ? { webhook: delivery.webhook } : { manual: delivery.manual.by }
}

async function wasStarted({ see }: World, change: Change, task: Task, delivery: Delivery): Promise<boolean> {
  return 'workflow' in delivery && (await see.run(delivery.workflow, markOf(change, nameOf(task)))) !== undefined
}

async function start({ see, do: hands }: World, change: Change, task: Task, delivery: Delivery): Promise<void> {
  const mark = markOf(change, nameOf(task))
  const { model, kind, version } = task
  if ('workflow' in delivery) {
    const { workflow } = delivery
    if (await see.run(workflow, mark)) return
    const inputs = { model, ...(version !== undefined && { version }), change: mark }
    await hands.dispatch({ workflow, ref: change.pull?.base ?? 'main', inputs })
  }
  if ('webhook' in delivery) {
    const requestedBy = change.asked.by
    const body = {
      change: mark,
      model,
      ...(version !== undefined && { version }),
      kind,
      requestedBy,
      at: change.merged?.at,
    }
    await hands.dispatch({ webhook: delivery.webhook, id: mark, body: JSON.stringify(body) })
  }
}
