import { type Block, code, strong, type Words } from '../core/document.ts'

/** A heading and its list; what is cut off is counted, with the command that shows it. Nothing where there is nothing. */
export function headedList(
  title: string,
  items: readonly Words[],
  { most = items.length, where }: { readonly most?: number; readonly where?: string } = {},
): Block[] {
  if (items.length === 0) return []
  const left = items.length - most
  const more: Words[] = left > 0 ? [[`and ${left} more`, ...(where === undefined ? [] : [': ', code(where)])]] : []
  return [
    { is: 'text', words: [strong(title)] },
    { is: 'list', items: [...items.slice(0, most), ...more] },
  ]
}
