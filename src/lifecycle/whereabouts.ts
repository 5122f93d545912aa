import { since } from '../core/calendar.ts'
import type { Matter } from '../core/policy-kind.ts'
import { evidenceOf, type GateItem, gateItems, outcomeOf } from './gate.ts'
import { type Lifecycle, stageOf, waysFrom } from './lifecycle.ts'
import { whoActs } from './who.ts'

/** Where a model is on its way, and what is next. */
export interface Whereabouts {
  readonly lifecycle: string
  /** What its file says; it may be a stage there is not. */
  readonly stage?: string
  /** Left out where the stage is none of the life cycle’s. */
  readonly here?: {
    readonly says: string
    /** A day. */
    readonly since?: string
    readonly days?: number
    readonly maxDays?: number
    readonly end: boolean
  }
  readonly acts?: { readonly as: string; readonly people: readonly string[] }
  readonly next: readonly NextStage[]
  /** Stages that no way leads to from here. */
  readonly closed: readonly string[]
}

export interface NextStage {
  readonly stage: string
  readonly says: string
  readonly because?: string
  readonly gate: 'open' | 'missing' | 'unknown'
  readonly items: readonly GateItem[]
  readonly approvers?: string
  readonly fix: string
}

const GATES = { pass: 'open', fail: 'missing', unknown: 'unknown' } as const

export function whereabouts(lifecycle: Lifecycle, matter: Matter): Whereabouts {
  const { model, now, repository } = matter
  const stage = stageOf(lifecycle, model.stage)
  const days = since(model.stageSince, now)
  const next = model.stage === undefined || !stage ? [] : nextStages(lifecycle, model.stage, matter)
  const near = [model.stage, ...next.map(it => it.stage)]
  return {
    lifecycle: lifecycle.id,
    ...(model.stage !== undefined && { stage: model.stage }),
    ...(stage && {
      here: {
        says: stage.says,
        ...(model.stageSince !== undefined && { since: model.stageSince }),
        ...(days !== undefined && { days }),
        ...(stage.maxDays !== undefined && { maxDays: stage.maxDays }),
        end: stage.end ?? false,
      },
    }),
    ...(stage?.who !== undefined && { acts: { as: stage.who, people: whoActs(stage.who, model, repository.people) } }),
    next,
    closed: stage ? Object.keys(lifecycle.stages).filter(name => !near.includes(name)) : [],
  }
}

function nextStages(lifecycle: Lifecycle, from: string, matter: Matter): readonly NextStage[] {
  const evidence = evidenceOf(matter)
  return waysFrom(lifecycle, from).map(({ to, because, gate, fix }) => {
    const items = gateItems(gate, evidence)
    return {
      stage: to,
      says: stageOf(lifecycle, to)?.says ?? '',
      ...(because !== undefined && { because }),
      gate: GATES[outcomeOf(items)],
      items,
      ...(gate?.approvers !== undefined && { approvers: gate.approvers }),
      fix: fix.replaceAll('{model}', matter.model.id),
    }
  })
}
