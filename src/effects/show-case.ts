import { happened } from '../core/event.ts'
import { caseCardOf } from '../flows/case-evidence.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { caseOf } from '../flows/standing.ts'

/** One card a case: posted once, then edited. What it says is made when it is said, so the newest always wins. */
export default effect({
  name: 'show-case',
  summary: 'Keeps the card of a case true.',
  async run(world, job) {
    const standing = await caseOf(world.store, job.subject)
    if (!standing || standing.it.held) return NOTHING
    const { channel: home, document } = await caseCardOf(world, standing.it)
    const channel = standing.it.card?.channel ?? home
    if (channel === undefined) return NOTHING
    const key = `card:${job.subject}`
    const known = standing.it.card ?? (await world.see.message({ channel }, key))
    const { ts } = known ?? (await world.do.postMessage({ channel, key }, document))
    if (known) await world.do.updateMessage({ channel, ts, key }, document)
    return standing.it.card
      ? NOTHING
      : { facts: [{ subject: job.subject, events: [happened('case.posted', 'kedge', { channel, ts })] }] }
  },
})
