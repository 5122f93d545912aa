import { didYouMean } from '../core/did-you-mean.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { oneOf } from '../words/quoted.ts'
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
    .map(({ at, name }) => ({
      at,
      code: 'unknown-stage',
      says: `There is no stage \`${name}\`.${didYouMean(name, known)}`,
      fix: `Write ${oneOf(known)}, or add it to \`stages\``,
    }))
}

function twice({ transitions }: Lifecycle): Complaint[] {
  return transitions.flatMap(({ from, to }, i): Complaint[] => {
    const at = ['transitions', i]
    if (from === to) {
      const says = `The way from \`${from}\` leads to itself.`
      return [{ at, code: 'way-to-itself', says, fix: 'Write another stage after `to`, or delete it' }]
    }
    if (transitions.findIndex(it => it.from === from && it.to === to) === i) return []
    const says = `The way from \`${from}\` to \`${to}\` stands here twice, and only one gate can count.`
    return [{ at, code: 'way-twice', says, fix: 'Make one of the two' }]
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
  const says = `Nobody can reach the stage \`${name}\`: no way leads to it from \`${start}\`.`
  return { at, code: 'unreachable-stage', says, fix: `Add a transition \`to: ${name}\`, or delete the stage` }
}

function noEnd(at: Complaint['at'], name: string, leads: boolean, serves: boolean): Complaint[] {
  if (!leads && !serves) return []
  const says = `\`${name}\` is an end, but ${leads ? 'a way leads out of it' : 'a model in it may serve'}.`
  return [{ at, code: 'no-end', says, fix: `Delete ${leads ? 'that transition' : '`serves`'}, or \`end\`` }]
}

function deadEnd(at: Complaint['at'], name: string): Complaint {
  const says = `No way leads out of \`${name}\`, and it is no end.`
  return { at, code: 'dead-end', says, fix: `Add a transition \`from: ${name}\`, or write \`end: true\`` }
}

function endless(at: Complaint['at'], name: string): Complaint {
  const says = `No way leads from \`${name}\` to an end, so such a model can never be retired.`
  const fix = 'Add a transition to a stage with `end: true`'
  return { at, code: 'no-end-ahead', says, fix, level: 'warning' }
}
