import { isGitHubAway, OutsideError } from '../core/outside.ts'
import { HOME, homeFacts } from '../flows/home-facts.ts'
import { identify } from '../flows/identity.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import type { World } from '../flows/world.ts'
import { homeDocument, homeOfStranger, homeWhileAway } from '../reports/home.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Drawn anew each time it is opened; drawn twice it is the same. */
export default effect({
  name: 'show-home',
  summary: says.effectSummaries.showHome,
  async run(world, job) {
    const { team, user, drawn } = JSON.parse(job.body) as { team: string; user: string; drawn?: true }
    const document = await drawnNow(world, { team, user }).catch(async (error: unknown) => {
      // What was there before says more than that nobody answers; an empty page says nothing.
      if (isGitHubAway(error) && !drawn) await publish(world, user, homeWhileAway())
      throw error
    })
    await publish(world, user, document)
    return NOTHING
  },
})

async function drawnNow(world: World, account: { readonly team: string; readonly user: string }): Promise<Document> {
  const who = await identify(world, { ...account, channel: HOME })
  return who.is === 'person' ? homeDocument(await homeFacts(world, who)) : homeOfStranger(who.refusal, account.user)
}

async function publish(world: World, user: string, document: Document): Promise<void> {
  try {
    await world.do.publishHome(user, document)
  } catch (error) {
    // Whoever is gone has no Home any more.
    if (!(error instanceof OutsideError) || error.is !== 'denied') throw error
    world.log.warn({ why: error.message }, says.effectShowHome.failed)
  }
}
