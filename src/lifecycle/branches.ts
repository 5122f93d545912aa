import type { Branch } from '../core/policy-kind.ts'
import { ruleBranches } from '../rules/rule-branches.ts'
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
    { at, says: `no example begins in \`${policy.start}\``, taken: entries.some(it => it.to === policy.start) },
    { at, says: 'no example begins elsewhere', taken: entries.some(it => it.to !== policy.start) },
  ]
}

function wayBranches(policy: Lifecycle): readonly Branch[] {
  const moves = movesOf(policy)
  const lost = moves.some(({ from, to }) => from !== undefined && waysFrom(policy, from).every(way => way.to !== to))
  return [
    ...policy.transitions.flatMap(({ from, to, gate }, i) => {
      const mine = moves.filter(it => it.from === from && it.to === to)
      const at = ['transitions', i]
      const way = `from \`${from}\` to \`${to}\``
      const stopped = mine.some(it => it.got === 'fail')
      return [
        { at, says: `no example goes ${way}`, taken: mine.some(it => it.got === 'pass') },
        ...(gate ? [{ at: [...at, 'gate'], says: `no example is stopped ${way}`, taken: stopped }] : []),
        ...(gate?.rule
          ? ruleBranches(
              { node: gate.rule, at: [...at, 'gate', 'rule'] },
              mine.map(it => it.facts ?? {}),
            )
          : []),
      ]
    }),
    { at: ['transitions'], says: 'no example goes a way there is not', taken: lost },
  ]
}

function stageBranches({ stages, examples }: Lifecycle, name: string): readonly Branch[] {
  const most = stages[name]?.maxDays
  const here = examples.flatMap(it => ('in' in it && it.in === name ? [it] : []))
  const at = ['stages', name]
  const timed = (says: string, taken: (days: number, most: number) => boolean): readonly Branch[] =>
    most === undefined
      ? []
      : [{ at: [...at, 'maxDays'], says, taken: here.some(({ days }) => days !== undefined && taken(days, most)) }]
  return [
    { at, says: `no example in \`${name}\` is not on hold`, taken: here.some(it => !it.onHold) },
    ...timed(`no example is in \`${name}\` for as long as it may`, (days, limit) => days <= limit),
    ...timed(`no example is in \`${name}\` for too long`, (days, limit) => days > limit),
  ]
}

function movesOf(policy: Lifecycle) {
  const got = examples(policy).map(it => it.got)
  return policy.examples.flatMap((it, i) => ('in' in it ? [] : [{ ...it, got: got[i] }]))
}
