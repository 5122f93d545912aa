import { OutsideError } from '../core/outside.ts'
import type { Answer } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { says } from '../words/says.ts'

/** Words that only one person sees leave no trace to look for: at worst they are seen twice, never acted on. */
export default effect({
  name: 'answer',
  summary: says.effectSummaries.answer,
  async run(world, job) {
    const { document, ...to } = JSON.parse(job.body) as Answer
    try {
      await world.do.answer(to, document)
    } catch (error) {
      // Nobody can be told there any more (the channel is gone, the person has left): it would only be told too late.
      if (!(error instanceof OutsideError) || error.is !== 'denied') throw error
      world.log.warn({ why: error.message }, says.effectAnswer.failed)
    }
    return NOTHING
  },
})
