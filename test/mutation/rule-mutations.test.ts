import { expect, test } from 'vitest'
import { ruleMutations } from '../../src/mutation/rule-mutations.ts'
import type { FactSchema } from '../../src/rules/fact-schema.ts'

const facts: FactSchema = {
  change: { kind: { type: 'string', about: '', oneOf: ['rollback', 'promote', 'retire'] } },
  model: { tier: { type: 'string', about: '' }, tags: { type: 'list', about: '' } },
  mae: { type: 'number', about: '' },
  limit: { type: 'number', about: '' },
  passed: { type: 'boolean', about: '' },
}
const [mae, passed, kind] = [{ var: 'mae' }, { var: 'passed' }, { var: 'change.kind' }]

test.each<[unknown, readonly string[]]>([
  [passed, ['negate when: `passed` becomes `not passed`']],
  [{ known: 'mae' }, ['negate when: `mae is known` becomes `not mae is known`']],
  [{ '!': passed }, ['negate when: `not passed` becomes `passed`']],
  [
    { '<=': [mae, 18.5] },
    [
      'flip-comparison when: `mae <= 18.5` becomes `mae > 18.5`',
      'flip-comparison when: `mae <= 18.5` becomes `mae < 18.5`',
      'step-constant when.<=.1: `18.5` becomes `18.4`',
      'step-constant when.<=.1: `18.5` becomes `18.6`',
    ],
  ],
  [
    { '!': { '>': [mae, { var: 'limit' }] } },
    [
      'negate when: `not mae > limit` becomes `mae > limit`',
      'flip-comparison when.!: `mae > limit` becomes `mae <= limit`',
      'flip-comparison when.!: `mae > limit` becomes `mae >= limit`',
    ],
  ],
  [
    { '<': [0, mae, 9] },
    [
      'negate when: `0 < mae < 9` becomes `not 0 < mae < 9`',
      'flip-comparison when: `0 < mae < 9` becomes `0 <= mae <= 9`',
      'step-constant when.<.0: `0` becomes `-1`',
      'step-constant when.<.0: `0` becomes `1`',
      'step-constant when.<.2: `9` becomes `8`',
      'step-constant when.<.2: `9` becomes `10`',
    ],
  ],
  [
    { '===': [kind, 'retire'] },
    [
      'flip-comparison when: `change.kind === retire` becomes `change.kind !== retire`',
      'step-constant when.===.1: `retire` becomes `rollback`',
    ],
  ],
  // Which other tier there may be is not known here.
  [
    { '!==': ['low', { var: 'model.tier' }] },
    ['flip-comparison when: `low !== model.tier` becomes `low === model.tier`'],
  ],
  [
    { in: [kind, ['rollback', 'promote']] },
    [
      'negate when: `change.kind in [rollback, promote]` becomes `not change.kind in [rollback, promote]`',
      'drop-clause when.in.1.0: `rollback` is left out',
      'step-constant when.in.1.0: `rollback` becomes `retire`',
      'drop-clause when.in.1.1: `promote` is left out',
      'step-constant when.in.1.1: `promote` becomes `retire`',
    ],
  ],
  [
    { and: [passed, { known: 'mae' }] },
    [
      'negate when: `(passed and mae is known)` becomes `not (passed and mae is known)`',
      'negate when: `(passed and mae is known)` becomes `(passed or mae is known)`',
      'drop-clause when.and.0: `passed` is left out',
      'drop-clause when.and.1: `mae is known` is left out',
      'negate when.and.0: `passed` becomes `not passed`',
      'negate when.and.1: `mae is known` becomes `not mae is known`',
    ],
  ],
  // One part is no choice: leaving it out is no rule, and `and` is the same as `or`.
  [
    { or: [passed] },
    ['negate when: `(passed)` becomes `not (passed)`', 'negate when.or.0: `passed` becomes `not passed`'],
  ],
  [
    { if: [passed, { known: 'mae' }, { known: 'limit' }] },
    [
      'negate when: `if passed then mae is known else limit is known` becomes `not if passed then mae is known else limit is known`',
      'drop-clause when: the branch `mae is known` is left out',
      'drop-clause when: the branch `limit is known` is left out',
      'negate when.if.0: `passed` becomes `not passed`',
      'negate when.if.1: `mae is known` becomes `not mae is known`',
      'negate when.if.2: `limit is known` becomes `not limit is known`',
    ],
  ],
  [
    { '>': [mae, { '*': [{ var: 'limit' }, 1.1] }] },
    [
      'flip-comparison when: `mae > limit * 1.1` becomes `mae <= limit * 1.1`',
      'flip-comparison when: `mae > limit * 1.1` becomes `mae >= limit * 1.1`',
      'step-constant when.>.1.*.1: `1.1` becomes `1`',
      'step-constant when.>.1.*.1: `1.1` becomes `1.2`',
    ],
  ],
  [
    { '>': [{ max: [mae, 3] }, { var: 'limit' }] },
    [
      'flip-comparison when: `max(mae, 3) > limit` becomes `max(mae, 3) <= limit`',
      'flip-comparison when: `max(mae, 3) > limit` becomes `max(mae, 3) >= limit`',
      'drop-clause when.>.0.max.0: `mae` is left out',
      'drop-clause when.>.0.max.1: `3` is left out',
      'step-constant when.>.0.max.1: `3` becomes `2`',
      'step-constant when.>.0.max.1: `3` becomes `4`',
    ],
  ],
])('[B5] every slip in %j', (rule, slips) => {
  const told = ruleMutations({ node: rule, at: ['when'] }, facts)
  expect(told.map(it => `${it.mutator} ${it.at.join('.')}: ${it.says}`)).toEqual(slips)
})

test('[B5] a branch that is left out leaves the others as they were', () => {
  const value = { if: [passed, 1, { known: 'mae' }, 2, 3] }
  const shorter = ruleMutations({ node: { '<': [mae, value] }, at: [] }, facts)
    .filter(it => it.mutator === 'drop-clause')
    .map(it => it.instead?.value)
  expect(shorter).toEqual([{ if: [{ known: 'mae' }, 2, 3] }, { if: [passed, 1, 3] }, { if: [passed, 1, 2] }])
})
