import { happened } from '../core/event.ts'
import { OutsideError } from '../core/outside.ts'
import { judged, mayMerge } from '../flows/bench.ts'
import { followChange } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { changeOf } from '../flows/standing.ts'
import { mergeMessage } from '../reports/pull-body.ts'

/** Merges exactly the head that was approved. Everything is looked at again first; a race ends in `moved`, never in a merge. */
export default effect({
  name: 'merge-pull',
  summary: 'Merges an approved pull request, where the policy says so.',
  async run(world, job) {
    const change = (await changeOf(world.store, job.subject))?.it
    if (!change?.pull || change.merged || change.closed) return NOTHING
    const follow = [followChange(change.id)]
    const pull = await world.see.pull(change.pull.pull)
    if (pull.state !== 'open') return { jobs: follow }
    const no = await mayMerge(world, change, pull)
    if (no)
      return {
        facts: [{ subject: change.id, events: [happened('change.refused', 'kedge', { ...no, door: 'merge' })] }],
        jobs: no.code === 'moved' ? follow : [],
      }
    try {
      await world.do.merge({ number: pull.number, head: pull.head, ...mergeMessage(await judged(world, change)) })
      return { jobs: follow }
    } catch (error) {
      if (!(error instanceof OutsideError) || error.is !== 'moved') throw error
      const says = `GitHub refused the merge: ${error.message}`
      return {
        facts: [
          { subject: change.id, events: [happened('change.refused', 'kedge', { code: 'moved', door: 'merge', says })] },
        ],
        jobs: follow,
      }
    }
  },
})
