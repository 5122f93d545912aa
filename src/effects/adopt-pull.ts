import { adopt } from '../flows/adopt.ts'
import { CHECK_NAME } from '../flows/bench.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { says } from '../words/says.ts'

/** Everybody’s pull request is looked at: what means something becomes a change, what does not is let through at once. */
export default effect({
  name: 'adopt-pull',
  summary: says.effectSummaries.adoptPull,
  async run(world, job) {
    const { outcome, check } = await adopt(world, Number(job.subject.replace('pull/', '')))
    if (check === undefined) return outcome
    const known = await world.see.check(check.head, CHECK_NAME)
    if (known === undefined) await world.do.createCheck(check)
    else if (known.conclusion !== check.conclusion) await world.do.updateCheck(known.id, check)
    return NOTHING
  },
})
