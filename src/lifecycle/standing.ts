import { nearest } from '../core/did-you-mean.ts'
import { count } from '../words/figures.ts'
import { oneOf } from '../words/quoted.ts'
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
  const fix = `Write \`stage:\` with ${oneOf(known)}`
  if (stage === undefined) return { outcome: 'unknown', trace: ['its file says no stage'], fix }
  const here = stageOf(lifecycle, stage)
  if (here === undefined) {
    const near = nearest(stage, known)
    const meant = near === undefined ? '' : ` (did you mean \`${near}\`?)`
    return { outcome: 'fail', waivable: false, trace: [`there is no stage \`${stage}\`${meant}`], fix }
  }
  if (here.serves || here.end || onHold) return { outcome: 'pass', trace: [`it is in ${stage}`], fix }
  const serving = known.filter(name => lifecycle.stages[name]?.serves)
  return {
    outcome: 'fail',
    trace: [`a model in ${stage} may not serve production, and this one is not on hold`],
    fix: `Put it on hold (\`serving.hold\`) until it is in ${oneOf(serving) || 'a stage with `serves: true`'}`,
  }
}

/** Undefined where the stage has no timer. */
export function judgeTimer(lifecycle: Lifecycle, { stage, days }: Standing): Answer | undefined {
  const most = stageOf(lifecycle, stage)?.maxDays
  if (stage === undefined || most === undefined) return undefined
  const timer = { because: `A model is in ${stage} for ${count(most, 'day')} at most.` }
  if (days === undefined) {
    const fix = 'Write `stageSince:` with the day it came there'
    return { ...timer, outcome: 'unknown', trace: ['its file does not say since when it is there'], fix }
  }
  const words = `it has been there for ${count(days, 'day')}`
  const fix = 'Move it on: `/kedge path {model}` says what is missing and who must act'
  return { ...timer, outcome: days > most ? 'fail' : 'pass', trace: [words], fix }
}
