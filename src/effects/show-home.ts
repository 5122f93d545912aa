import { OutsideError } from '../core/outside.ts'
import { HOME, homeFacts } from '../flows/home-facts.ts'
import { identify } from '../flows/identity.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { homeDocument, homeOfStranger } from '../reports/home.ts'
import { says } from '../words/says.ts'

/** Drawn anew each time it is opened; drawn twice it is the same. */
export default effect({
  name: 'show-home',
  summary: 'Draws the Home of the app for whoever opened it.',
  async run(world, job) {
    const { team, user } = JSON.parse(job.body) as { team: string; user: string }
    const who = await identify(world, { team, user, channel: HOME })
    const document = who.is === 'person' ? homeDocument(await homeFacts(world, who)) : homeOfStranger(who.refusal, user)
    try {
      await world.do.publishHome(user, document)
    } catch (error) {
      // Whoever is gone has no Home any more.
      if (!(error instanceof OutsideError) || error.is !== 'denied') throw error
      world.log.warn({ why: error.message }, says.effectShowHome.failed)
    }
    return NOTHING
  },
})
