import { dropSubject } from '../core/drop.ts'
import { happened } from '../core/event.ts'
import { PUSH } from '../core/pushed-reading.ts'
import { mayNotFeed, notRead } from '../reports/drop-words.ts'
import { notKnown } from '../reports/vote-words.ts'
import { isOfReadings } from '../sources/csv-readings.ts'
import { firstLine } from '../sources/csv-table.ts'
import type { SharedFile } from './arrivals.ts'
import { standingAt } from './authorise.ts'
import { isOffered, TOO_LARGE, unlessLate } from './drop-content.ts'
import { feedingHere, modelsOfChannel } from './feeding.ts'
import { answer, showDrop } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { dropOf } from './standing.ts'
import type { Incoming } from './store.ts'
import type { Onlooker } from './world.ts'

const HEAD_BYTES = 4096

/**
 * A file of readings in a channel of models is offered to be stored. Anything else is none of our business, and nothing is
 * said of it: whoever writes the first line of readings alone is told what is wrong.
 */
export async function fileShared(world: Onlooker, message: Incoming): Promise<Outcome> {
  const shared = JSON.parse(message.body) as SharedFile
  if (modelsOfChannel(await world.policy(), shared.channel).length === 0) return NOTHING
  const subject = dropSubject(shared.file, shared.channel)
  if ((await dropOf(world.store, subject)) !== undefined) return NOTHING
  const file = await world.see.file(shared.file)
  if (file === undefined || !isOffered(file, shared.channel)) return NOTHING
  if (await isForeign(world, [file.user, shared.user])) return NOTHING
  const head = await unlessLate(world, message.at, () => world.see.content(file, HEAD_BYTES))
  if (head === 'gone' || (!('says' in head) && !isOfReadings(firstLine(head.bytes)))) return NOTHING
  const at = await standingAt(world, shared)
  const { asker, no } = feedingHere(at)
  const tell = (document: Parameters<typeof answer>[1]['document']): Outcome => ({
    jobs: [answer(message.delivery, { channel: shared.channel, user: shared.user, document })],
  })
  if (no?.is === 'nobody') return tell(notKnown(no.refusal))
  if (no?.is === 'no-owner') return no.models.length === 0 ? NOTHING : tell(mayNotFeed(no.models))
  if ('says' in head) return tell(notRead(file.name, head))
  if (file.bytes > PUSH.bytes) return tell(notRead(file.name, TOO_LARGE))
  const offered = { file: file.id, name: file.name.slice(0, 200), channel: shared.channel }
  const event = happened('drop.offered', asker?.id ?? '', { ...offered, ...file.shares[shared.channel] })
  return { parts: [{ subject, seen: 0, events: [event] }], jobs: [showDrop(subject)] }
}

/** Nothing is told to, or read from, whoever belongs to another workspace. */
async function isForeign(world: Onlooker, users: readonly string[]): Promise<boolean> {
  return (await Promise.all(users.map(world.see.slackUser))).some(({ is }) => is === 'stranger')
}
