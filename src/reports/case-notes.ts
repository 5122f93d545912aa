import type { Case } from '../core/case.ts'
import type { Document } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { timesWords } from './case-card.ts'

/** The last word in the thread of a case. */
export function closedNote(model: Model, closed: NonNullable<Case['closed']>): Document {
  return { summary: `${model.name}: recovered`, blocks: [{ is: 'text', words: timesWords(closed) }] }
}
