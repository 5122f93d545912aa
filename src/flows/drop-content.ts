import { bytesDigest } from '../core/bytes-digest.ts'
import type { Drop } from '../core/drop.ts'
import type { Model } from '../core/model.ts'
import { OutsideError } from '../core/outside.ts'
import { PUSH } from '../core/pushed-reading.ts'
import type { Reading } from '../core/reading.ts'
import { MOST_SERIES } from '../core/series.ts'
import { type Beside, besideStored } from '../core/stored-already.ts'
import { failureOf } from '../core/trouble.ts'
import { REFUSED_MOST } from '../sources/pushed-readings.ts'
import { says } from '../words/says.ts'
import { type Room, withRoom } from './begun-series.ts'
import { type DroppedReadings, droppedReadings } from './dropped-readings.ts'
import type { Onlooker, SlackFile } from './world.ts'

export interface Why {
  readonly says: string
  readonly fix: string
}

/** The bytes of a dropped file as they are now, and the name of exactly these; or why they are not to be had. */
export async function dropContent(
  world: Onlooker,
  drop: Pick<Drop, 'file' | 'channel'>,
): Promise<{ readonly bytes: Uint8Array; readonly digest: string } | Why> {
  const file = await world.see.file(drop.file)
  if (file === undefined || !isOffered(file, drop.channel)) return says.dropContent.gone
  const content = file.bytes > PUSH.bytes ? TOO_LARGE : await world.see.content(file, PUSH.bytes)
  if (content === 'gone') return says.dropContent.gone
  if ('says' in content) return content
  return content.whole ? { bytes: content.bytes, digest: bytesDigest(content.bytes) } : TOO_LARGE
}

/** A CSV file of our own workspace that still stands in this channel. */
export function isOffered(file: SlackFile, channel: string): boolean {
  return file.ours && file.csv && Object.hasOwn(file.shares, channel)
}

export const TOO_LARGE: Why = says.dropContent.tooLarge(PUSH.bytes)

/** So long a file that Slack does not give is asked for again; then its person is told. */
const WAIT_MS = 10 * 60_000

/** What comes of it; where an outage has lasted long, why nothing does. */
export async function unlessLate<T>(world: Onlooker, since: Date, act: () => Promise<T>): Promise<T | Why> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof OutsideError) || world.now().getTime() - since.getTime() < WAIT_MS) throw error
    const { says: why, fix } = failureOf(error, 'file')
    const { late, tryLater } = says.dropContent
    return { says: late(why), fix: error.is === 'denied' ? fix : tryLater }
  }
}

export interface ReadDrop extends DroppedReadings, Pick<Room, 'begin'> {
  readonly beside: readonly Beside[]
}

/** What a file says, beside what is stored of the same periods. */
export async function readDrop(
  world: Onlooker,
  bytes: Uint8Array,
  { models, of, ours }: { models: readonly Model[]; of?: string; ours?: string },
): Promise<ReadDrop> {
  const byId = Object.fromEntries(models.map(model => [model.id, model]))
  const only = of ?? (models.length === 1 ? models[0]?.id : undefined)
  const into = { models: byId, pushers: world.pushers, now: world.now().toISOString() }
  const said = droppedReadings(bytes, { ...into, ...(only !== undefined && { of: only }) })
  const { left, begin } = await withRoom(world.store, said.readings)
  if (left.length > 0)
    return { ...said, readings: [], beside: [], refused: left.slice(0, REFUSED_MOST).map(crowded), begin }
  const stored = await world.store.storedOf(said.readings)
  return { ...said, beside: besideStored(said.readings, stored, ours), begin }
}

const crowded = (reading: Reading) => ({
  at: says.droppedReadings.file,
  ...says.pushedReadings.crowd(reading, MOST_SERIES),
})
