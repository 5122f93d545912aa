import type { ExampleResult } from '../core/policy-kind.ts'
import type { Answer } from './answer.ts'
import type { Lifecycle } from './lifecycle.ts'
import { judgeEntry, judgeMove } from './move.ts'
import { judgeStanding, judgeTimer } from './standing.ts'

type Example = Lifecycle['examples'][number]

/** An example is a move, or a model that stays where it is. */
export function examples(policy: Lifecycle): readonly ExampleResult[] {
  return policy.examples.map((example, index) => {
    const answers = 'in' in example ? resting(policy, example) : [moving(policy, example)]
    const worst = (['fail', 'unknown'] as const).find(it => answers.some(({ outcome }) => outcome === it)) ?? 'pass'
    return { index, expected: example.then, got: worst, trace: answers.flatMap(({ trace }) => trace) }
  })
}

function resting(policy: Lifecycle, example: Extract<Example, { in: string }>): readonly Answer[] {
  const standing = { stage: example.in, days: example.days, onHold: example.onHold ?? false }
  return [judgeStanding(policy, standing), judgeTimer(policy, standing) ?? []].flat()
}

function moving(policy: Lifecycle, example: Extract<Example, { to: string }>): Answer {
  const { from, to, documents = [], tests = [], validated = false, facts = {} } = example
  return from === undefined
    ? judgeEntry(policy, to, true)
    : judgeMove(policy, from, to, { documents, tests, validated, facts })
}
