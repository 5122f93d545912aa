import { digestSubject, isHeard, type Told, toldFrom } from '../core/digest.ts'
import { happened } from '../core/event.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { periodDue } from '../core/schedule.ts'
import digestKind, { type Digest } from '../policies/digest.ts'
import { says } from '../words/says.ts'
import { postDigest } from './jobs.ts'
import { retried } from './retried.ts'
import type { Batch, Store } from './store.ts'
import type { Onlooker } from './world.ts'

/**
 * Whether a digest is due by the calendar of its place, whatever the clocks and this machine did meanwhile. That it is due
 * is written down once, by whichever process comes first; of several that were slept through, only the newest is told.
 */
export async function digests(world: Onlooker): Promise<void> {
  // Where the rules cannot be read nobody knows what is due; that is told by itself, and what was due comes afterwards.
  const repository = await world.policy().catch(() => undefined)
  if (repository === undefined) return
  for (const digest of policiesOf(repository, digestKind)) {
    try {
      await retried(world, () => dueNow(world, digest, repository))
    } catch (error) {
      world.log.error({ digest: digest.id, err: error }, says.digests.notLooked)
    }
  }
}

async function dueNow({ store, now }: Onlooker, digest: Digest, repository: Repository): Promise<Batch | undefined> {
  const due = periodDue(digest, now())
  const subject = digestSubject(digest.id)
  const events = await store.events(subject)
  const told = toldFrom(events)
  if (due === undefined || isTold(told, digest.channel, due.period)) return undefined
  if (await isHeardByOldName(store, repository, { ...digest, period: due.period })) return undefined
  // What was slept through belongs to the next one that is told; to another channel everything before is news.
  const before = told.due?.channel === digest.channel ? told.due.at : undefined
  const since = before !== undefined && before < due.since ? before : due.since
  const event = happened('digest.due', 'kedge', { channel: digest.channel, period: due.period, since, at: due.due })
  return { at: now(), parts: [{ subject, seen: events.length, events: [event] }], jobs: [postDigest(digest.id)] }
}

/** A period never comes back: one that is older than what was told is a calendar that was changed. */
const isTold = ({ due }: Told, channel: string, period: string) =>
  due !== undefined && due.channel === channel && due.period >= period

/**
 * A policy that got another name goes on: what its channel heard under a name that no policy has any more, it has heard.
 * Policies that stand beside each other are each told, also where they go to one channel.
 */
export async function isHeardByOldName(
  store: Store,
  repository: Repository,
  of: Parameters<typeof isHeard>[1],
): Promise<boolean> {
  const named = new Set(policiesOf(repository, digestKind).map(({ id }) => digestSubject(id)))
  const gone = (await store.subjects({ kind: 'digest' })).filter(({ subject }) => !named.has(subject))
  const told = await Promise.all(gone.map(({ subject }) => store.events(subject)))
  return told.some(events => isHeard(events, of))
}
