// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/core/fact.ts'
import type { Model } from '../../src/core/model.ts'
import type { Matter } from '../../src/core/policy-kind.ts'
import type { Lifecycle } from '../../src/lifecycle/lifecycle.ts'
import kind, { lifecycleFor } from '../../src/policies/lifecycle.ts'
import { withWaivers } from '../../src/policies/waiver.ts'
import { misfits } from '../../src/repository/schema.ts'
import { careful, modelIn, quick, repositoryOf } from '../fixtures/lifecycle.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const GOOD: Facts = { kpis: { mae: { value: 17 } } }
const validation = { by: 'chen', on: '2026-03-01', version: '1.0.0', outcome: 'approved' } as const
const tests = { bias: { version: '1.0.0', on: '2026-03-01', passed: true } }

/** `outcome severity: trace`, in the order they are told; those about the model as it stands begin with `at rest`. */
function judged(policy: Lifecycle, matter: Partial<Matter> & { model: Model }): string[] {
  const answer = kind.judge?.(policy, { facts: GOOD, now: NOW, repository: repositoryOf([policy]), ...matter })
  return [answer ?? []]
    .flat()
    .map(it => `${it.ofModel ? 'at rest ' : ''}${it.outcome} ${it.severity}: ${it.trace.join('; ')} → ${it.fix}`)
}
const moved = (from: string | undefined, to: string | undefined, more: Partial<Model> = {}, facts = GOOD) =>
  judged(careful, {
    before: modelIn(from, { stageSince: '2026-01-01' }),
    model: modelIn(to, more),
    change: { kind: 'edit' },
    facts,
  }).filter(line => !line.startsWith('at rest'))

