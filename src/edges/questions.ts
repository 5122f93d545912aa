import type { Readable, Writable } from 'node:stream'
import { isCancel, multiline, select, text } from '@clack/prompts'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

/** One question at a terminal. */
export interface Asked {
  readonly asks: string
  readonly otherwise: string
  readonly oneOf?: readonly string[]
  readonly lines?: true
  /** What is wrong with an answer, in words; undefined where nothing is. */
  readonly wrong: (answer: string) => string | undefined
}

export interface Terminal {
  readonly input: Readable
  readonly output: Writable
}

/** Whether somebody sits there who can answer. */
export function someoneIsThere(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true
}

/** Asks until the answer can be used. An empty answer means what is shown as such. */
export async function askAt({ input, output }: Terminal, question: Asked): Promise<string> {
  const { asks: message, otherwise, wrong, oneOf, lines } = question
  const said = (answer = '') => (answer.trim() === '' ? otherwise : answer)
  const validate = (answer: string | undefined) => wrong(said(answer))
  const shown = { input, output, message }
  const free = { ...shown, placeholder: otherwise, defaultValue: otherwise, validate }
  const answer = oneOf
    ? await select({ ...shown, options: oneOf.map(value => ({ value, label: value })), initialValue: otherwise })
    : await (lines ? multiline(free) : text(free))
  if (isCancel(answer)) throw new ProblemError([problem('stopped', ...says.edgeQuestions.stopped)])
  return said(answer)
}
