import type { Judged } from '../approvals/judged.ts'
import { boundsOf, cardIn } from '../core/bounds.ts'
import { isOpen, owesReview } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import { channelFor, judged } from '../flows/bench.ts'
import { say } from '../flows/jobs.ts'
import { lateOf } from '../flows/late.ts'
import { effect, NOTHING, type Outcome } from '../flows/outcome.ts'
import { rulesBeside } from '../flows/rules-beside.ts'
import { changeOf } from '../flows/standing.ts'
import { troubleChannel } from '../flows/trouble-channel.ts'
import { unlessGone } from '../flows/unless-gone.ts'
import { changeCard } from '../reports/change-card.ts'
import { unseenChange, WENT_ON } from '../reports/change-words.ts'
import { says } from '../words/says.ts'

/**
 * One approval card a change, in the channel of the policy that covers it; drawn anew from what holds when it is drawn. A
 * card that may not show it any more is emptied first: what fails after that is done again, and finds the next one by its key.
 */
export default effect({
  name: 'show-change',
  summary: says.effectSummaries.showChange,
  async run(world, job) {
    const change = (await changeOf(world.store, job.subject))?.it
    // What was merged is shown although it is too large to be sealed: somebody has to look at it.
    if (!change?.pull || (change.seals.length === 0 && !change.merged)) return NOTHING
    const it = await judged(world, change)
    const key = `card:${change.id}`
    const { card, stray } = cardIn(boundsOf(change, it.repository.models), change.card)
    if (stray) await unlessGone(() => world.do.updateMessage({ ...stray, key }, WENT_ON))
    const channel = card?.channel ?? channelFor(it)
    const url = await world.see.pullUrl(change.pull.pull)
    const rules = rulesBeside(it, channel, url)
    if (channel === undefined) return rules.length > 0 ? { jobs: rules } : shownNowhere(it)
    const document = changeCard(it, url, lateOf(change, it.repository))
    const known = card ?? (await world.see.message({ channel }, key))
    const { ts } = known ?? (await world.do.postMessage({ channel, key }, document))
    if (known) await world.do.updateMessage({ channel, ts, key }, document)
    const told = rules.length > 0 ? { jobs: rules } : NOTHING
    if (card) return told
    return { ...told, facts: [{ subject: change.id, events: [happened('change.posted', 'kedge', { channel, ts })] }] }
  },
})

/** What no channel may show is told of without its name where rules are approved, so that nothing goes past everybody. */
function shownNowhere({ change, repository }: Judged): Outcome {
  const [channel, owed] = [troubleChannel(repository), owesReview(change)]
  if (channel === undefined || !(owed || isOpen(change))) return NOTHING
  return { jobs: [say(`unseen:${change.id}:${owed}`, 'rules', { channel, document: unseenChange(owed) })] }
}
