import { effect, NOTHING } from '../flows/outcome.ts'

/** Without work that waits for GitHub, nothing else would fail when GitHub no longer lets us in. */
export default effect({
  name: 'read-rules',
  summary: 'Reads the rules, so that not being let in is seen although nothing waits.',
  async run(world) {
    await world.policy()
    return NOTHING
  },
})
