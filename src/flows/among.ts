import { nearest } from '../core/did-you-mean.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { AnyCommand } from './command.ts'

/** What some words after `/kedge` are one of, each with what it means. */
const LISTS = {
  length: says.snoozeLengths,
  snoozed: says.delayReasons,
  held: says.delayReasons,
  urgency: says.commandHelp.urgencies,
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>
export type ListName = keyof typeof LISTS

/** The one of a closed list that a word is, in whatever case. */
export function among<T extends string>(all: readonly T[], word: string): T | undefined {
  return all.find(one => one === word.toLowerCase())
}

/** Said of a word that is not one of them, where `what` was asked for. */
export function notAmong(what: ListName, word: string): Document {
  return sentence(...faultOf(what, word))
}

function faultOf(what: ListName, word: string) {
  const all = Object.keys(LISTS[what])
  return says.among[what](word, nearest(word, all), all)
}

/** What is wrong with those of these arguments that are one of a list. */
export function listFaults(entry: Lister, args: Readonly<Record<string, unknown>>) {
  return listsOf(entry).flatMap(({ slot, what, all }) => {
    const word = args[slot]
    return typeof word !== 'string' || among(all, word) ? [] : [faultOf(what, word)]
  })
}

/** The lists of a word, with the place in its usage line that each is for. */
export function listsOf({ usage, lists = {} }: Lister) {
  // Every word that may be urgent is so in the same way.
  const all: Readonly<Record<string, ListName>> = { ...(/<urgency>/.test(usage) && { urgency: 'urgency' }), ...lists }
  return Object.entries(all).map(([slot, what]) => ({
    slot,
    what,
    means: LISTS[what],
    all: Object.keys(LISTS[what]),
  }))
}

type Lister = Pick<AnyCommand, 'usage' | 'lists'>
