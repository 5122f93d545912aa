import type { Accepted, Drop } from '../core/drop.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { feedersOf } from '../core/feeders.ts'
import { countsOf } from '../core/stored-already.ts'
import { says } from '../words/says.ts'
import { dropContent, readDrop, unlessLate, type Why } from './drop-content.ts'
import { modelsOfChannel } from './feeding.ts'
import { showDrop } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { onRecord } from './proved.ts'
import { dropOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * Stores what somebody said yes to, if the file still is what they saw: all of it in one transaction, or nothing. Done again
 * after a crash it stores nothing twice, and counts the same.
 */
export async function keepAccepted(world: Onlooker, subject: string): Promise<Outcome> {
  const drop = (await dropOf(world.store, subject))?.it
  if (drop?.accepted === undefined) return NOTHING
  const event = await kept(world, drop, drop.accepted)
  return { facts: [{ subject, events: [event] }], jobs: [showDrop(subject)] }
}

async function kept(world: Onlooker, drop: Drop, accepted: Accepted): Promise<NewEvent> {
  const { by, at, digest, of } = accepted
  const content = await unlessLate(world, new Date(at), () => dropContent(world, drop))
  if ('says' in content) return refused(content)
  if (content.digest !== digest) return refused(says.dropContent.changed)
  const { models: all } = await world.policy()
  const owned = modelsOfChannel({ models: all }, drop.channel).filter(model => feedersOf(model).includes(by))
  const models = owned.filter(({ id }) => accepted.models.includes(id))
  const read = await readDrop(world, content.bytes, { models, ours: at, ...(of !== undefined && { of }) })
  const [wrong] = read.refused
  if (wrong) return refused({ says: says.dropContent.at(wrong.at, wrong.says), fix: wrong.fix })
  await world.store.keepReadings(read.readings.map(it => ({ ...it, available: at })))
  read.begin()
  const stored = [...new Set(read.readings.map(it => it.model))]
  return happened('drop.stored', onRecord(by), { digest, models: stored, ...countsOf(read.beside) })
}

const refused = ({ says, fix }: Why) => happened('drop.refused', 'kedge', { says, fix })
