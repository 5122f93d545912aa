import { says } from '../words/says.ts'
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
    trace: [says.lifecycleMove.way(from, to), ...items.map(({ says }) => says)],
    fix: way.fix,
    ...(way.because !== undefined && { because: way.because }),
  }
}

function undefinedMove(lifecycle: Lifecycle, from: string, to: string): Answer {
  const ways = waysFrom(lifecycle, from).map(it => it.to)
  return {
    outcome: 'fail',
    waivable: false,
    trace: [says.lifecycleMove.noWay(from, to, ways)],
    fix: says.lifecycleMove.noWayFix(from, ways, lifecycle.id),
  }
}

/** A new model begins at the start. One that is older and never had a stage: nobody can say which way it came. */
export function judgeEntry(lifecycle: Lifecycle, to: string | undefined, isNew: boolean): Answer {
  const { start } = lifecycle
  const { begins, notBegun, unheard: never, beginFix, beginOrWaiveFix } = says.lifecycleMove
  const fix = beginFix(start)
  if (to === start) return { outcome: 'pass', trace: [begins(start)], fix }
  const unheard = to !== undefined && stageOf(lifecycle, to) === undefined
  return isNew
    ? { outcome: 'fail', waivable: false, trace: [notBegun(start, to)], fix }
    : {
        outcome: 'unknown',
        ...(unheard && { waivable: false }),
        trace: [never(to)],
        fix: unheard ? fix : beginOrWaiveFix(start),
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
  const { takenAway, takenAwayFix } = says.lifecycleMove
  return { outcome: 'fail', waivable: false, trace: [takenAway(from)], fix: takenAwayFix(from) }
}
