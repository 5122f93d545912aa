import Type from 'typebox'
import { expect, test } from 'vitest'
import { policyMutations } from '../../src/mutation/data-mutations.ts'

const schema = Type.Object({
  when: Type.Optional(Type.Unsafe<object>({ type: 'object' })),
  needs: Type.Array(
    Type.Object({
      role: Type.String(),
      count: Type.Integer(),
      via: Type.Optional(Type.Array(Type.Union([Type.Literal('slack'), Type.Literal('github')]))),
    }),
  ),
  roles: Type.Array(Type.String()),
  days: Type.Optional(Type.Array(Type.Enum(['mon', 'tue', 'wed']))),
  gates: Type.Record(Type.String(), Type.Object({ because: Type.String(), expect: Type.Unsafe<object>({}) })),
  granted: Type.Object({ by: Type.String(), on: Type.String() }),
  quiet: Type.Boolean(),
  start: Type.String(),
})
const policy = {
  when: { var: 'passed' },
  needs: [{ role: 'operations', count: 2, via: ['slack'] }],
  roles: ['a', 'b'],
  days: ['mon', 'tue'],
  gates: {
    trained: { because: 'It must be.', expect: { known: 'mae' } },
    tried: { because: 'It must be.', expect: { known: 'psi' } },
  },
  granted: { by: 'ana', on: '2026-01-10' },
  quiet: true,
  start: 'trained',
}
const slips = (...decides: string[]) =>
  policyMutations(policy, { schema, decides }, {}).map(it => `${it.mutator} ${it.at.join('.')}: ${it.says}`)

test.each<[string, readonly string[]]>([
  ['when', ['drop-clause when: `when` is left out', 'negate when: `passed` becomes `not passed`']],
  [
    'needs',
    [
      'drop-role needs.0: `{"role":"operations","count":2,"via":["slack"]}` of `needs` is left out',
      'step-constant needs.0.count: `needs.count` `2` becomes `1`',
      'step-constant needs.0.count: `needs.count` `2` becomes `3`',
      'drop-clause needs.0.via: `needs.via` is left out',
      'drop-clause needs.0.via.0: `slack` of `needs.via` is left out',
      'step-constant needs.0.via.0: `needs.via` `slack` becomes `github`',
    ],
  ],
  ['roles', ['drop-role roles.0: `a` of `roles` is left out', 'drop-role roles.1: `b` of `roles` is left out']],
  [
    'days',
    [
      'drop-clause days: `days` is left out',
      'drop-clause days.0: `mon` of `days` is left out',
      'step-constant days.0: `days` `mon` becomes `wed`',
      'drop-clause days.1: `tue` of `days` is left out',
      'step-constant days.1: `days` `tue` becomes `wed`',
    ],
  ],
  [
    'gates.*.expect',
    [
      'negate gates.trained.expect: `mae is known` becomes `not mae is known`',
      'negate gates.tried.expect: `psi is known` becomes `not psi is known`',
    ],
  ],
  [
    'granted.on',
    [
      'step-constant granted.on: `granted.on` `2026-01-10` becomes `2026-01-09`',
      'step-constant granted.on: `granted.on` `2026-01-10` becomes `2026-01-11`',
    ],
  ],
  ['start', ['step-constant start: `start` `trained` becomes `tried`']],
  ['quiet', ['step-constant quiet: `quiet` `true` becomes `false`']],
  ['nothing', []],
])('[B5] every slip in `%s`', (decides, told) => {
  expect(slips(decides)).toEqual(told)
})

test('[B5] words that people read are not changed, wherever they stand', () => {
  expect(slips('gates').filter(it => it.includes('because'))).toEqual([])
})
