import { readFile } from 'node:fs/promises'
import { ProblemError, problem } from '../core/problem.ts'

/** The text of a file somebody named. */
export async function readOneFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const says = `It cannot be read (${error.code ?? 'no reason given'}).`
    throw new ProblemError([problem('unreadable', says, 'Name a file that is there', { file: path })])
  })
}
