import type { Say } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { caseOf, changeOf } from '../flows/standing.ts'
import type { World } from '../flows/world.ts'

/** Says a thing once in a channel, or in the thread of a card. */
export default effect({
  name: 'say',
  summary: 'Posts one message, once.',
  async run(world, job) {
    const { channel, thread: subject, document } = JSON.parse(job.body) as Say
    const card = subject === undefined ? undefined : await cardOf(world, subject)
    if (subject !== undefined && card === undefined)
      return { again: { at: soon(world), why: 'its card is not posted yet' } }
    const at = card ? { channel: card.channel, thread: card.ts } : { channel }
    if (!(await world.see.message(at, job.key))) await world.do.postMessage({ ...at, key: job.key }, document)
    return NOTHING
  },
})

async function cardOf(world: World, subject: string) {
  const standing = subject.startsWith('case/')
    ? await caseOf(world.store, subject)
    : await changeOf(world.store, subject)
  return standing?.it.card
}

const soon = (world: World) => new Date(world.now().getTime() + 2000)
