import type { NoPage, Page } from '../core/page.ts'
import type { Block, Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import type { Faces } from './clean.ts'
import { sentence } from './sentence.ts'
import { lettersOf } from './slack-blocks.ts'
import { MOST_LETTERS } from './slack-fitting.ts'

/** Which page it is and what shows the next; nothing where there is but one. `line` is what was typed, without its page. */
export function pageNote({ number, of }: Omit<Page<unknown>, 'items'>, line: string): readonly Block[] {
  if (of === 1) return []
  const { next, last } = says.pageWords
  return [{ is: 'note', words: ticked(number < of ? next(number, of, line) : last(number, of)) }]
}

export function noPage({ asked, of }: NoPage): Document {
  const { none, onlyOne, oneOf } = says.pageWords
  return sentence(none(asked), of === 1 ? onlyOne : oneOf(of))
}

/** Whether one message holds all of it: what is left out of a page stands on no other. */
export function isOneMessage({ blocks }: Document, people: Faces): boolean {
  return lettersOf(blocks, people) <= MOST_LETTERS
}
