import { since } from '../core/calendar.ts'
import type { Finding } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import { lintSelector, selected } from '../core/policy-complaints.ts'
import { type Complaint, type Matter, policiesOf, policyKind, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { Answer } from '../lifecycle/answer.ts'
import { lifecycleBranches } from '../lifecycle/branches.ts'
import { examples } from '../lifecycle/examples.ts'
import { flaws } from '../lifecycle/flaws.ts'
import { evidenceOf } from '../lifecycle/gate.ts'
import { Lifecycle, stageOf } from '../lifecycle/lifecycle.ts'
import { lifecycleMeaning } from '../lifecycle/meaning.ts'
import { judgeChange, judgeEntry } from '../lifecycle/move.ts'
import { references } from '../lifecycle/references.ts'
import { judgeStanding, judgeTimer, type Standing } from '../lifecycle/standing.ts'
import { says } from '../words/says.ts'

const entry = policyKind({
  kind: 'lifecycle',
  summary: says.policyLifecycle.summary,
  schema: Lifecycle,
  examples,
  failing: ['fail'],
  decides: ['start', 'stages.*.maxDays', 'stages.*.serves', 'stages.*.end', 'transitions'],
  meaning: lifecycleMeaning,
  branches: lifecycleBranches,
  complaints,
  judge,
})
export default entry

/** The one life cycle of a model. `kedge check` sees to it that there are not two. */
export function lifecycleFor(repository: Repository, model: Model): Lifecycle | undefined {
  return policiesOf(repository, entry).find(it => selects(it.appliesTo, model))
}

/** At an end of its life cycle; where it has none, by the one word that every plan knows. */
export function isOver(repository: Repository, model: Model): boolean {
  const mine = lifecycleFor(repository, model)
  const stage = mine && stageOf(mine, model.stage)
  return stage ? stage.end === true : model.stage === 'retired'
}

/**
 * A change that takes a model out of a life cycle is judged by it too, the move and where the model then stands, so that
 * nobody gets round a gate or a timer by a tier. Of how the model stands, a change hears only what is wrong.
 */
function judge(policy: Lifecycle, matter: Matter): readonly Finding[] {
  const { model, before, change, now } = matter
  const mine = selects(policy.appliesTo, model)
  const was = before !== undefined && selects(policy.appliesTo, before)
  const moved = mine || was ? move(policy, matter) : undefined
  return [
    ...(moved ? [found(policy, model, moved), ...leftBehind(policy, model, before)] : []),
    ...(mine || was ? atRest(policy, model, standingOf(model, now), mine) : []).filter(
      it => change === undefined || it.outcome !== 'pass',
    ),
  ]
}

function move(policy: Lifecycle, matter: Matter): Answer | undefined {
  const { model, before, change } = matter
  if (before === undefined) return change?.kind === 'register' ? judgeEntry(policy, model.stage, true) : undefined
  if (before.stage === model.stage) return undefined
  return judgeChange(policy, before.stage, model.stage, evidenceOf(matter))
}

/** The stage has moved and its day has not: the timer would count from the wrong one. */
function leftBehind(policy: Lifecycle, model: Model, before: Model | undefined): readonly Finding[] {
  if (model.stageSince === undefined || model.stageSince !== before?.stageSince) return []
  const { because, still, fix } = says.policyLifecycle.dayBehind(model.stageSince)
  return [mild(policy, model, { outcome: 'fail', trace: [still], fix, because })]
}

export function standingOf(model: Model, now: Date): Standing {
  return { stage: model.stage, days: since(model.stageSince, now), onHold: model.serving.hold !== undefined }
}

/** A timer that has not run out is not worth a line. */
function atRest(policy: Lifecycle, model: Model, standing: Standing, stays: boolean): readonly Finding[] {
  const timer = judgeTimer(policy, standing)
  const findings = [
    found(policy, model, judgeStanding(policy, standing)),
    ...(timer && timer.outcome !== 'pass' ? [mild(policy, model, timer)] : []),
  ]
  const why = stays ? [] : [says.policyLifecycle.leaving]
  return findings.map(finding => ({ ...finding, ofModel: true, trace: [...finding.trace, ...why] }))
}

/** About time: it warns at most. */
function mild(policy: Lifecycle, model: Model, answer: Answer): Finding {
  const severity = policy.severity === 'info' ? 'info' : 'warn'
  return { ...found(policy, model, answer), severity, named: ['model.stageSince'] }
}

function found(policy: Lifecycle, model: Model, { outcome, trace, fix, because, waivable }: Answer): Finding {
  return {
    policy: policy.id,
    outcome,
    severity: policy.severity,
    because: because ?? policy.because,
    fix: fix.replaceAll('{model}', model.id),
    trace,
    named: ['model.stage'],
    ...(waivable === false ? { waivable } : policy.mayWaive && { mayWaive: policy.mayWaive }),
  }
}

function complaints(policy: Lifecycle, repository: Repository): readonly Complaint[] {
  return [
    ...lintSelector(policy.appliesTo, repository),
    ...flaws(policy),
    ...references(policy, repository),
    ...rivals(policy, repository),
  ]
}

/** Told once, in the later file. */
function rivals(policy: Lifecycle, repository: Repository): Complaint[] {
  const others = policiesOf(repository, entry).filter(it => it.id < policy.id)
  return selected(policy.appliesTo, repository).flatMap(model => {
    const other = others.find(it => selects(it.appliesTo, model))
    if (other === undefined) return []
    return [
      { at: ['appliesTo'], code: 'two-life-cycles', ...says.policyLifecycle.two(model.id, [other.id, policy.id]) },
    ]
  })
}
