import { markOf, movesOf } from '../core/change-state.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { followChange, showChange } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { changeOf } from '../flows/standing.ts'

/** Starts the delivery workflow once: its runs carry the change in their title, so what was started is found again. */
export default effect({
  name: 'deliver',
  summary: 'Starts the workflow that brings the wanted version to where it runs.',
  async run(world, job) {
    const change = (await changeOf(world.store, job.subject))?.it
    if (!change?.merged || change.closed) return NOTHING
    const { models } = await world.policy()
    const ref = change.pull?.base ?? 'main'
    const sent: NewEvent[] = []
    for (const { model, to } of movesOf(change)) {
      const workflow = Object.hasOwn(models, model) ? models[model]?.delivery?.workflow : undefined
      if (workflow === undefined || change.dispatched.some(it => it.model === model)) continue
      const mark = markOf(change, model)
      if (!(await world.see.run(workflow, mark))) {
        await world.do.dispatch({ workflow, ref, inputs: { model, version: to, change: mark } })
      }
      sent.push(happened('change.dispatched', 'kedge', { model, workflow }))
    }
    if (sent.length === 0) return NOTHING
    return { facts: [{ subject: change.id, events: sent }], jobs: [followChange(change.id), showChange(change.id)] }
  },
})
