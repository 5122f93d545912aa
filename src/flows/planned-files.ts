import { digestOf } from '../core/canonical.ts'
import type { Request } from '../core/change.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Plan } from '../plans/plan.ts'
import { BEHIND_MAIN } from '../repository/after-merge.ts'
import { applyEdits } from '../repository/apply-edits.ts'
import { lookAt } from './look.ts'
import type { Contents } from './world.ts'

/** What its pull request would hold. */
export function contentsOf(
  { commit, files }: Repository,
  { edits }: Pick<Plan, 'edits'>,
): Contents | Pick<ProblemError, 'problems'> {
  try {
    const edited = Object.entries(applyEdits(files, edits)).map(([path, text]) => {
      const was = files[path]
      return { path, ...(was && { was }), is: { text, blob: digestOf(text) } }
    })
    return { mergeBase: commit, files: edited, authors: [], commits: [], diff: '' }
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

/** What would be wrong in the files with it, the files it does not touch too; not what the main branch has wrong already. */
export function problemsOf(repository: Repository, plan: Pick<Request, 'edits'>): readonly Problem[] {
  const contents = contentsOf(repository, plan)
  if ('problems' in contents) return contents.problems
  const { problems } = lookAt(repository, contents, digestOf(plan.edits), plan)
  return problems.filter(({ code }) => code !== BEHIND_MAIN)
}
