import type { Change } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import type { Document } from '../words/document.ts'
import { say } from './jobs.ts'
import type { NewJob } from './store.ts'

/** A note in the thread of the case a change came from; nothing where there is no case. It is of the change, and held to who may see that. */
export function inCase({ id, request }: Change, model: Model, what: string, document: Document): NewJob[] {
  if (request.case === undefined || model.channel === undefined) return []
  return [say(`${what}:${id}`, id, { channel: model.channel, thread: request.case, document })]
}

/** For what somebody must hear: in the case, else below the approval card, else in the model’s channel. */
export function heard(change: Change, model: Model, what: string, document: Document): NewJob[] {
  const told = inCase(change, model, what, document)
  if (told.length > 0) return told
  if (change.card) return underCard(change, what, document)
  const { channel } = model
  return channel === undefined ? [] : [say(`${what}:${change.id}`, change.id, { channel, document })]
}

/** In the thread of the approval card. */
export function underCard({ id, card }: Change, what: string, document: Document): NewJob[] {
  return card ? [say(`${what}:${id}`, id, { channel: card.channel, thread: id, document })] : []
}
