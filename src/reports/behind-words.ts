import type { Problem } from '../core/problem.ts'
import { count } from '../core/words.ts'
import { BEHIND_MAIN } from '../repository/after-merge.ts'

/** Said instead of how many errors there are: behind the main branch those of the files may be nobody’s. */
export function behindWords(problems: readonly Problem[]): Pick<Problem, 'says' | 'fix'> | undefined {
  const [first, ...more] = behindOf(problems)
  if (first === undefined) return undefined
  const others = more.length === 0 ? '' : ` The same holds of ${count(more.length, 'other file')}.`
  return { says: `Update the branch. ${first.says}${others}`, fix: first.fix }
}

export const behindOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ code }) => code === BEHIND_MAIN)
