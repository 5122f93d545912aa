import { happened } from '../core/event.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { troubleOf } from '../flows/standing.ts'
import { placeOfTrouble } from '../flows/trouble-channel.ts'
import { stuckNow } from '../flows/troubles.ts'
import { unlessGone } from '../flows/unless-gone.ts'
import { TOLD_ELSEWHERE, troubleCard, withheldCard } from '../reports/trouble-card.ts'

/** One card a trouble: posted once, then edited. Where it goes is known from before: the rules may be what cannot be read. */
export default effect({
  name: 'show-trouble',
  summary: 'Keeps the card of what Kedge itself cannot do true.',
  async run(world, { subject }) {
    const it = (await troubleOf(world.store, subject))?.it
    const place = it && placeOfTrouble(it, world.known() ?? (await world.policy()))
    if (!it || place === undefined) return NOTHING
    const { channel, named, stray } = place
    const document = named ? troubleCard(it, await stuckNow(world)) : withheldCard(it)
    const key = `card:${subject}`
    if (stray) await unlessGone(() => world.do.updateMessage({ ...stray, key }, TOLD_ELSEWHERE))
    const card = stray ? undefined : it.card
    const known = card ?? (await world.see.message({ channel }, key))
    const { ts } = known ?? (await world.do.postMessage({ channel, key }, document))
    if (known) await world.do.updateMessage({ channel, ts, key }, document)
    if (card && (card.withheld === true) !== named) return NOTHING
    const posted = happened('trouble.posted', 'kedge', { channel, ts, ...(!named && { withheld: true }) })
    return { facts: [{ subject, events: [posted] }] }
  },
})
