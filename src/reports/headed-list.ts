import { type Block, code, strong, type Words } from '../core/document.ts'

/** A heading and its list; what is cut off is counted, with the command that shows it. Nothing where there is nothing. */
export function headedList(
  title: string,
  items: readonly Words[],
  cut: { readonly most: number; readonly where: string } = { most: items.length, where: '' },
): Block[] {
  if (items.length === 0) return []
  const left = items.length - cut.most
  const more: Words[] = left > 0 ? [[`and ${left} more: `, code(cut.where)]] : []
  return [
    { is: 'text', words: [strong(title)] },
    { is: 'list', items: [...items.slice(0, cut.most), ...more] },
  ]
}
