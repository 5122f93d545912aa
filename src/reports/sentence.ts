import type { WrongAndFix } from '../core/problem.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

/** A sentence and what to do about it: the shape of every refusal and every short answer. Both may hold `code`. */
export function sentence(said: string, fix?: string): Document {
  const text = { is: 'text', words: ticked(said) } as const
  return {
    summary: said,
    blocks: fix === undefined ? [text] : [text, { is: 'note', words: ticked(says.sentence.fix(fix)) }],
  }
}

/** Several things that are wrong with one line, each with its fix. */
export function sentences(all: readonly WrongAndFix[]): Document {
  const each = all.map(([said, fix]) => sentence(said, fix))
  return { summary: each.map(it => it.summary).join(' '), blocks: each.flatMap(it => it.blocks) }
}
