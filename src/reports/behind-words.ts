import type { Judged } from '../approvals/judged.ts'
import type { Problem } from '../core/problem.ts'
import { count } from '../core/words.ts'
import { BEHIND_MAIN } from '../repository/after-merge.ts'

/** Said instead of how many errors there are: behind the main branch those of the files may be nobody’s. */
export function saidIfBehind(it: Judged): Judged {
  const [first, ...more] = behindOf(it.change.seals.at(-1)?.body.problems ?? [])
  if (first === undefined || it.verdict.is !== 'blocked' || it.verdict.code !== 'broken-files') return it
  const others = more.length === 0 ? '' : ` The same holds of ${count(more.length, 'other file')}.`
  return { ...it, verdict: { ...it.verdict, says: `Update the branch. ${first.says}${others}`, fix: first.fix } }
}

export const behindOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ code }) => code === BEHIND_MAIN)
