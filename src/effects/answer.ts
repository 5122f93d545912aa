import type { Answer } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'

/** Words that only one person sees leave no trace to look for: at worst they are seen twice, never acted on. */
export default effect({
  name: 'answer',
  summary: 'Tells one person something in private.',
  async run(world, job) {
    const { document, ...to } = JSON.parse(job.body) as Answer
    await world.do.answer(to, document)
    return NOTHING
  },
})
