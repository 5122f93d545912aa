import type { Finding } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import type { Answer, RuleVerdicts, VerdictChange } from '../core/planned.ts'
import type { Matter } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { Kinds } from '../repository/kinds.ts'
import { atRest, judgeAll } from './judge.ts'
import { imaginable, type Move, matterOf } from './plan-matters.ts'

/** Two sets of rules, and the models and files they are tried on. */
export interface Trial {
  readonly old: Repository
  /** Its models, use cases and sources are what both are tried on, so that only the rules differ. */
  readonly new: Repository
  /** Ids of the policies whose files differ. */
  readonly edited: ReadonlySet<string>
  /** What is really asked of models, by their ids. */
  readonly moves: ReadonlyMap<string, readonly Move[]>
  readonly now: Date
  readonly kinds: Kinds
}

/**
 * What the old and the new rules say of every model as it stands, and, where a rule that was edited says nothing of
 * that, of the changes people could ask of it. Every rule is compared, since an edited exception speaks for another one.
 */
export function ruleVerdicts(trial: Trial): readonly RuleVerdicts[] {
  const found = new Map<string, { changed: VerdictChange[]; unchanged: number }>()
  const of = (rule: string) => {
    const known = found.get(rule) ?? { changed: [], unchanged: 0 }
    found.set(rule, known)
    return known
  }
  for (const rule of trial.edited) if (judges(trial, rule)) of(rule)
  for (const model of Object.values(trial.new.models)) {
    for (const [rule, changes] of comparedOn(model, trial)) {
      if (changes.length > 0) of(rule).changed.push(...changes)
      else if (trial.edited.has(rule)) of(rule).unchanged += 1
    }
  }
  return [...found].map(([rule, it]) => ({ rule, ...it })).sort((a, b) => (a.rule < b.rule ? -1 : 1))
}

function judges(trial: Trial, rule: string): boolean {
  return [trial.old, trial.new].some(({ policies }) =>
    Object.values(trial.kinds).some(
      kind => kind.judge && (policies[kind.kind] ?? []).some(policy => (policy as { id: string }).id === rule),
    ),
  )
}

/** For each rule that says anything of this model: what it says differently. */
function comparedOn(model: Model, trial: Trial): ReadonlyMap<string, readonly VerdictChange[]> {
  const rest = compare(atRest(trial.new, model, trial.now), 'rest', trial, () => true)
  const found = new Map<string, VerdictChange[]>(rest)
  const silent = (id: string) => trial.edited.has(id) && !rest.has(id)
  if (![...trial.edited].some(silent)) return found
  const asked = trial.moves.get(model.id) ?? []
  const others = imaginable(model, trial.new).filter(({ kind }) => !asked.some(move => move.kind === kind))
  for (const move of [...asked, ...others]) {
    for (const [rule, changes] of compare(matterOf(move, trial.new, trial.now), move.kind, trial, silent))
      found.set(rule, merged([...(found.get(rule) ?? []), ...changes]))
  }
  return found
}

function compare(
  matter: Matter,
  at: VerdictChange['at'][number],
  { old, new: anew, kinds }: Trial,
  asked: (id: string) => boolean,
): Map<string, VerdictChange[]> {
  const [before, after] = [old, anew].map(repository =>
    Map.groupBy(judgeAll({ ...matter, repository }, kinds, asked), finding => finding.policy),
  ) as [Map<string, Finding[]>, Map<string, Finding[]>]
  return new Map(
    [...new Set([...before.keys(), ...after.keys()])].map(rule => {
      const [was, is] = [before.get(rule) ?? [], after.get(rule) ?? []]
      const pairs = Array.from({ length: Math.max(was.length, is.length) }, (_, i) => [was[i], is[i]] as const)
      const changes = pairs
        .map(([from, to]) => ({
          model: matter.model.id,
          at: [at],
          from: answerOf(from, rule, old),
          to: answerOf(to, rule, anew),
        }))
        .filter(({ from, to }) => differ(from, to))
      return [rule, changes]
    }),
  )
}

function answerOf(finding: Finding | undefined, rule: string, { policies }: Repository): Answer {
  if (finding) return { outcome: finding.outcome, severity: finding.severity, trace: finding.trace }
  const there = Object.values(policies).some(list => list.some(policy => (policy as { id: string }).id === rule))
  return { outcome: there ? 'skip' : 'absent', trace: [] }
}

/** How strict a rule is matters where it does not hold. */
function differ(from: Answer, to: Answer): boolean {
  if (from.outcome !== to.outcome) return true
  return (to.outcome === 'fail' || to.outcome === 'unknown') && from.severity !== to.severity
}

/** The same answers on several changes are one line. */
function merged(changes: readonly VerdictChange[]): VerdictChange[] {
  const found = new Map<string, VerdictChange>()
  for (const change of changes) {
    const key = JSON.stringify([change.from, change.to])
    const known = found.get(key)
    found.set(key, known ? { ...known, at: [...known.at, ...change.at] } : change)
  }
  return [...found.values()]
}
