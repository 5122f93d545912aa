import type { BadInput, Cause, Causes } from '../core/cause.ts'
import { type Block, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { someWords } from './segment-words.ts'

/** As many as a busy person reads on a card. */
export const ON_A_CARD = 3

/** What a breach may come from, most likely first, and what nobody could look at. */
export function causeBlocks(
  { causes, unseen, badInputs = [] }: Causes,
  most = Number.POSITIVE_INFINITY,
): readonly Block[] {
  const shown = causes.slice(0, most)
  const title = shown.length === 1 ? says.causeWords.one : says.causeWords.several
  const more = causes.length - shown.length
  const notes = [
    ...(causes.length === 0 ? [says.causeWords.none] : []),
    ...(more > 0 ? [says.causeWords.more(more)] : []),
    ...(unseen.length > 0 ? [says.causeWords.unseen(unseen)] : []),
  ]
  return [
    ...(shown.length > 0
      ? [{ is: 'text', words: [strong(title)] } as const, { is: 'list', items: shown.map(causeWords) } as const]
      : []),
    ...(notes.length > 0 ? [{ is: 'note', words: ticked(notes.join(' ')) } as const] : []),
    ...(badInputs.length > 0 ? [{ is: 'note', words: badWords(badInputs) } as const] : []),
  ]
}

/** Which inputs nobody can judge, and why: the others were. */
function badWords(all: readonly BadInput[]): Words {
  return says.causeWords.badInputs(all.slice(0, ON_A_CARD), Math.max(0, all.length - ON_A_CARD))
}

/** One sentence for each kind. */
function causeWords(cause: Cause): Words {
  if (cause.is === 'warned') return says.causeWords.warned(cause, whereWords(cause))
  return (says.causeWords.saying[cause.is] as (it: Cause) => Words)(cause)
}

/** How bad it is, and of which segments where it is not of the whole. */
function whereWords({ value, unit, segments = [] }: Extract<Cause, { readonly is: 'warned' }>): string {
  const [only, other] = segments
  const told = says.figures.withUnit(value, unit)
  if (only === undefined) return told
  return other === undefined ? says.causeWords.inSegment(only, told) : someWords(segments)
}
