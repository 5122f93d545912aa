import type { Breach } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import { type Document, person, ping, strong } from '../core/document.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Model } from '../core/model.ts'
import { ordinal } from '../core/words.ts'
import { headline } from './case-headline.ts'
import { endOf, timesWords } from './case-standing.ts'
import { sentence } from './sentence.ts'

/** All that is left of a card whose channel may not show the model any more. It holds nothing of it, and stays true. */
export const NOT_SHOWN_HERE: Document = sentence(
  'This case is about a model that is not shown here any more. It goes on where it may be.',
)

/** The last word in the thread of a case. */
export function closedNote(model: Model, closed: NonNullable<Case['closed']>): Document {
  const summary = `${model.name}: ${endOf(closed)}`
  return { summary, blocks: [{ is: 'text', words: timesWords(closed) }] }
}

/** It fires once more, in the same thread; whoever owned it last is called. */
export function againNote(
  model: Model,
  it: Pick<Case, 'owner' | 'rounds'>,
  { monitors }: { readonly monitors: readonly Breach[] },
): Document {
  const nth = ordinal((it.rounds?.length ?? 0) + 2)
  const says = ` ${headline(model, monitors)}, for the ${nth} time. `
  return {
    summary: `${model.name} again: ${headline(model, monitors)}`,
    blocks: [{ is: 'text', words: [strong('Again:'), says, ping(it.owner)] }],
  }
}

/** The end of a snooze; from here on people are reminded again. */
export function wokeNote({ owner }: Pick<Case, 'owner'>, because: Bodies['case.woke']['because']): Document {
  const summary = because === 'worse' ? 'It got worse, so the snooze is over' : 'The snooze is over'
  return { summary, blocks: [{ is: 'text', words: [strong(`${summary}.`), ' ', ping(owner)] }] }
}

/** Somebody did not believe that it was over. */
export function reopenedNote(by: string, because: string): Document {
  const words = [strong('Opened again'), ' by ', person(by), '. It closes when readings of later periods are good.']
  return {
    summary: 'The case was opened again',
    blocks: [
      { is: 'text', words },
      { is: 'quote', text: because },
    ],
  }
}
