import { dropSubject } from '../core/drop.ts'
import { happened } from '../core/event.ts'
import { PUSH } from '../core/pushed-reading.ts'
import { notRead } from '../reports/drop-words.ts'
import { isOfReadings } from '../sources/csv-readings.ts'
import { firstLine, HEAD_BYTES_MOST } from '../sources/csv-table.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { SharedFile } from './arrivals.ts'
import { standingAt } from './authorise.ts'
import { isOffered, TOO_LARGE, unlessLate } from './drop-content.ts'
import { cannotFeed, feedingHere, modelsOfChannel } from './feeding.ts'
import { answer, showDrop } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { dropOf } from './standing.ts'
import type { Incoming } from './store.ts'
import type { Onlooker, SlackFile } from './world.ts'

/** Slack tells of a file a moment before it says which message it came with. */
const SHARES_WAIT_MS = 10_000

/**
 * A file of readings in a channel of models is offered to be stored. Anything else is none of our business, and nothing is
 * said of it: whoever writes the first line of readings alone is told what is wrong.
 */
export async function fileShared(world: Onlooker, message: Incoming): Promise<Outcome> {
  const shared = JSON.parse(message.body) as SharedFile
  const subject = dropSubject(shared.file, shared.channel)
  const file = await fileToReadOf(world, shared, subject)
  const isYoung = world.now().getTime() - message.at.getTime() < SHARES_WAIT_MS
  if (file !== undefined && isYoung && file.shares[shared.channel]?.thread === undefined) return soon(world)
  const head =
    file &&
    isOffered(file, shared.channel) &&
    (await unlessLate(world, message.at, () => world.see.content(file, HEAD_BYTES_MOST)))
  if (!file || !head || head === 'gone') return NOTHING
  if ('bytes' in head && !isOfReadings(firstLine(head.bytes))) return NOTHING
  const feeding = feedingHere(await standingAt(world, shared))
  if (feeding.no) return told(message, shared, cannotFeed(feeding.no))
  if ('says' in head) return told(message, shared, notRead(file.name, head))
  if (file.bytes > PUSH.bytes) return told(message, shared, notRead(file.name, TOO_LARGE))
  const offered = { file: file.id, name: file.name.slice(0, 200), channel: shared.channel }
  const event = happened('drop.offered', feeding.asker.id, { ...offered, ...file.shares[shared.channel] })
  return { parts: [{ subject, seen: 0, events: [event] }], jobs: [showDrop(subject)] }
}

/** A CSV file of our own, told of in a channel of models, which was not offered yet. */
async function fileToReadOf(world: Onlooker, shared: SharedFile, subject: string): Promise<SlackFile | undefined> {
  if (modelsOfChannel(await world.policy(), shared.channel).length === 0) return undefined
  if ((await dropOf(world.store, subject)) !== undefined) return undefined
  const file = await world.see.file(shared.file)
  if (!file?.ours || !file.csv) return undefined
  return (await isForeign(world, [file.user, shared.user])) ? undefined : file
}

const soon = (world: Onlooker): Outcome => ({
  again: { at: new Date(world.now().getTime() + 2000), why: says.fileShared.noMessage },
})

function told({ delivery }: Incoming, { channel, user }: SharedFile, document: Document | undefined): Outcome {
  return document === undefined ? NOTHING : { jobs: [answer(delivery, { channel, user, document })] }
}

/** Nothing is told to, or read from, whoever belongs to another workspace. */
async function isForeign(world: Onlooker, users: readonly string[]): Promise<boolean> {
  return (await Promise.all(users.map(world.see.slackUser))).some(({ is }) => is === 'stranger')
}
