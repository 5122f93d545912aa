import { follow } from '../flows/follow-change.ts'
import { effect } from '../flows/outcome.ts'

/** Looks, and does nothing outside: what it finds out becomes events, and jobs for the effects that answer them. */
export default effect({
  name: 'follow-change',
  summary: 'Compares a change with its pull request, its reviews and its delivery.',
  run: (world, job) => follow(world, job.subject),
})