describe('[B3] a move', () => {
  test('by a way there is, with everything its gate asks for', () => {
    expect(moved('validation', 'production', { tests, validation })).toEqual([
      'pass block: validation → production is a way there is; test bias passed; the version is validated; kpis.mae.value 17 is <= 18.5 → Have churn validated',
    ])
  })

  test('[R10] by a way there is not is refused, and says those there are', () => {
    expect(moved('development', 'production', { tests, validation })).toEqual([
      'fail block: development → production is no way there is: from development, it leads to validation → Write `stage: validation`, or add the transition to policies/careful.yaml first',
    ])
    expect(moved('validation', 'retired')[0]).toContain(
      'it leads to development and production → Write `stage: development` or one of production, or add',
    )
    expect(moved('retired', 'production')[0]).toContain('no way leads out of it → Leave `stage: retired`')
  })

  test.each<[string, Partial<Model>, Facts, string]>([
    ['nothing', {}, GOOD, 'fail'],
    ['no test', { validation }, GOOD, 'fail'],
    ['a test of another version', { validation, tests: { bias: { ...tests.bias, version: '0.9.0' } } }, GOOD, 'fail'],
    ['a test that failed', { validation, tests: { bias: { ...tests.bias, passed: false } } }, GOOD, 'fail'],
    ['no validation', { tests }, GOOD, 'fail'],
    ['a validation of another version', { tests, validation: { ...validation, version: '0.9.0' } }, GOOD, 'fail'],
    ['a rejection', { tests, validation: { ...validation, outcome: 'rejected' } }, GOOD, 'fail'],
    ['a validation that ends today', { tests, validation: { ...validation, expires: '2026-03-02' } }, GOOD, 'pass'],
    ['one that ended yesterday', { tests, validation: { ...validation, expires: '2026-03-01' } }, GOOD, 'fail'],
    ['a rule that does not hold', { tests, validation }, { kpis: { mae: { value: 18.6 } } }, 'fail'],
    ['a rule nobody can answer', { tests, validation }, {}, 'unknown'],
    ['a thing that is missing beside one nobody knows', { tests }, {}, 'fail'],
  ])('through the gate with %s', (_, more, facts, outcome) => {
    expect(moved('validation', 'production', more, facts)[0]).toMatch(new RegExp(`^${outcome} `))
  })

  test('through a gate of documents', () => {
    const documents = { 'model-card': { at: 'card.md', updated: '2026-01-01' } }
    expect(moved('development', 'validation', { documents })[0]).toMatch(/^pass .*document model-card is there/)
    expect(moved('development', 'validation', { documents: { other: documents['model-card'] } })[0]).toMatch(
      /^fail .*document model-card is missing → Write the card of churn$/,
    )
  })

  test('of a new model begins at the start', () => {
    const entry = (stage?: string) => judged(careful, { model: modelIn(stage), change: { kind: 'register' } })[0]
    expect(entry('development')).toMatch(/^pass /)
    expect(entry('production')).toBe(
      'fail block: a new model begins in development, and it says production → Write `stage: development`',
    )
    expect(entry()).toMatch(/^fail .*it says no stage/)
  })

  test('from no stage, or from one there is not any more, is known only at the start', () => {
    expect(moved(undefined, 'production')[0]).toMatch(/^unknown .*nobody knows which gates it passed/)
    expect(moved('pilot', 'production')[0]).toMatch(/^unknown /)
    expect(moved(undefined, 'development')[0]).toMatch(/^pass /)
  })

  test('to no stage is refused', () => {
    expect(moved('production', undefined)[0]).toBe(
      'fail block: the stage production was taken away → Leave `stage: production` in the file',
    )
  })

  test('that leaves the day of the old stage behind draws a warning', () => {
    expect(moved('production', 'retired')).toHaveLength(1)
    expect(moved('production', 'retired', { stageSince: '2026-01-01' })[1]).toBe(
      'fail warn: `stageSince` still says 2026-01-01 → Write `stageSince:` with the day of the move',
    )
  })

  test('cannot get round a gate by another tier in the same change', () => {
    const model = modelIn('production', { tier: 'low' })
    const matter = { before: modelIn('development'), model, change: { kind: 'edit' } } as const
    expect(judged(careful, matter)[0]).toMatch(/^fail block: development → production is no way/)
    expect(judged(quick, matter)[0]).toMatch(/^pass/)
  })

  test('[R10] of evidence may be waived; of a way or a stage there is not, by nobody', () => {
    const waivable = (from: string | undefined, to: string | undefined, change: 'edit' | 'register' = 'edit') => {
      const before = change === 'edit' ? { before: modelIn(from, { stageSince: '2026-01-01' }) } : {}
      const matter = { ...before, model: modelIn(to), change: { kind: change }, facts: GOOD, now: NOW }
      const found = [kind.judge?.(careful, { ...matter, repository: repositoryOf([careful]) }) ?? []].flat()
      return found.filter(it => it.outcome !== 'pass').map(it => it.waivable ?? it.mayWaive)
    }
    const may = ['model-validation']
    expect(waivable('validation', 'production')).toEqual([may])
    expect(waivable('retired', 'production')).toEqual([false])
    expect(waivable('production', undefined)).toEqual([false, may])
    expect(waivable('production', 'idea')).toEqual([false, false])
    expect(waivable('idea', 'idea')).toEqual([false])
    expect(waivable('pilot', 'production')).toEqual([may])
    expect(waivable(undefined, 'idea')).toEqual([false, false])
    expect(waivable(undefined, 'production', 'register')).toEqual([false])
  })

  test('[R10] a waiver of the life cycle waives missing evidence and no way there is not', () => {
    const waiver = {
      kind: 'waiver' as const,
      id: 'no-hurry',
      because: 'The test comes later.',
      rule: 'careful',
      models: ['churn'],
      owner: 'ana',
      granted: { by: 'chen', on: '2026-03-01' },
      expires: '2026-03-31',
      examples: [],
    }
    const outcome = (from: string, to: string) => {
      const matter = { before: modelIn(from), model: modelIn(to), change: { kind: 'edit' as const }, facts: GOOD }
      const found = kind.judge?.(careful, { ...matter, now: NOW, repository: repositoryOf([careful]) })
      return [found ?? []].flat().map(it => withWaivers(it, 'churn', [waiver], NOW).outcome)[0]
    }
    expect(outcome('validation', 'production')).toBe('waived')
    expect(outcome('retired', 'production')).toBe('fail')
    expect(outcome('production', 'idea')).toBe('fail')
  })

  test('cannot get round a timer, or a stage that may not serve, by another tier in the same change', () => {
    const serving = modelIn('production').serving
    const before = modelIn('validation', { stageSince: '2026-01-01', serving })
    const lenient = { ...quick, stages: { ...quick.stages, validation: { says: 'Looked at.', serves: true } } }
    const matter = { before, model: { ...before, tier: 'low' as const }, change: { kind: 'edit' } } as const
    const why = 'the model was under this life cycle before the change, so it still counts'
    expect(judged(lenient, matter)).toEqual([])
    expect(judged(careful, matter).map(line => line.replace(/ → .*/, ''))).toEqual([
      `at rest fail block: a model in validation may not serve production, and this one is not on hold; ${why}`,
      `at rest fail warn: it has been there for 60 days; ${why}`,
    ])
  })

  test('is not what a change of something else is, which hears of the stage only what is wrong', () => {
    const model = modelIn('production')
    expect(judged(careful, { model, before: model, change: { kind: 'rollback' } })).toEqual([])
    expect(judged(careful, { model: modelIn('prod'), change: { kind: 'promote' } })).toEqual([
      expect.stringMatching(/^at rest fail block: there is no stage `prod`(?!\.)/),
    ])
  })
})

