import { nearest } from '../core/did-you-mean.ts'
import { says } from '../words/says.ts'
import type { Answer } from './answer.ts'
import { type Lifecycle, stageOf } from './lifecycle.ts'

/** A model that stays where it is. */
export interface Standing {
  readonly stage?: string | undefined
  /** Days in this stage; undefined where its file does not say since when. */
  readonly days?: number | undefined
  readonly onHold: boolean
}

/** Whether its stage is one of the life cycle, and may do what it does. */
export function judgeStanding(lifecycle: Lifecycle, { stage, onHold }: Standing): Answer {
  const known = Object.keys(lifecycle.stages)
  const fix = says.lifecycleStanding.fix(known)
  if (stage === undefined) return { outcome: 'unknown', trace: [says.lifecycleStanding.noStage], fix }
  const here = stageOf(lifecycle, stage)
  if (here === undefined) {
    const unknown = says.lifecycleStanding.unknownStage(stage, nearest(stage, known))
    return { outcome: 'fail', waivable: false, trace: [unknown], fix }
  }
  if (here.serves || here.end || onHold) return { outcome: 'pass', trace: [says.lifecycleStanding.isIn(stage)], fix }
  const serving = known.filter(name => lifecycle.stages[name]?.serves)
  return {
    outcome: 'fail',
    trace: [says.lifecycleStanding.mayNotServe(stage)],
    fix: says.lifecycleStanding.holdFix(serving),
  }
}

/** Undefined where the stage has no timer. */
export function judgeTimer(lifecycle: Lifecycle, { stage, days }: Standing): Answer | undefined {
  const most = stageOf(lifecycle, stage)?.maxDays
  if (stage === undefined || most === undefined) return undefined
  const timer = { because: says.lifecycleStanding.timer(stage, most) }
  if (days === undefined) {
    const { noSince, noSinceFix } = says.lifecycleStanding
    return { ...timer, outcome: 'unknown', trace: [noSince], fix: noSinceFix }
  }
  const { days: been, moveFix } = says.lifecycleStanding
  return { ...timer, outcome: days > most ? 'fail' : 'pass', trace: [been(days)], fix: moveFix }
}
