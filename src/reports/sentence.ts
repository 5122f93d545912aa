import type { Document } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'

/** A sentence and what to do about it: the shape of every refusal and every short answer. Both may hold `code`. */
export function sentence(says: string, fix?: string): Document {
  const text = { is: 'text', words: ticked(says) } as const
  return {
    summary: says,
    blocks: fix === undefined ? [text] : [text, { is: 'note', words: ['fix: ', ...ticked(fix)] }],
  }
}
