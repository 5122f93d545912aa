import { listWords } from './figures.ts'

/** What is longer is told by what differs, where there is another side to it. */
const LONG = 80
/** Of what stands on either side of that. */
const AROUND = 20
/** What is longer still is cut, and says so: nobody approves on a card what they were not shown. */
const MOST = 1000

/** A value in a sentence. Of a very long one it says how much is left out; the data beside the sentence have it whole. */
export function valueWords(value: unknown): string {
  return cut(textOf(value))
}

/** Both sides of a difference, so that they never read the same: of long ones what differs, with a little around it. */
export function bothWords(from: unknown, to: unknown): readonly [from: string, to: string] {
  const plain = [textOf(from), textOf(to)] as const
  const [old, now] = looksOf(plain[0]) === looksOf(plain[1]) ? [spelled(from), spelled(to)] : plain
  if (old.length <= LONG && now.length <= LONG) return [old, now]
  const before = alike([...old], [...now])
  const [oldEnd, nowEnd] = [[...old].slice(before).reverse(), [...now].slice(before).reverse()]
  const after = alike(oldEnd, nowEnd)
  const part = (text: string) => {
    const letters = [...text]
    const [start, end] = [Math.max(0, before - AROUND), Math.min(letters.length, letters.length - after + AROUND)]
    const shown = letters.slice(start, end).join('')
    return cut(`${start > 0 ? '…' : ''}${shown}${end < letters.length ? '…' : ''}`)
  }
  return [part(old), part(now)]
}

/** Whether words that were made here leave out some of a value. */
export const isCutIn = (words: string): boolean => /… \(\d+ letters? more\)/.test(words)

/** Whether words say all of what there would be; what there was may be left out of them. */
export function isToldIn(words: string, { from, to }: { readonly from?: unknown; readonly to?: unknown }): boolean {
  if (isCutIn(words)) return false
  return words.includes(bothWords(from, to)[1]) || leavesOf(to).every(leaf => words.includes(leaf))
}

function leavesOf(value: unknown): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)]
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')) return listWords(value)
  return JSON.stringify(value)
}

/** What is left of a text where it is drawn: ends of lines are spaces there, and some letters are nothing. */
const looksOf = (text: string) => text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim()

/** As in a program: quotes around texts, and every letter that nobody sees by its number. */
function spelled(value: unknown): string {
  if (value === undefined) return 'nothing'
  const numbered = (letter: string) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value)
    .replace(UNSEEN, numbered)
    .replace(/ {2,}|[^\S ]/g, all => [...all].map(numbered).join(''))
}

const UNSEEN = /(?!\s)[\p{Cf}\p{Cc}\p{Mn}\p{Me}\u115f\u1160\u2800\u3164\uffa0]/gu

/** How many of the first letters are the same. */
function alike(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((letter, i) => letter !== other[i])
  return differs < 0 ? one.length : differs
}

function cut(text: string): string {
  const left = text.length - MOST
  if (left <= 0) return text
  const more = `… (${left} ${left === 1 ? 'letter' : 'letters'} more)`
  return `${text.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')}${more}`
}
