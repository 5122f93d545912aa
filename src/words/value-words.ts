import { listWords } from './figures.ts'

const LONG = 80

/** A value in a sentence. Long ones are cut; the data beside the sentence have them whole. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return cut(value)
  if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string'))
    return cut(listWords(value))
  return cut(JSON.stringify(value))
}

function cut(text: string): string {
  return text.length <= LONG ? text : `${text.slice(0, LONG - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
