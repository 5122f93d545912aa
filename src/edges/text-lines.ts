import { createReadStream } from 'node:fs'
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'

export interface Line {
  /** From 1, as editors count. */
  readonly number: number
  readonly text: string
}

/** No line that means anything is longer; without a bound a file without line breaks would fill the memory. */
const LETTERS_MOST = 64 * 1024

/** The lines of a file, one after the other, without its end. Throws `ProblemError` where it is no text. */
export async function* textLines(file: string): AsyncGenerator<Line> {
  let [rest, number] = ['', 1]
  for await (const text of textOf(file)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() as string
    for (const line of lines) yield { number: number++, text: bounded(file, number - 1, line) }
    bounded(file, number, rest)
  }
  if (rest !== '') yield { number, text: bounded(file, number, rest) }
}

async function* textOf(file: string): AsyncGenerator<string> {
  // It drops the mark that some writers put before the first letter.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of createReadStream(file)) yield decoder.decode(bytes, { stream: true })
    yield decoder.decode()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw unreadable({ file }, says.textLines.noText)
    throw unreadable({ file }, says.textLines.unreadable(code))
  }
}

function bounded(file: string, line: number, text: string): string {
  if (text.length > LETTERS_MOST) throw unreadable({ file, line }, says.textLines.tooLong)
  return text.endsWith('\r') ? text.slice(0, -1) : text
}

function unreadable(where: Pick<Problem, 'file' | 'line'>, why: WrongAndFix): ProblemError {
  return new ProblemError([problem('unreadable', ...why, where)])
}