test('[R10] two models with different selectors follow different gates', () => {
  const [high, low] = [modelIn('development'), modelIn('development', { id: 'pricing', tier: 'low' })]
  const all = repositoryOf([careful, quick], [high, low])
  expect(lifecycleFor(all, high)?.id).toBe('careful')
  expect(lifecycleFor(all, low)?.id).toBe('quick')
  const outcomes = (model: Model) =>
    [careful, quick].map(policy => {
      const matter = { before: model, model: { ...model, stage: 'production' }, change: { kind: 'edit' } } as const
      return judged(policy, matter)[0]?.split(' ')[0]
    })
  expect(outcomes(high)).toEqual(['fail', undefined])
  expect(outcomes(low)).toEqual([undefined, 'pass'])
})

describe('[B3] a model as it stands', () => {
  test.each<[string, Model, string[]]>([
    ['in a stage that serves', modelIn('production'), ['pass block: it is in production']],
    ['in one that does not, on hold', modelIn('development'), ['pass block: it is in development']],
    ['at the end', modelIn('retired', { serving: modelIn('production').serving }), ['pass block: it is in retired']],
    ['without a stage', modelIn(undefined), ['unknown block: its file says no stage']],
    [
      'in a stage there is not',
      modelIn('prodution'),
      ['fail block: there is no stage `prodution` (did you mean `production`?)'],
    ],
    [
      'serving where it may not',
      modelIn('validation', { serving: modelIn('production').serving }),
      ['fail block: a model in validation may not serve production, and this one is not on hold'],
    ],
    [
      'on the last day of the timer',
      modelIn('validation', { stageSince: '2026-01-31' }),
      ['pass block: it is in validation'],
    ],
    [
      'on the day after',
      modelIn('validation', { stageSince: '2026-01-30' }),
      ['pass block: it is in validation', 'fail warn: it has been there for 31 days'],
    ],
  ])('%s', (_, model, expected) => {
    expect(judged(careful, { model }).map(line => line.replace(/^at rest | → .*/g, ''))).toEqual(expected)
  })

  test('that does not say since when, where there is a timer', () => {
    const { stageSince: _, ...model } = modelIn('validation')
    expect(judged(careful, { model })[1]).toBe(
      'at rest unknown warn: its file does not say since when it is there → Write `stageSince:` with the day it came there',
    )
    const { stageSince: __, ...serving } = modelIn('production')
    expect(judged(careful, { model: serving })).toHaveLength(1)
  })

  test('of no such life cycle is none of its business', () => {
    expect(judged(careful, { model: modelIn('anything', { tier: 'low' }) })).toEqual([])
  })
})

