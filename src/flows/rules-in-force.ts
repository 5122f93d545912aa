import { type Problem, ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Log, World } from './world.ts'

/** The repository as last read without errors: a bad file stops nothing that runs, and is said. */
export function rulesInForce(read: World['see']['repository'], log: Log) {
  let good: Repository | undefined
  let seen: { commit: string; problems: readonly Problem[] } | undefined
  const newest = async (): Promise<Repository> => {
    const { commit, files } = await read()
    if (seen?.commit !== commit) {
      const { repository, problems } = readRepository(files, commit, policyKinds)
      const errors = problems.filter(p => p.level === 'error')
      if (errors.length > 0)
        log.error({ commit, problems: errors }, 'the policy repository has errors; the last good rules stay in force')
      good = repository ?? good
      seen = { commit, problems }
    }
    if (good) return good
    throw new ProblemError(seen.problems)
  }
  return { read: newest, known: () => good }
}
