import type { Document } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'
import { says } from '../words/says.ts'

/** A sentence and what to do about it: the shape of every refusal and every short answer. Both may hold `code`. */
export function sentence(said: string, fix?: string): Document {
  const text = { is: 'text', words: ticked(said) } as const
  return {
    summary: said,
    blocks: fix === undefined ? [text] : [text, { is: 'note', words: ticked(says.sentence.fix(fix)) }],
  }
}