describe('[B2] complaints', () => {
  const told = (more: Partial<Lifecycle>, others: readonly Lifecycle[] = []) => {
    const policy = { ...careful, ...more }
    const kpi = { name: 'MAE', kind: 'technical', unit: 'min', direction: 'lower-is-better', query: 'q' } as const
    const models = [modelIn('development', { kpis: { mae: kpi } })]
    return (kind.complaints?.(policy, repositoryOf([...others, policy], models)) ?? []).map(
      ({ at, code, says, level }) => `${level ?? 'error'} ${at.join('.')} ${code}: ${says}`,
    )
  }
  const way = (from: string, to: string) => ({ from, to, fix: 'Do it' })
  const stage = { says: 'Somewhere.' }

  test('a good one draws none', () => expect(told({})).toEqual([]))

  test.each<[string, Partial<Lifecycle>, string[]]>([
    [
      'a stage nobody can reach',
      {
        stages: { ...careful.stages, pilot: stage },
        transitions: [...careful.transitions, way('pilot', 'production')],
      },
      [
        'error stages.pilot unreachable-stage: Nobody can reach the stage `pilot`: no way leads to it from `development`.',
      ],
    ],
    [
      'a slip in the name of a stage',
      { transitions: [...careful.transitions, way('validatoin', 'retired')] },
      ['error transitions.4.from unknown-stage: There is no stage `validatoin`. Did you mean `validation`?'],
    ],
    ['a start there is not', { start: 'idea' }, ['error start unknown-stage: There is no stage `idea`.']],
    [
      'an example of a stage there is not',
      {
        examples: [
          { in: 'idea', then: 'fail' },
          { from: 'idea', to: 'gone', then: 'fail' },
        ],
      },
      [
        'error examples.0.in unknown-stage: There is no stage `idea`.',
        'error examples.1.from unknown-stage: There is no stage `idea`.',
        'error examples.1.to unknown-stage: There is no stage `gone`.',
      ],
    ],
    [
      'a stage without a way out',
      {
        stages: { ...careful.stages, shelf: stage },
        transitions: [...careful.transitions, way('validation', 'shelf')],
      },
      ['error stages.shelf dead-end: No way leads out of `shelf`, and it is no end.'],
    ],
    [
      'two stages that lead round and round',
      {
        stages: { ...careful.stages, a: stage, b: stage },
        transitions: [...careful.transitions, way('production', 'a'), way('a', 'b'), way('b', 'a')],
      },
      ['a', 'b'].map(
        name =>
          `warning stages.${name} no-end-ahead: No way leads from \`${name}\` to an end, so such a model can never be retired.`,
      ),
    ],
    [
      'an end that can be left, and one that serves',
      {
        stages: {
          ...careful.stages,
          production: { says: 'It serves.', end: true },
          retired: { says: 'Over.', serves: true, end: true },
        },
      },
      [
        'error stages.production no-end: `production` is an end, but a way leads out of it.',
        'error stages.retired no-end: `retired` is an end, but a model in it may serve.',
      ],
    ],
    [
      'a way that stands there twice, and one to itself',
      { transitions: [...careful.transitions, way('production', 'retired'), way('production', 'production')] },
      [
        'error transitions.4 way-twice: The way from `production` to `retired` stands here twice, and only one gate can count.',
        'error transitions.5 way-to-itself: The way from `production` leads to itself.',
      ],
    ],
    [
      'a rule and an example that name what no model has, and roles nobody has',
      {
        stages: { ...careful.stages, validation: { says: 'Looked at.', who: 'validators' } },
        transitions: careful.transitions.map(it => (it.gate?.rule ? { ...it, gate: { rule: MEA } } : it)),
        examples: [{ to: 'development', facts: { kpis: { mea: { value: 1 } } }, then: 'fail' }],
        mayWaive: ['operation'],
      },
      [
        'error stages.validation.who unknown-role: nobody has the role `validators`',
        'error mayWaive.0 unknown-role: nobody has the role `operation`',
        'error transitions.2.gate.rule.<=.0.var unknown-fact: there is no fact kpis.mea',
        'error examples.0.facts.kpis.mea.value unknown-fact: there is no fact kpis.mea',
      ],
    ],
    [
      'a selector that picks nothing',
      { appliesTo: { tiers: ['high'], models: ['chrun'] } },
      ['warning appliesTo applies-to-nothing: no model matches'],
    ],
  ])('%s', (_, more, expected) => expect(told(more)).toEqual(expected))

  test('a tier without a model yet is no slip', () => expect(told({ appliesTo: { tiers: ['medium'] } })).toEqual([]))

  test('two life cycles of one model, told once and with both names', () => {
    const { appliesTo: _, ...all } = { ...quick, id: 'all' }
    expect(told({}, [all])).toEqual([
      'error appliesTo two-life-cycles: `churn` has two life cycles: `all` and `careful`.',
    ])
    expect(told({ id: 'a' }, [all])).toEqual([])
  })
})
const MEA = { '<=': [{ var: 'kpis.mea.value' }, 18.5] }

