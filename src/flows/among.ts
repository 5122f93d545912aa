import { nearest } from '../core/usage.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'

/** The one of a closed list that a word is, in whatever case. */
export function among<T extends string>(all: readonly T[], word: string): T | undefined {
  return all.find(one => one === word.toLowerCase())
}

/** Said of a word that is not one of them: `how` ends “Nothing is …”. */
export function notAmong(how: string, word: string, all: readonly string[]): Document {
  const near = nearest(word, all)
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  return sentence(`Nothing is ${how}: ${word}.${meant}`, `one of ${all.join(', ')}`)
}
