import type { Judged } from '../approvals/judged.ts'
import type { Block } from '../words/document.ts'
import { says } from '../words/says.ts'
import { changersOf } from './changed-since.ts'
import { fenced } from './slack-text.ts'

const SHOWN_LINES = 20

/** A longer one might be cut in a message, and nobody would see of what. */
const MOST_LETTERS = 2_900

/** What we planned is told by its diff, as long as nobody else has a hand in it; what people write is told in words. */
export function isToldByDiff({ request, ...change }: Judged['change']): boolean {
  return request.door !== 'repository' && changersOf({ request, ...change }).length === 0
}

/** Every line that changes, in as many blocks as that takes; undefined where one has no room, or there is none to be seen. */
export function wholeDiff(diff: string): Block[] | undefined {
  const lines = changedLines(diff)
  const isSeen = lines.length > 0 && !diff.split('\n').includes(says.githubDiff.notShown)
  if (!isSeen || lines.some(line => lettersOf(line) > MOST_LETTERS)) return undefined
  const parts: { text: string; letters: number }[] = []
  for (const line of lines) {
    const [last, letters] = [parts.at(-1), lettersOf(line) + 1]
    if (last && last.letters + letters <= MOST_LETTERS)
      parts[parts.length - 1] = { text: `${last.text}\n${line}`, letters: last.letters + letters }
    else parts.push({ text: line, letters })
  }
  return parts.map(({ text }) => ({ is: 'code', text, language: 'diff', acted: true }))
}

/** Its beginning, with how much more there is. */
export const diffBegun = (diff: string): Block => ({ is: 'code', text: diffLines(diff), language: 'diff' })

/** The lines that change, without the file headers; how many more there are in the pull request is said. */
export function diffLines(diff: string): string {
  const lines = changedLines(diff)
  const left = lines.length - SHOWN_LINES
  const more = left > 0 ? [says.changeCard.moreLines(left)] : []
  return [...lines.slice(0, SHOWN_LINES), ...more].join('\n') || says.changeCard.noDifference
}

const changedLines = (diff: string) =>
  diff.split('\n').filter(line => /^[+-]/.test(line) && !/^(\+\+\+|---)/.test(line))

/** As Slack takes it: `&` alone is five. */
const lettersOf = (line: string) => fenced(line, Number.POSITIVE_INFINITY).length
