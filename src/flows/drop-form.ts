import type { Drop } from '../core/drop.ts'
import { happened } from '../core/event.ts'
import { refusalOf } from '../core/reason.ts'
import { cannotModal, previewModal, whichModelModal } from '../reports/drop-modal.ts'
import { beingStored, saidAlready } from '../reports/drop-words.ts'
import { refusedVote } from '../reports/vote-words.ts'
import type { Document, Modal } from '../words/document.ts'
import type { Pressed } from './arrivals.ts'
import { standingAt } from './authorise.ts'
import { dropContent, readDrop } from './drop-content.ts'
import { lacksModel } from './dropped-readings.ts'
import { cannotFeed, type Feeding, feedingHere } from './feeding.ts'
import type { Form } from './form.ts'
import type { SlackPlace } from './identity.ts'
import { keepDropped, showDrop } from './jobs.ts'
import { dropOf, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

type May = Extract<Feeding, { readonly no?: undefined }>
type Looked = { readonly drop: Standing<Drop>; readonly may: May; readonly no?: undefined } | { readonly no: Document }

/** Shows what a file would store, and stores exactly that. */
export const dropForm: Form = {
  opens: async (world, press) => shown(world, press, press.value),
  refuses: async (world, press) => (await look(world, press, press.value)).no,
  wrong: async () => undefined,
  async asks(world, { place, context }) {
    const { digest = '', drop: subject = '', of } = context
    const looked = await look(world, place, subject)
    if (looked.no) return { document: looked.no, outcome: {} }
    const { asker, models } = looked.may
    const accepted = { digest, models: models.map(({ id }) => id), ...(of !== undefined && { of }) }
    const { seen } = looked.drop
    return {
      document: beingStored(looked.drop.it),
      outcome: {
        parts: [{ subject, seen, events: [happened('drop.accepted', asker.id, accepted)] }],
        jobs: [showDrop(subject), keepDropped(subject)],
      },
    }
  },
}

/** Asks of which model a file is that does not say it, and goes on to what it would store. */
export const dropOfForm: Form = {
  wrong: async () => undefined,
  next: (world, { place, context, values }) => shown(world, place, context.drop ?? '', values.model),
  /** Kept only where nothing follows. */
  asks: async (world, { place, context }) => ({
    document: (await look(world, place, context.drop ?? '')).no ?? UNKNOWN,
    outcome: {},
  }),
}

const UNKNOWN = refusedVote(refusalOf('unknown-card'))

/** Whether this person may store this file here, now. */
async function look(world: Onlooker, place: SlackPlace, subject: string): Promise<Looked> {
  const drop = await dropOf(world.store, subject)
  const at = await standingAt(world, place)
  const may = feedingHere(at)
  if (may.no) return { no: cannotFeed(may.no) ?? UNKNOWN }
  if (drop === undefined || drop.it.channel !== place.channel) return { no: UNKNOWN }
  if (drop.it.stored || drop.it.accepted) return { no: saidAlready(drop.it, at.repository.people.people) }
  return { drop, may }
}

async function shown(
  world: Onlooker,
  place: SlackPlace | Pressed,
  subject: string,
  of?: string,
): Promise<Modal | undefined> {
  const looked = await look(world, place, subject)
  if (looked.no) return undefined
  const { it } = looked.drop
  const { models } = looked.may
  const content = await dropContent(world, it)
  if ('says' in content) return cannotModal(it, content)
  const { bytes, digest } = content
  if (of === undefined && models.length > 1 && lacksModel(bytes)) return whichModelModal(it, models)
  const read = await readDrop(world, bytes, { models, ...(of !== undefined && { of }) })
  const context = { drop: it.id, channel: it.channel, digest, ...(of !== undefined && { of }) }
  return previewModal({ drop: it, models, read, context })
}
