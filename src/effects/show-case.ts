import { placeOf } from '../core/case-place.ts'
import { happened } from '../core/event.ts'
import { caseCardOf } from '../flows/case-evidence.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { caseOf } from '../flows/standing.ts'
import { unlessGone } from '../flows/unless-gone.ts'
import { modelGone, NOT_SHOWN_HERE } from '../reports/case-notes.ts'
import { says } from '../words/says.ts'

/**
 * One card a case: posted once, then edited. What it says is made when it is said, so the newest always wins. Where its model
 * may not be shown any more it is emptied first: what fails after that is done again, and finds the next one by its key.
 */
export default effect({
  name: 'show-case',
  summary: says.effectSummaries.showCase,
  async run(world, job) {
    const it = (await caseOf(world.store, job.subject))?.it
    if (!it || it.held) return NOTHING
    const key = `card:${job.subject}`
    const model = (await world.policy()).models[it.model]
    if (model === undefined) {
      const { card } = it
      if (card) await unlessGone(() => world.do.updateMessage({ ...card, key }, modelGone(it.model)))
      return NOTHING
    }
    const { card, stray, home } = placeOf(it, model)
    if (stray) await unlessGone(() => world.do.updateMessage({ ...stray, key }, NOT_SHOWN_HERE))
    const channel = card?.channel ?? home
    if (channel === undefined) return NOTHING
    const document = await caseCardOf(world, it)
    const known = card ?? (await world.see.message({ channel }, key))
    const { ts } = known ?? (await world.do.postMessage({ channel, key }, document))
    if (known) await world.do.updateMessage({ channel, ts, key }, document)
    if (card) return NOTHING
    return { facts: [{ subject: job.subject, events: [happened('case.posted', 'kedge', { channel, ts })] }] }
  },
})
