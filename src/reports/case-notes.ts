import type { Breach } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Model } from '../core/model.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { headline } from './case-headline.ts'
import { endOf, timesWords } from './case-standing.ts'
import { sentence } from './sentence.ts'

/** All that is left of a card whose channel may not show the model any more. It holds nothing of it, and stays true. */
export const NOT_SHOWN_HERE: Document = sentence(says.caseNotes.notShownHere)

/** What is left of a card whose model the files hold no more. */
export const modelGone = (model: string): Document => sentence(says.caseNotes.modelGone(model))

/** The last word in the thread of a case. */
export function closedNote(model: Model, closed: NonNullable<Case['closed']>): Document {
  const summary = says.caseNotes.closed(model.name, endOf(closed))
  return { summary, blocks: [{ is: 'text', words: timesWords(closed) }] }
}

/** It fires once more, in the same thread; whoever owned it last is called. */
export function againNote(
  model: Model,
  { owner, rounds = [] }: Pick<Case, 'owner' | 'rounds'>,
  { monitors }: { readonly monitors: readonly Breach[] },
): Document {
  const now = headline(model, monitors)
  return {
    summary: says.caseNotes.again(model.name, now),
    blocks: [{ is: 'text', words: says.caseNotes.againCalled({ headline: now, times: rounds.length + 2, owner }) }],
  }
}

/** The end of a snooze; from here on people are reminded again. */
export function wokeNote({ owner }: Pick<Case, 'owner'>, because: Bodies['case.woke']['because']): Document {
  const summary = says.caseNotes.woke[because]
  return { summary, blocks: [{ is: 'text', words: says.caseNotes.wokeCalled(summary, owner) }] }
}

/** Somebody did not believe that it was over. */
export function reopenedNote(by: string, because: string): Document {
  return {
    summary: says.caseNotes.reopened,
    blocks: [
      { is: 'text', words: says.caseNotes.reopenedBy(by) },
      { is: 'quote', text: because },
    ],
  }
}
