import { type Change, sealOf } from '../core/change-state.ts'
import type { Problem } from '../core/problem.ts'
import { BEHIND_MAIN } from '../repository/after-merge.ts'
import { HOLD_REASON } from '../repository/hold-reason.ts'
import { says } from '../words/says.ts'

/**
 * Said instead of how many errors there are: behind the main branch those of the files may be nobody’s, and of a hold that only
 * lacks its reason it is known what it would do.
 */
export function brokenWords(problems: readonly Problem[]): Pick<Problem, 'says' | 'fix'> | undefined {
  const [first, ...more] = behindOf(problems)
  const [unsaid] = problems
  if (first === undefined)
    return unsaid && problems.every(({ code }) => code === HOLD_REASON)
      ? { says: unsaid.says, fix: unsaid.fix }
      : undefined
  return { says: says.behindWords.update(first.says, more.length), fix: first.fix }
}

/** One of ours whose files the main branch moved: what is asked now is planned on what is there now. */
export function isBehind(change: Change): boolean {
  const problems = change.merged ? [] : (sealOf(change)?.body.problems ?? [])
  return change.request.door !== 'repository' && behindOf(problems).length > 0
}

export const behindOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ code }) => code === BEHIND_MAIN)
