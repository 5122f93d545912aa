import { readFile } from 'node:fs/promises'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

/** The text of a file somebody named. */
export async function readOneFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError([problem('unreadable', ...says.oneFile.unreadable(error.code), { file: path })])
  })
}
