import type { Branch } from '../core/policy-kind.ts'
import { ruleBranches } from '../rules/rule-branches.ts'
import { says } from '../words/says.ts'
import { examples } from './examples.ts'
import { type Lifecycle, waysFrom } from './lifecycle.ts'

/** What the examples of a life cycle should show: where it begins, each way and its gate, each stage and its timer. */
export function lifecycleBranches(policy: Lifecycle): readonly Branch[] {
  return [
    ...startBranches(policy),
    ...wayBranches(policy),
    ...Object.keys(policy.stages).flatMap(name => stageBranches(policy, name)),
  ]
}

function startBranches(policy: Lifecycle): readonly Branch[] {
  const entries = movesOf(policy).filter(it => it.from === undefined)
  const at = ['start']
  return [
    { at, says: says.lifecycleBranches.begins(policy.start), taken: entries.some(it => it.to === policy.start) },
    { at, says: says.lifecycleBranches.beginsElsewhere, taken: entries.some(it => it.to !== policy.start) },
  ]
}

function wayBranches(policy: Lifecycle): readonly Branch[] {
  const moves = movesOf(policy)
  const lost = moves.some(({ from, to }) => from !== undefined && waysFrom(policy, from).every(way => way.to !== to))
  return [
    ...policy.transitions.flatMap(({ from, to, gate }, i) => {
      const mine = moves.filter(it => it.from === from && it.to === to)
      const at = ['transitions', i]
      const stopped = mine.some(it => it.got === 'fail')
      return [
        { at, says: says.lifecycleBranches.goes(from, to), taken: mine.some(it => it.got === 'pass') },
        ...(gate ? [{ at: [...at, 'gate'], says: says.lifecycleBranches.stopped(from, to), taken: stopped }] : []),
        ...(gate?.rule
          ? ruleBranches(
              { node: gate.rule, at: [...at, 'gate', 'rule'] },
              mine.map(it => it.facts ?? {}),
            )
          : []),
      ]
    }),
    { at: ['transitions'], says: says.lifecycleBranches.noSuchWay, taken: lost },
  ]
}

function stageBranches({ stages, examples }: Lifecycle, name: string): readonly Branch[] {
  const most = stages[name]?.maxDays
  const here = examples.flatMap(it => ('in' in it && it.in === name ? [it] : []))
  const at = ['stages', name]
  const { notOnHold, inTime, tooLong } = says.lifecycleBranches
  const timed = (what: string, taken: (days: number, most: number) => boolean): readonly Branch[] =>
    most === undefined
      ? []
      : [
          {
            at: [...at, 'maxDays'],
            says: what,
            taken: here.some(({ days }) => days !== undefined && taken(days, most)),
          },
        ]
  return [
    { at, says: notOnHold(name), taken: here.some(it => !it.onHold) },
    ...timed(inTime(name), (days, limit) => days <= limit),
    ...timed(tooLong(name), (days, limit) => days > limit),
  ]
}

function movesOf(policy: Lifecycle) {
  const got = examples(policy).map(it => it.got)
  return policy.examples.flatMap((it, i) => ('in' in it ? [] : [{ ...it, got: got[i] }]))
}
