import { listWords } from '../words/figures.ts'
import type { Answer } from './answer.ts'
import { type Evidence, gateItems, outcomeOf } from './gate.ts'
import { type Lifecycle, stageOf, waysFrom } from './lifecycle.ts'

/** From one stage to another, by a way that the life cycle has and through its gate. */
export function judgeMove(lifecycle: Lifecycle, from: string, to: string, evidence: Evidence): Answer {
  const way = waysFrom(lifecycle, from).find(it => it.to === to)
  if (way === undefined) return undefinedMove(lifecycle, from, to)
  const items = gateItems(way.gate, evidence)
  return {
    outcome: outcomeOf(items),
    trace: [`${from} → ${to} is a way there is`, ...items.map(({ says }) => says)],
    fix: way.fix,
    ...(way.because !== undefined && { because: way.because }),
  }
}

function undefinedMove(lifecycle: Lifecycle, from: string, to: string): Answer {
  const ways = waysFrom(lifecycle, from).map(it => it.to)
  const instead = ways.length === 0 ? 'no way leads out of it' : `it leads to ${listWords(ways)}`
  return {
    outcome: 'fail',
    waivable: false,
    trace: [`${from} → ${to} is no way there is: from ${from}, ${instead}`],
    fix:
      ways.length === 0
        ? `Leave \`stage: ${from}\`, or add a transition to policies/${lifecycle.id}.yaml first`
        : `Write \`stage: ${ways[0]}\`${ways.length > 1 ? ` or one of ${listWords(ways.slice(1), 'or')}` : ''}, or add the transition to policies/${lifecycle.id}.yaml first`,
  }
}

/** A new model begins at the start. One that is older and never had a stage: nobody can say which way it came. */
export function judgeEntry(lifecycle: Lifecycle, to: string | undefined, isNew: boolean): Answer {
  const { start } = lifecycle
  const fix = `Write \`stage: ${start}\``
  if (to === start) return { outcome: 'pass', trace: [`${start} is where life begins`], fix }
  const at = to === undefined ? 'it says no stage' : `it says ${to}`
  const unheard = to !== undefined && stageOf(lifecycle, to) === undefined
  return isNew
    ? { outcome: 'fail', waivable: false, trace: [`a new model begins in ${start}, and ${at}`], fix }
    : {
        outcome: 'unknown',
        ...(unheard && { waivable: false }),
        trace: [`${at}, and its file said none of these stages before, so nobody knows which gates it passed`],
        fix: unheard ? fix : `${fix}, or have a waiver granted for the stage it is really in`,
      }
}

/** From what the file said to what it is to say. */
export function judgeChange(
  lifecycle: Lifecycle,
  from: string | undefined,
  to: string | undefined,
  evidence: Evidence,
): Answer {
  if (from === undefined || stageOf(lifecycle, from) === undefined) return judgeEntry(lifecycle, to, false)
  if (to !== undefined) return judgeMove(lifecycle, from, to, evidence)
  const fix = `Leave \`stage: ${from}\` in the file`
  return { outcome: 'fail', waivable: false, trace: [`the stage ${from} was taken away`], fix }
}
