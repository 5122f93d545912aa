import { boundOf, isShownIn } from '../core/bounds.ts'
import { happened } from '../core/event.ts'
import { modelsOfChannel } from '../flows/feeding.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { dropOf } from '../flows/standing.ts'
import { unlessGone } from '../flows/unless-gone.ts'
import { dropCard } from '../reports/drop-card.ts'
import { says } from '../words/says.ts'

/** One message a file, in the thread it came in: posted once, then edited. It names what this channel may show. */
export default effect({
  name: 'show-drop',
  summary: says.effectSummaries.showDrop,
  async run(world, { subject }) {
    const it = (await dropOf(world.store, subject))?.it
    if (it === undefined) return NOTHING
    const here = modelsOfChannel(await world.policy(), it.channel)
    const shown = here.filter(model => isShownIn(boundOf(model), it.channel))
    const document = dropCard(it, shown)
    const at = { channel: it.channel, ...(it.thread !== undefined && { thread: it.thread }) }
    const key = `card:${subject}`
    const known = it.card ?? (await world.see.message(at, key))
    if (known) await unlessGone(() => world.do.updateMessage({ channel: it.channel, ts: known.ts, key }, document))
    if (it.card) return NOTHING
    const { ts } = known ?? (await world.do.postMessage({ ...at, key }, document))
    return { facts: [{ subject, events: [happened('drop.posted', 'kedge', { channel: it.channel, ts })] }] }
  },
})
