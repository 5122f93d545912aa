import { effect, NOTHING } from '../flows/outcome.ts'
import { says } from '../words/says.ts'

/** Without work that waits for GitHub, nothing else would fail when GitHub no longer lets us in. */
export default effect({
  name: 'read-rules',
  summary: says.effectSummaries.readRules,
  async run(world) {
    await world.policy()
    return NOTHING
  },
})
