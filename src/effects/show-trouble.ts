import { happened } from '../core/event.ts'
import type { Bodies } from '../core/event-bodies.ts'
import { addedSince, type Stuck, type Trouble } from '../core/trouble.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { troubleOf } from '../flows/standing.ts'
import { placesOfTrouble, type TroublePlace } from '../flows/trouble-channel.ts'
import { stuckNow } from '../flows/troubles.ts'
import { unlessGone } from '../flows/unless-gone.ts'
import type { World } from '../flows/world.ts'
import { sentence } from '../reports/sentence.ts'
import { TOLD_ELSEWHERE, troubleCard, withheldCard } from '../reports/trouble-card.ts'
import { overPart, troublePart } from '../reports/trouble-part.ts'
import { says } from '../words/says.ts'

type Posted = Bodies['trouble.posted']

/**
 * One card a trouble in each channel it concerns: posted once, then edited. Where it goes is known from before: the rules may
 * be what cannot be read.
 */
export default effect({
  name: 'show-trouble',
  summary: says.effectSummaries.showTrouble,
  async run(world, { subject }) {
    const it = (await troubleOf(world.store, subject))?.it
    const places = it ? placesOfTrouble(it, world.known() ?? (await world.policy())) : []
    if (!it || places.length === 0) return NOTHING
    const stuck = await stuckNow(world)
    // A channel that takes no card keeps no other from its own; what was posted is found again when all is tried anew.
    const all = await Promise.allSettled(places.map(place => show(world, it, stuck, place)))
    const failed = all.find(one => one.status === 'rejected')
    if (failed) throw failed.reason
    const posted = all.flatMap(one => (one.status === 'fulfilled' ? (one.value ?? []) : []))
    if (posted.length === 0) return NOTHING
    return { facts: [{ subject, events: posted.map(body => happened('trouble.posted', 'kedge', body)) }] }
  },
})

/** What there is to keep of its card in one channel, if anything. */
async function show(
  world: World,
  it: Trouble,
  stuck: readonly Stuck[],
  place: TroublePlace,
): Promise<Posted | undefined> {
  const { channel, is, card } = place
  const before = it.cards.filter(one => one.channel === channel && one.over).length
  const key = before === 0 ? `card:${it.id}` : `card:${it.id}:${before}`
  if (card && (is === 'stray' || is === 'over')) {
    const { ts } = card
    const shown =
      is === 'stray'
        ? TOLD_ELSEWHERE
        : card.withheld
          ? withheldCard(overPart(it, card))
          : troubleCard(overPart(it, card), [])
    await unlessGone(() => world.do.updateMessage({ channel, ts, key }, shown))
    return { channel, ts, over: true }
  }
  const part = troublePart(it, stuck, place)
  const document = is === 'withheld' ? withheldCard(it) : troubleCard(part.it, part.stuck)
  const known = card ?? (await world.see.message({ channel }, key))
  const { ts } = known ?? (await world.do.postMessage({ channel, key }, document))
  if (known) await world.do.updateMessage({ channel, ts, key }, document)
  const added = card && is === 'open' ? addedSince(it, place.models ?? [], card.at) : undefined
  if (added !== undefined) await sayBelow(world, { channel, thread: ts, key: `anew:${it.id}:${added}` })
  return added === undefined && isKept(place, part.it) ? undefined : postedAs(it, part.it, place, ts)
}

/** Nobody sees that a card was edited. This stays where the card may have to be emptied, so it names nothing. */
async function sayBelow(world: World, at: { channel: string; thread: string; key: string }) {
  if (!(await world.see.message(at, at.key))) await world.do.postMessage(at, sentence(says.troubleCard.more))
}

function isKept({ card, is, models }: TroublePlace, part: Trouble): boolean {
  if (card === undefined || (card.withheld === true) !== (is === 'withheld')) return false
  return is === 'withheld' || (card.says === part.says && `${card.models}` === `${models}`)
}

/** What is as the trouble is, is not kept twice. */
function postedAs(it: Trouble, part: Trouble, { channel, is, models }: TroublePlace, ts: string): Posted {
  const isWhole = it.model === undefined ? models === undefined : `${models}` === it.model
  return {
    ...{ channel, ts, ...(is === 'withheld' && { withheld: true as const }) },
    ...(!isWhole && models && { models }),
    ...(is !== 'withheld' && part.says !== it.says && { says: part.says }),
    ...(part.since !== it.since && { since: part.since }),
  }
}
