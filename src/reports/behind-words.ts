import type { Problem } from '../core/problem.ts'
import { BEHIND_MAIN } from '../repository/after-merge.ts'
import { says } from '../words/says.ts'

/** Said instead of how many errors there are: behind the main branch those of the files may be nobody’s. */
export function behindWords(problems: readonly Problem[]): Pick<Problem, 'says' | 'fix'> | undefined {
  const [first, ...more] = behindOf(problems)
  if (first === undefined) return undefined
  return { says: says.behindWords.update(first.says, more.length), fix: first.fix }
}

export const behindOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ code }) => code === BEHIND_MAIN)
