/** What is longer is told by what differs, where there is another side to it. */
const LONG = 80
/** Of what stands on either side of that. */
const AROUND = 20
/** What is longer still is cut, and says so: nobody approves on a card what they were not shown. */
const MOST = 1000

const QUOTED = 80

/** What a language says of values. */
export interface ValueWords {
  /** Of what is not there. */
  readonly nothing: string
  readonly list: (items: readonly string[]) => string
  readonly either: (items: readonly string[]) => string
  /** At the end of what is cut. */
  readonly more: (letters: number) => string
  /** Finds that again. */
  readonly hasMore: RegExp
}

export function valuesOf(own: ValueWords) {
  /** A value in a sentence. Of a very long one it says how much is left out; the data beside the sentence have it whole. */
  function valueWords(value: unknown): string {
    return cut(textOf(value))
  }

  /** Both sides of a difference, so that they never read the same: of long ones what differs, with a little around it. */
  function bothWords(from: unknown, to: unknown): readonly [from: string, to: string] {
    const plain = [textOf(from), textOf(to)] as const
    const [old, now] = looksOf(plain[0]) === looksOf(plain[1]) ? [spelled(from), spelled(to)] : plain
    if (old.length <= LONG && now.length <= LONG) return [old, now]
    const [oldPart, nowPart] = differing(old, now)
    return [cut(oldPart), cut(nowPart)]
  }

  /** Whether words that were made here leave out some of a value. */
  function isCutIn(words: string): boolean {
    return own.hasMore.test(words)
  }

  /** Whether words say all of what there would be; what there was may be left out of them. */
  function isToldIn(words: string, { from, to }: { readonly from?: unknown; readonly to?: unknown }): boolean {
    if (isCutIn(words)) return false
    return words.includes(bothWords(from, to)[1]) || leavesOf(to).every(leaf => words.includes(leaf))
  }

  function textOf(value: unknown): string {
    if (value === undefined) return own.nothing
    if (typeof value === 'string') return value
    const isList = Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')
    return isList ? own.list(value) : JSON.stringify(value)
  }

  /** As in a program: quotes around texts, and every letter that nobody sees by its number. */
  function spelled(value: unknown): string {
    if (value === undefined) return own.nothing
    const numbered = (letter: string) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
    return JSON.stringify(value)
      .replace(UNSEEN, numbered)
      .replace(/ {2,}|[^\S ]/g, all => [...all].map(numbered).join(''))
  }

  function cut(text: string): string {
    const left = text.length - MOST
    return left <= 0 ? text : `${text.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')}${own.more(left)}`
  }

  /** A value as code, cut where nobody would read on: it comes from a file and may be anything of any length. */
  function quoted(value: unknown): string {
    const word = typeof value === 'string' ? value : (JSON.stringify(value) ?? own.nothing)
    return `\`${word.length > QUOTED ? `${word.slice(0, QUOTED - 1)}…` : word}\``
  }

  /** `a, b or c`, each as code. */
  function oneOf(all: readonly unknown[]): string {
    return own.either(all.map(quoted))
  }

  return { valueWords, bothWords, quoted, oneOf, isCutIn, isToldIn }
}

function differing(old: string, now: string): readonly [string, string] {
  const before = alike([...old], [...now])
  const [oldEnd, nowEnd] = [[...old].slice(before).reverse(), [...now].slice(before).reverse()]
  const after = alike(oldEnd, nowEnd)
  const part = (text: string) => {
    const letters = [...text]
    const [start, end] = [Math.max(0, before - AROUND), Math.min(letters.length, letters.length - after + AROUND)]
    const shown = letters.slice(start, end).join('')
    return `${start > 0 ? '…' : ''}${shown}${end < letters.length ? '…' : ''}`
  }
  return [part(old), part(now)]
}

function leavesOf(value: unknown): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)]
}

/** What is left of a text where it is drawn: ends of lines are spaces there, and some letters are nothing. */
const looksOf = (text: string) => text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim()

const UNSEEN = /(?!\s)[\p{Cf}\p{Cc}\p{Mn}\p{Me}\u115f\u1160\u2800\u3164\uffa0]/gu

/** How many of the first letters are the same. */
function alike(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((letter, i) => letter !== other[i])
  return differs < 0 ? one.length : differs
}
