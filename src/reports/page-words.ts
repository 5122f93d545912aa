import type { Block, Document } from '../core/document.ts'
import type { NoPage, Page } from '../core/page.ts'
import { ticked } from '../core/ticked.ts'
import { sentence } from './sentence.ts'

/** Which page it is and what shows the next; nothing where there is but one. `line` is what was typed, without its page. */
export function pageNote({ number, of }: Omit<Page<unknown>, 'items'>, line: string): readonly Block[] {
  if (of === 1) return []
  const next = number < of ? `\`${line} page ${number + 1}\` shows the next.` : 'It is the last.'
  return [{ is: 'note', words: ticked(`Page ${number} of ${of}. ${next}`) }]
}

export function noPage({ asked, of }: NoPage): Document {
  return sentence(
    `There is no page ${asked}.`,
    of === 1 ? 'leave it out: there is but one' : `write a page from 1 to ${of}`,
  )
}
