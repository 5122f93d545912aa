import { type Block, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** A heading and its list; what is cut off is counted, with the command that shows it. Nothing where there is nothing. */
export function headedList(
  title: string,
  items: readonly Words[],
  cut: { readonly most: number; readonly where: string } = { most: items.length, where: '' },
): Block[] {
  if (items.length === 0) return []
  const left = items.length - cut.most
  const more = left > 0 ? [says.headedList.more(left, cut.where)] : []
  return [
    { is: 'text', words: [strong(title)] },
    { is: 'list', items: [...items.slice(0, cut.most), ...more] },
  ]
}
