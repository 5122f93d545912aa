import { type Problem, sorted } from '../core/problem.ts'
import { policyKinds } from '../policies/index.ts'
import { type Kinds, type ReadRepository, readRepository } from '../repository/read-repository.ts'
import type { Snapshot } from './world.ts'

export interface Checked {
  /** No errors; warnings do not stop anybody. */
  readonly good: boolean
  readonly problems: readonly Problem[]
  readonly counts: ReadRepository['counts']
}

/** Everything that is wrong with a repository, from one look. `before` is what the reading itself had to refuse. */
export function check(snapshot: Snapshot, before: readonly Problem[] = [], kinds: Kinds = policyKinds): Checked {
  const { problems, counts } = readRepository(snapshot.files, snapshot.commit, kinds)
  const all = sorted([...before, ...problems])
  return { good: all.every(p => p.level !== 'error'), problems: all, counts }
}
