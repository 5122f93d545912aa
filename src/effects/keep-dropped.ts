import { keepAccepted } from '../flows/keep-dropped.ts'
import { effect } from '../flows/outcome.ts'

/** A job, so that it is tried again until Slack gives the file, and runs once at a time for one file. */
export default effect({
  name: 'keep-dropped',
  summary: 'Stores the readings of a file that somebody dropped in a channel and said yes to.',
  run: (world, { subject }) => keepAccepted(world, subject),
})
