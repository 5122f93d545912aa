import { happened } from '../core/event.ts'
import { followChange, showChange } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { changeOf } from '../flows/standing.ts'

/** Starts the delivery workflow once: its runs carry the change in their title, so what was started is found again. */
export default effect({
  name: 'deliver',
  summary: 'Starts the workflow that brings the wanted version to where it runs.',
  async run(world, job) {
    const change = (await changeOf(world.store, job.subject))?.it
    if (!change?.merged || change.dispatched || change.closed) return NOTHING
    const { model, to } = change.request
    const workflow = (await world.policy()).models[model]?.delivery?.workflow
    if (workflow === undefined) return NOTHING
    const ref = change.pull?.base ?? 'main'
    if (!(await world.see.run(workflow, change.id))) {
      await world.do.dispatch({ workflow, ref, inputs: { model, version: to, change: change.id } })
    }
    const fact = { subject: change.id, events: [happened('change.dispatched', 'kedge', { workflow })] }
    return { facts: [fact], jobs: [followChange(change.id), showChange(change.id)] }
  },
})
