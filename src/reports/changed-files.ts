import type { Judged } from '../approvals/judged.ts'
import type { ChangedFile } from '../core/change.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { changersOf } from './changed-since.ts'

export const shownFiles = ({ seals }: Judged['change']): readonly ChangedFile[] => seals.at(-1)?.body.files ?? []

/**
 * What a card tells file by file. Of what we planned the diff says it all; once somebody else has a hand in it, each file
 * says what it holds.
 */
export function filesOnCard(change: Judged['change']): readonly ChangedFile[] {
  if (change.request.door === 'repository' || changersOf(change).length > 0) return shownFiles(change)
  const planned = change.request.edits.map(({ path }) => path)
  return shownFiles(change).filter(({ path }) => !planned.includes(path))
}

const SHOWN_FILES = 8
/** As many as a note holds, of those that change something. */
const MOST_FILES = 30

/** Models and rules that would not say the same: what is approved. */
export const changing = (files: readonly ChangedFile[]): readonly ChangedFile[] =>
  files.filter(it => it.says.length > 0 && !it.isBeside)

/**
 * What each file would say otherwise, in words, the gravest first. Those that are neither models nor rules, and then those
 * that change no more than comments, come last, and are left out first.
 */
export function fileBlocks(files: readonly ChangedFile[], most = MOST_FILES): Block[] {
  const shown = inOrder(files).slice(0, Math.min(wanted(files), most))
  const left = files.length - shown.length
  const items = [...shown.map(fileWords), ...(left > 0 ? [[says.changeCard.moreFiles(left)]] : [])]
  return items.length === 0 ? [] : [{ is: 'list', items, acted: true }]
}

/** All that change something, or a few. */
const wanted = (files: readonly ChangedFile[]) => Math.max(SHOWN_FILES, changing(files).length)

/** How many of them have room, where `lettersOf` counts what a line takes. */
export function filesWithin(files: readonly ChangedFile[], room: number, lettersOf: (line: Words) => number): number {
  const lines = inOrder(files).slice(0, wanted(files)).map(fileWords)
  return linesWithin(lines, room - lettersOf([says.changeCard.moreFiles(files.length)]), lettersOf)
}

/** How many of the first lines have room. */
export function linesWithin(lines: readonly Words[], room: number, lettersOf: (line: Words) => number): number {
  let rest = room
  const over = lines.findIndex(line => {
    rest -= lettersOf(line)
    return rest < 0
  })
  return over < 0 ? lines.length : over
}

export const fileWords = ({ path, says: edits }: ChangedFile): Words =>
  says.changeCard.file(path, edits.join('; ') || undefined)

function inOrder(files: readonly ChangedFile[]): readonly ChangedFile[] {
  const saying = changing(files)
  const beside = files.filter(({ isBeside }) => isBeside)
  const quiet = files.filter(it => it.says.length === 0)
  return [...saying.filter(it => it.isGrave), ...saying.filter(it => !it.isGrave), ...beside, ...quiet]
}
