import type { Finding } from '../core/change.ts'
import { type Coverage, coverageOf } from '../core/coverage.ts'
import { type Problem, problem, sorted } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import type { Kinds } from '../repository/kinds.ts'
import { type ReadRepository, readRepository } from '../repository/read-repository.ts'
import { positionsOf } from '../repository/yaml-positions.ts'
import { keyOf } from '../rules/model-facts.ts'
import { says } from '../words/says.ts'
import { atRest, judgeAll } from './judge.ts'
import type { Snapshot } from './world.ts'

export interface Checked {
  /** No errors; warnings and notes do not stop anybody. */
  readonly good: boolean
  readonly problems: readonly Problem[]
  /** Models and policies that were read, good or bad. */
  readonly files: readonly string[]
  readonly counts: ReadRepository['counts']
  /** How the models stand under the rules; left out where the rules could not be read. */
  readonly coverage?: Coverage
}

/**
 * Everything that is wrong with a repository on a day, from one look: what is written, and what the rules say of each
 * model as it stands. `before` is what the reading itself had to refuse.
 */
export function check(
  snapshot: Snapshot,
  now: Date,
  before: readonly Problem[] = [],
  kinds: Kinds = policyKinds,
): Checked {
  const { repository, problems, paths, counts } = readRepository(snapshot.files, snapshot.commit, kinds)
  const judged = repository && judgedModels(repository, now, kinds)
  const all = sorted([
    ...before,
    ...problems,
    ...(repository ? todayProblems(repository, now, kinds) : []),
    ...(judged?.problems ?? []),
  ])
  return {
    good: all.every(p => p.level !== 'error'),
    problems: all,
    files: paths,
    counts,
    ...(judged && { coverage: judged.coverage }),
  }
}

interface JudgedModels {
  readonly coverage: Coverage
  readonly problems: readonly Problem[]
}

/** Model by model: of ten thousand, all findings at once would be half a million. */
function judgedModels(repository: Repository, now: Date, kinds: Kinds): JudgedModels {
  const problems: Problem[] = []
  function* findings() {
    for (const model of Object.values(repository.models)) {
      const found = judgeAll(atRest(repository, model, now), kinds)
      for (const finding of found) problems.push(...findingProblem(finding, model.id, repository))
      yield found
    }
  }
  const coverage = coverageOf(findings())
  return { coverage, problems }
}

const LEVELS = { block: 'error', warn: 'warning', info: 'note' } as const

/** A finding at the line of the model it is about. */
function findingProblem(finding: Finding, model: string, repository: Repository): Problem[] {
  if (finding.outcome !== 'fail' && finding.outcome !== 'unknown') return []
  // Git holds no readings: the bot, which has them, judges this one.
  if (finding.outcome === 'unknown' && finding.measured) return []
  const file = repository.paths[`model/${model}`] ?? ''
  const fact = finding.named?.find(name => name.startsWith('model.'))
  const place = positionsOf(repository.files[file]?.text ?? '').of(fact === undefined ? [] : keyOf(fact))
  return [
    problem(finding.policy, says.flowCheck.finding(finding), finding.fix, {
      level: LEVELS[finding.severity],
      file,
      ...place,
    }),
  ]
}

function todayProblems(repository: Repository, now: Date, kinds: Kinds): Problem[] {
  return Object.values(kinds).flatMap(kind =>
    (repository.policies[kind.kind] ?? []).flatMap(policy => {
      const file = repository.paths[`${kind.kind}/${(policy as { readonly id: string }).id}`] ?? ''
      const complaints = kind.today?.(policy as never, now, repository) ?? []
      return complaints.map(({ at, code, says: wrong, fix, level = 'error' }) =>
        problem(code, wrong, fix, { level, file, ...positionsOf(repository.files[file]?.text ?? '').of(at) }),
      )
    }),
  )
}
