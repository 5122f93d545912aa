// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import type { Repository } from '../../src/core/repository.ts'
import { mutatePolicy } from '../../src/flows/mutate-policy.ts'
import kind, { type Waiver, withWaivers } from '../../src/policies/waiver.ts'
import { misfits } from '../../src/repository/schema.ts'
import { peopleOf } from '../fixtures/bench.ts'

const waiver: Waiver = {
  kind: 'waiver',
  id: 'no-validator-yet',
  because: 'The validator starts in March.',
  rule: 'validated',
  models: ['churn'],
  owner: 'ana',
  granted: { by: 'chen', on: '2026-01-10' },
  expires: '2026-03-31',
  examples: [
    { on: '2026-03-31', model: 'churn', then: 'waived' },
    { on: '2026-04-01', model: 'churn', then: 'stands' },
  ],
}
const told = (examples: Waiver['examples']) =>
  (kind.branches?.({ ...waiver, examples }) ?? []).filter(it => !it.taken).map(it => it.says)

test('[B5] names each end of an exception that no example shows', () => {
  expect(told([])).toEqual([
    'no example is about another model',
    'no example is before it was granted',
    'no example ends `waived`',
    'no example is after it ended',
  ])
  expect(told(waiver.examples)).toEqual(['no example is about another model', 'no example is before it was granted'])
})

test('[B5] a day too many or too few is noticed only by examples on both sides of it', () => {
  const survivors = (examples: Waiver['examples']) =>
    mutatePolicy({ ...waiver, examples }, kind, { models: {}, policies: {}, people: peopleOf({}) } as never)
      .filter(it => it.fate === 'survived')
      .map(it => [it.says, it.example])
  expect(survivors(waiver.examples)).toEqual([
    ['`granted.on` `2026-01-10` becomes `2026-01-09`', { on: '2026-01-09', model: 'churn', then: 'stands' }],
    ['`granted.on` `2026-01-10` becomes `2026-01-11`', { on: '2026-01-10', model: 'churn', then: 'waived' }],
  ])
  const both: Waiver['examples'] = [
    { on: '2026-01-09', model: 'churn', then: 'stands' },
    { on: '2026-01-10', model: 'churn', then: 'waived' },
  ]
  expect(survivors([...waiver.examples, ...both])).toEqual([])
})

const finding: Finding = {
  policy: 'validated',
  outcome: 'fail',
  severity: 'block',
  because: 'Somebody else looks at it.',
  fix: 'Have it validated.',
  trace: ['model.owners.validator is missing'],
}
const on = (day: string, waivers = [waiver], model = 'churn', it: Finding = finding) =>
  withWaivers(it, model, waivers, new Date(`${day}T12:00:00Z`))

describe('[B3] an exception', () => {
  test.each([
    ['2026-01-09', 'fail'],
    ['2026-01-10', 'waived'],
    ['2026-03-31', 'waived'],
    ['2026-04-01', 'fail'],
  ])('on %s the rule is %s', (day, outcome) => expect(on(day).outcome).toBe(outcome))

  test('says in the trace whose it is, until when and why', () => {
    expect(on('2026-02-01')).toMatchObject({ waiver: { id: 'no-validator-yet', until: '2026-03-31' } })
    expect(on('2026-02-01').trace.at(-1)).toBe(
      'waived by no-validator-yet until 2026-03-31: The validator starts in March.',
    )
  })

  test('is for its own rule and its own models', () => {
    expect(on('2026-02-01', [waiver], 'pricing').outcome).toBe('fail')
    expect(on('2026-02-01', [{ ...waiver, rule: 'other' }]).outcome).toBe('fail')
  })

  test('waives what is unknown, and leaves what passes alone', () => {
    expect(on('2026-02-01', [waiver], 'churn', { ...finding, outcome: 'unknown' }).outcome).toBe('waived')
    expect(on('2026-02-01', [waiver], 'churn', { ...finding, outcome: 'pass' }).waiver).toBe(undefined)
  })

  test('leaves alone what nobody may waive, and says so', () => {
    const told = on('2026-02-01', [waiver], 'churn', { ...finding, waivable: false })
    expect(told).toMatchObject({ outcome: 'fail', waivable: false })
    expect(told.waiver).toBe(undefined)
    expect(told.trace.at(-1)).toBe('no-validator-yet does not count here: nobody may waive this')
  })

  test('[attack 51] of two that overlap the strictest counts: the earlier end, and one that ran out ends both', () => {
    const longer = { ...waiver, id: 'longer', expires: '2026-12-31' }
    expect(on('2026-02-01', [longer, waiver]).waiver).toEqual({ id: 'no-validator-yet', until: '2026-03-31' })
    expect(on('2026-06-01', [longer, waiver]).outcome).toBe('fail')
  })
})

describe('[B2] an exception names what is there', () => {
  const rule = { kind: 'guardrail', id: 'validated', mayWaive: ['model-validation'] }
  const told = (it: Waiver, policies: Repository['policies'] = { guardrail: [rule] }) =>
    (
      kind.complaints?.(it, {
        commit: 'c',
        models: { churn: {} as never },
        useCases: {},
        sources: {},
        profiles: {},
        policies,
        people: peopleOf(),
        paths: {},
        files: {},
      }) ?? []
    ).map(({ at, code }) => `${at.join('.')} ${code}`)

  test.each<[string, Partial<Waiver>, string[]]>([
    ['good', {}, []],
    ['a rule that is gone', { rule: 'validatd' }, ['rule unknown-policy']],
    ['a model that is gone', { models: ['churn', 'chrn'] }, ['models.1 unknown-model']],
    ['an owner nobody knows', { owner: 'nobody' }, ['owner unknown-person']],
    ['granted by somebody who may not', { granted: { by: 'bo', on: '2026-01-10' } }, ['granted.by may-not-waive']],
    ['an end without end', { expires: '9999-12-31' }, ['expires too-long']],
    ['a year and a day', { expires: '2027-01-11' }, []],
    ['a day more', { expires: '2027-01-12' }, ['expires too-long']],
    ['an end before its beginning', { expires: '2026-01-09' }, ['expires ends-before-it-begins']],
  ])('%s', (_, more, expected) => expect(told({ ...waiver, ...more })).toEqual(expected))

  test('a rule nobody may waive', () => {
    expect(told(waiver, { guardrail: [{ ...rule, mayWaive: undefined }] })).toEqual(['rule not-waivable'])
  })
})

test('[B3] one that ran out fails from the next day on, and its examples show the last day', () => {
  const today = (day: string) => kind.today?.(waiver, new Date(`${day}T00:00:00Z`), {} as Repository) ?? []
  expect(today('2026-03-31')).toEqual([])
  expect(today('2026-04-01').map(it => it.code)).toEqual(['expired-waiver'])
  expect(kind.examples?.(waiver).every(it => it.expected === it.got)).toBe(true)
  expect(misfits(kind.schema, waiver)).toEqual([])
})
