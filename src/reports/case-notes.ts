import type { Case } from '../core/case.ts'
import type { Document } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { timesWords } from './case-card.ts'
import { sentence } from './sentence.ts'

/** All that is left of a card whose channel may not show the model any more. It holds nothing of it, and stays true. */
export const NOT_SHOWN_HERE: Document = sentence(
  'This case is about a model that is not shown here any more. It goes on where it may be.',
)

/** The last word in the thread of a case. */
export function closedNote(model: Model, closed: NonNullable<Case['closed']>): Document {
  return { summary: `${model.name}: recovered`, blocks: [{ is: 'text', words: timesWords(closed) }] }
}
