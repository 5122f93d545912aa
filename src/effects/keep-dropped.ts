import { keepAccepted } from '../flows/keep-dropped.ts'
import { effect } from '../flows/outcome.ts'
import { says } from '../words/says.ts'

/** A job, so that it is tried again until Slack gives the file, and runs once at a time for one file. */
export default effect({
  name: 'keep-dropped',
  summary: says.effectSummaries.keepDropped,
  run: (world, { subject }) => keepAccepted(world, subject),
})