describe('the schema', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a gate that asks for nothing', { transitions: [{ from: 'a', to: 'b', gate: {}, fix: 'x' }] }],
    [
      'a gate that says it wants no validation',
      { transitions: [{ from: 'a', to: 'b', gate: { validated: false }, fix: 'x' }] },
    ],
    ['a way without a fix', { transitions: [{ from: 'a', to: 'b' }] }],
    ['a timer of no days', { stages: { a: { says: 'x', maxDays: 0 } } }],
    ['an example that is both', { examples: [{ in: 'a', to: 'b', then: 'fail' }] }],
  ])('refuses %s', (_, more) => expect(misfits(kind.schema, { ...careful, ...more })).not.toEqual([]))

  test('takes the ones of these tests', () => {
    expect(misfits(kind.schema, careful)).toEqual([])
    expect(misfits(kind.schema, quick)).toEqual([])
  })
})

test('[B3] examples speak of a move, of a new model, or of one that stays', () => {
  const answers = (examples: Lifecycle['examples']) => kind.examples?.({ ...careful, examples }).map(({ got }) => got)
  const through = { from: 'validation', to: 'production', tests: ['bias'], validated: true }
  expect(
    answers([
      { to: 'development', then: 'pass' },
      { to: 'production', then: 'fail' },
      { ...through, facts: GOOD, then: 'pass' },
      { ...through, then: 'unknown' },
      { ...through, tests: [], facts: GOOD, then: 'fail' },
      { ...through, validated: false, facts: GOOD, then: 'fail' },
      { in: 'validation', days: 30, onHold: true, then: 'pass' },
      { in: 'validation', days: 31, onHold: true, then: 'fail' },
      { in: 'validation', onHold: true, then: 'unknown' },
      { in: 'validation', days: 1, then: 'fail' },
    ]),
  ).toEqual(['pass', 'fail', 'pass', 'unknown', 'fail', 'fail', 'pass', 'fail', 'unknown', 'fail'])
})

describe('the samples', () => {
  const read = (id: string) => load(readFileSync(`policies/${id}.yaml`, 'utf8')) as Lifecycle
  test.each(['model-lifecycle', 'model-lifecycle-low'])('%s answers its examples, of all three kinds', id => {
    const answers = kind.examples?.(read(id)) ?? []
    expect(answers.filter(({ expected, got }) => expected !== got)).toEqual([])
    expect(new Set(answers.map(({ got }) => got))).toEqual(new Set(['pass', 'fail', 'unknown']))
  })
})
