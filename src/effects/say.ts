import { boundsOf, channelsShown, isShownIn } from '../core/bounds.ts'
import { isOpen } from '../core/change-state.ts'
import { type Say, showChange } from '../flows/jobs.ts'
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
  if (!subject.startsWith('case/')) return threadOfChange(world, subject)
  return below((await caseOf(world.store, subject))?.it.card) ?? waits(world, 2, 'its card is not posted yet')
}

/** What is said of a change is held to what its card is held to: that goes on elsewhere where this channel may not show it. */
async function threadOfChange(world: World, subject: string): Promise<Thread> {
  const it = (await changeOf(world.store, subject))?.it
  if (!it?.card) return waits(world, 2, 'its card is not posted yet')
  const bounds = boundsOf(it, (await world.policy()).models)
  if (isShownIn(bounds, it.card.channel)) return { channel: it.card.channel, thread: it.card.ts }
  const isSomewhere = channelsShown(bounds)
    .flat()
    .some(channel => isShownIn(bounds, channel))
  if (isSomewhere) return { ...waits(world, 2, 'its card goes to another channel'), jobs: [showChange(subject)] }
  return isOpen(it) ? waits(world, 300, 'no channel may show what it is about') : NOTHING
}

const below = (card: { channel: string; ts: string } | undefined) => card && { channel: card.channel, thread: card.ts }

function waits(world: World, seconds: number, why: string): Outcome {
  return { again: { at: new Date(world.now().getTime() + seconds * 1000), why } }
}
