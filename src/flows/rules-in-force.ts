import { type Problem, ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import { says } from '../words/says.ts'
import type { Log, World } from './world.ts'

/** Main may be broken by several commits in a row, and what was merged onto one of them is looked at soon. */
const keptMost = 8

/** The repository as last read without errors: a bad file stops nothing that runs, and is said. */
export function rulesInForce(read: World['see']['repository'], log: Log) {
  let good: Repository | undefined
  const over = new Map<string, Repository>()
  let seen: { commit: string; problems: readonly Problem[] } | undefined
  let [begun, newestRead] = [0, 0]
  const newest = async (): Promise<Repository> => {
    const mine = ++begun
    const { commit, files } = await read()
    // A slow read may end after one that began later: what it brings is older.
    const isOld = mine < newestRead
    newestRead = Math.max(mine, newestRead)
    if (seen?.commit !== commit && !isOld) {
      const { repository, problems } = readRepository(files, commit, policyKinds)
      const errors = problems.filter(p => p.level === 'error')
      if (errors.length > 0) log.error({ commit, problems: errors }, says.rulesInForce.broken)
      good = repository ?? (good && { ...good, tip: files })
      if (good?.tip) keep(over, commit, good)
      seen = { commit, problems }
    }
    if (good) return good
    throw new ProblemError(seen?.problems ?? [])
  }
  return { read: newest, known: () => good, overBroken: (commit: string) => over.get(commit) }
}

function keep(over: Map<string, Repository>, commit: string, good: Repository): void {
  over.set(commit, good)
  const [oldest] = over.keys()
  if (over.size > keptMost && oldest !== undefined) over.delete(oldest)
}
