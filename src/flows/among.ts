import { nearest } from '../core/did-you-mean.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/** The one of a closed list that a word is, in whatever case. */
export function among<T extends string>(all: readonly T[], word: string): T | undefined {
  return all.find(one => one === word.toLowerCase())
}

/** Said of a word that is not one of them, where `what` was asked for. */
export function notAmong(what: keyof typeof says.among.none, word: string, all: readonly string[]): Document {
  return sentence(says.among.none[what](word, nearest(word, all)), says.among.oneOf(all))
}
