import { boundsOf, channelsShown, isShownIn } from '../core/bounds.ts'
import { type CasePlace, placeOf } from '../core/case-place.ts'
import { isOpen } from '../core/change-state.ts'
import { type Say, showCase, showChange } from '../flows/jobs.ts'
import { effect, NOTHING, type Outcome } from '../flows/outcome.ts'
import { caseOf, changeOf } from '../flows/standing.ts'
import type { World } from '../flows/world.ts'

/** Says a thing once in a channel, or in the thread of a card. */
export default effect({
  name: 'say',
  summary: 'Posts one message, once.',
  async run(world, job) {
    const { channel, thread, document } = JSON.parse(job.body) as Say
    const at = thread === undefined ? { channel } : await threadOf(world, thread)
    if (!('channel' in at)) return at
    if (!(await world.see.message(at, job.key))) await world.do.postMessage({ ...at, key: job.key }, document)
    return NOTHING
  },
})

type Thread = { readonly channel: string; readonly thread: string } | Outcome

async function threadOf(world: World, subject: string): Promise<Thread> {
  return subject.startsWith('case/') ? threadOfCase(world, subject) : threadOfChange(world, subject)
}

/** A card that may not stay where it is goes to its model’s channel, and what is said of the case goes with it. */
async function threadOfCase(world: World, subject: string): Promise<Thread> {
  const it = (await caseOf(world.store, subject))?.it
  if (!it?.card) return waits(world, 2, 'its card is not posted yet')
  const { models } = await world.policy()
  const model = Object.hasOwn(models, it.model) ? models[it.model] : undefined
  const { card, home }: CasePlace = model ? placeOf(it, model) : { card: it.card }
  if (card) return below(card)
  if (home !== undefined) return { ...waits(world, 2, CARD_MOVES), jobs: [showCase(subject)] }
  return it.closed ? NOTHING : waits(world, 300, NOWHERE)
}

/** What is said of a change is held to what its card is held to: that goes on elsewhere where this channel may not show it. */
async function threadOfChange(world: World, subject: string): Promise<Thread> {
  const it = (await changeOf(world.store, subject))?.it
  if (!it?.card) return waits(world, 2, 'its card is not posted yet')
  const bounds = boundsOf(it, (await world.policy()).models)
  if (isShownIn(bounds, it.card.channel)) return below(it.card)
  const isSomewhere = channelsShown(bounds)
    .flat()
    .some(channel => isShownIn(bounds, channel))
  if (isSomewhere) return { ...waits(world, 2, CARD_MOVES), jobs: [showChange(subject)] }
  return isOpen(it) ? waits(world, 300, NOWHERE) : NOTHING
}

const below = ({ channel, ts }: { channel: string; ts: string }) => ({ channel, thread: ts })
const CARD_MOVES = 'its card goes to another channel'
const NOWHERE = 'no channel may show what it is about'

function waits(world: World, seconds: number, why: string): Outcome {
  return { again: { at: new Date(world.now().getTime() + seconds * 1000), why } }
}
