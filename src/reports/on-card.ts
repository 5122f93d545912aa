import type { Judged } from '../approvals/judged.ts'
import type { Block, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { changing, fileBlocks, filesOnCard, filesWithin, fileWords, linesWithin } from './changed-files.ts'
import { shortFindingBlocks } from './findings.ts'
import { lettersOf } from './slack-blocks.ts'
import { isKept, MOST_LETTERS } from './slack-fitting.ts'

/** What there is room for on a card of what changes, and of what the rules say of it. */
export interface OnCard {
  readonly files: readonly Block[]
  readonly findings: readonly Block[]
  /** Every line of what changes is there as a whole. Nobody approves what they were not shown. */
  readonly isWhole: boolean
  /** What stands there where it is not. */
  readonly instead: Block
}

/** A longer line might be cut, and nobody would see of what. */
const LONGEST_LINE = 2_900

/** For the ends of lines, and for the lines that say how much is left out. */
const ASIDE = 200

interface Around {
  /** The rest of the card. */
  readonly others: readonly Block[]
  /** Words or a diff say all of what there would be. */
  readonly isUncut: boolean
  readonly instead: Block
}

/** Why the rules say no is left to the pull request before any file is. */
export function shownOnCard(it: Judged, { others, isUncut, instead }: Around): OnCard {
  const { change, findings, model, repository } = it
  const people = repository.people.people
  const lettersIn = (blocks: readonly Block[]) => lettersOf(blocks, people)
  // One more for the end of its line.
  const lineLetters = (line: Words) => lettersIn([{ is: 'list', items: [line] }]) + 1
  const files = filesOnCard(change)
  const changes = changing(files)
  const hasLines = changes.every(file => lineLetters(fileWords(file)) <= LONGEST_LINE)
  const room = MOST_LETTERS - ASIDE - lettersIn(others.filter(isKept))
  const answers = (brief: boolean) => shortFindingBlocks(findings, { own: model?.id, brief })
  for (const said of [answers(false), answers(true)]) {
    const most = filesWithin(files, room - lettersIn(said), lineLetters)
    const isWhole = isUncut && hasLines && most >= changes.length && lettersIn(said) <= room
    if (isWhole) return { files: fileBlocks(files, most), findings: said, isWhole, instead }
  }
  const rest = room - lettersIn([instead])
  const said = answers(true).map(block => shortened(block, rest / 2, lineLetters))
  const most = filesWithin(files, rest - lettersIn(said), lineLetters)
  return { files: fileBlocks(files, most), findings: said, isWhole: false, instead }
}

function shortened(block: Block, room: number, lettersOf: (line: Words) => number): Block {
  if (block.is !== 'list') return block
  const { items } = block
  const more = (left: number): Words => [says.changeCard.moreAnswers(left)]
  const most = linesWithin(items, room - lettersOf(more(items.length)), lettersOf)
  return most === items.length ? block : { ...block, items: [...items.slice(0, most), more(items.length - most)] }
}
