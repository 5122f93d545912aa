import { follow } from '../flows/follow-change.ts'
import { effect } from '../flows/outcome.ts'
import { says } from '../words/says.ts'

/** Looks, and does nothing outside: what it finds out becomes events, and jobs for the effects that answer them. */
export default effect({
  name: 'follow-change',
  summary: says.effectSummaries.followChange,
  run: (world, job) => follow(world, job.subject),
})
