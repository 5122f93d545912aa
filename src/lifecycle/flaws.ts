import { nearest } from '../core/did-you-mean.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import { type Lifecycle, waysFrom } from './lifecycle.ts'
import { leadingTo, reached } from './reach.ts'

/** What is wrong with the stages and the ways between them. Names come first: of unknown ones nothing can be reached. */
export function flaws(lifecycle: Lifecycle): Complaint[] {
  const names = unknownStages(lifecycle)
  return names.length > 0 ? names : [...twice(lifecycle), ...shape(lifecycle)]
}

function unknownStages({ start, stages, transitions, examples }: Lifecycle): Complaint[] {
  const named = [
    { at: ['start'], name: start },
    ...transitions.flatMap(({ from, to }, i) => [
      { at: ['transitions', i, 'from'], name: from },
      { at: ['transitions', i, 'to'], name: to },
    ]),
    ...examples.flatMap((it, i) =>
      Object.entries('in' in it ? { in: it.in } : { ...(it.from !== undefined && { from: it.from }), to: it.to }).map(
        ([key, name]) => ({ at: ['examples', i, key], name }),
      ),
    ),
  ]
  const known = Object.keys(stages)
  return named
    .filter(({ name }) => !known.includes(name))
    .map(({ at, name }) => {
      return { at, code: 'unknown-stage', ...says.lifecycleFlaws.unknownStage(name, nearest(name, known), known) }
    })
}

function twice({ transitions }: Lifecycle): Complaint[] {
  return transitions.flatMap(({ from, to }, i): Complaint[] => {
    const at = ['transitions', i]
    if (from === to) return [{ at, code: 'way-to-itself', ...says.lifecycleFlaws.toItself(from) }]
    if (transitions.findIndex(it => it.from === from && it.to === to) === i) return []
    return [{ at, code: 'way-twice', ...says.lifecycleFlaws.twice(from, to) }]
  })
}

function shape(lifecycle: Lifecycle): Complaint[] {
  const { start, stages, transitions } = lifecycle
  const inReach = reached([start], transitions)
  const ends = Object.keys(stages).filter(name => stages[name]?.end === true)
  const endAhead = leadingTo(ends, transitions)
  return Object.keys(stages).flatMap(name => {
    const at = ['stages', name]
    const leads = waysFrom(lifecycle, name).length > 0
    const stuck = !leads && !ends.includes(name)
    return [
      ...(inReach.has(name) ? [] : [unreachable(at, name, start)]),
      ...(ends.includes(name) ? noEnd(at, name, leads, stages[name]?.serves === true) : []),
      ...(stuck ? [deadEnd(at, name)] : endAhead.has(name) ? [] : [endless(at, name)]),
    ]
  })
}

function unreachable(at: Complaint['at'], name: string, start: string): Complaint {
  return { at, code: 'unreachable-stage', ...says.lifecycleFlaws.unreachable(name, start) }
}

function noEnd(at: Complaint['at'], name: string, leads: boolean, serves: boolean): Complaint[] {
  if (!leads && !serves) return []
  const { leadsOut, servesAtEnd } = says.lifecycleFlaws
  return [{ at, code: 'no-end', ...(leads ? leadsOut(name) : servesAtEnd(name)) }]
}

function deadEnd(at: Complaint['at'], name: string): Complaint {
  return { at, code: 'dead-end', ...says.lifecycleFlaws.deadEnd(name) }
}

function endless(at: Complaint['at'], name: string): Complaint {
  return { at, code: 'no-end-ahead', ...says.lifecycleFlaws.endless(name), level: 'warning' }
}
