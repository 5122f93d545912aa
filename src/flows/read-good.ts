import { type Problem, ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Snapshot } from './world.ts'

/** A repository without errors; throws `ProblemError` with all of them: half a set of rules answers nothing. */
export function readGood(read: { readonly snapshot: Snapshot; readonly problems: readonly Problem[] }): Repository {
  const { repository, problems } = readRepository(read.snapshot.files, read.snapshot.commit, policyKinds)
  const errors = [...read.problems, ...problems].filter(p => p.level === 'error')
  if (repository === undefined || errors.length > 0) throw new ProblemError(errors)
  return repository
}
