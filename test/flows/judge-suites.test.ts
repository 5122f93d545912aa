import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import type { Facts } from '../../src/core/fact.ts'
import type { Model } from '../../src/core/model.ts'
import type { Matter } from '../../src/core/policy-kind.ts'
import { NO_SUITES, type SuiteState } from '../../src/core/suite-run.ts'
import { judgeAll } from '../../src/flows/judge.ts'
import { judgeSuites } from '../../src/flows/judge-suites.ts'
import { matterOf } from '../../src/flows/plan-matters.ts'
import { evaluate } from '../../src/rules/rule-evaluate.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const now = new Date('2001-04-16T06:00:00Z')
const suite = { at: 'tests/bias.py', data: 'hold-out', delivery: { workflow: 'test-model.yml' } } as const
const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const before: Model = {
  ...flightDelay,
  suites: { bias: { ...suite, gates: ['promote'] }, load: { ...suite, everyDays: 30 } },
  versions: { ...flightDelay.versions, '1.2.0': { digest: ONE } },
}
const promoted: Model = { ...before, serving: { ...before.serving, version: '1.2.0' } }
const result = (more: object = {}): SuiteState => ({
  ...NO_SUITES,
  results: {
    'bias 1.2.0': {
      ...{ suite: 'bias', version: '1.2.0', passed: true, on: '2001-04-15', data: 'april', at: '2001-04-15T00:00:00Z' },
      ...more,
    },
  },
})
const matter = (suites?: SuiteState, model = promoted, kind: 'promote' | 'rollback' | 'retrain' = 'promote'): Matter =>
  matterOf({ kind, before, model, beside: repository }, repository, now, suites && { suites })
const said = (all: readonly Finding[]) => all.map(({ policy, outcome, trace }) => `${policy} ${outcome}: ${trace}`)

describe('[R30] before a promotion', () => {
  const known = [
    ['nobody knows a result', undefined, 'unknown: nobody knows what bias of 1.2.0 comes to'],
    ['it passed, of nobody knows what', result(), 'unknown: nobody knows what bias of 1.2.0 comes to'],
    ['it passed', result({ digest: ONE }), 'pass: bias of 1.2.0 passed on 15 April 2001, on april'],
    [
      'it did not',
      result({ passed: false, digest: ONE }),
      'fail: bias of 1.2.0 did not pass on 15 April 2001, on april',
    ],
    ['it passed by another digest', result({ digest: TWO }), 'unknown: nobody knows what bias of 1.2.0 comes to'],
  ] as const
  test.each(known)('where %s, the suite that stands there says so, and no other does', (_, state, says) => {
    expect(said(judgeSuites(matter(state)))).toEqual([`suite-bias ${says}`])
  })

  test('it blocks, is waived by nobody, and stands among what the rules say', () => {
    const found = judgeAll(matter()).filter(it => it.suite !== undefined)
    expect(found).toMatchObject([{ policy: 'suite-bias', severity: 'block', waivable: false, measured: true }])
  })

  test('the file as it was speaks: what the change adds or takes away of tests and suites counts for nothing', () => {
    const tests = { bias: { version: '1.2.0', on: '2001-04-16', passed: true } }
    expect(said(judgeSuites(matter(undefined, { ...promoted, tests })))[0]).toContain('unknown')
    const { suites: _, ...without } = promoted
    expect(said(judgeSuites(matter(undefined, without)))[0]).toContain('unknown')
    const merged = matterOf(
      { kind: 'promote', before: { ...before, tests }, model: promoted, beside: repository },
      repository,
      now,
    )
    expect(said(judgeSuites(merged))[0]).toContain('pass')
  })

  test('what the file says of a test is of what that file lists, and of what it names by its digest', () => {
    const told = (digest?: string) => ({
      tests: { bias: { version: '1.2.0', on: '2001-04-15', passed: true, ...(digest && { digest }) } },
    })
    const remade: Model = { ...promoted, versions: { ...promoted.versions, '1.2.0': { digest: TWO } } }
    const answer = (was: object, model: Model) =>
      said(
        judgeSuites(
          matterOf({ kind: 'promote', before: { ...before, ...was }, model, beside: repository }, repository, now),
        ),
      )[0]
    expect(answer(told(), remade)).toContain('unknown')
    expect(answer(told(ONE), remade)).toContain('unknown')
    expect(answer(told(TWO), remade)).toContain('pass')
    expect(answer({ ...told(), versions: {} }, remade)).toContain('unknown')
    expect(answer({ ...told(TWO), versions: {} }, remade)).toContain('pass')
  })

  test('another thing under the name of what serves is not what was tested', () => {
    const was = { ...promoted, versions: { ...promoted.versions, '1.2.0': { digest: TWO } } }
    const remade = matterOf({ kind: 'promote', before: was, model: promoted, beside: repository }, repository, now, {
      suites: result(),
    })
    expect(said(judgeSuites(remade))).toEqual([
      'suite-bias unknown: 1.2.0 is to be something else than what was tested',
    ])
  })
})

describe('[R30] what the file says of a test', () => {
  const edited = (tests: object | undefined, digest: string, was: object = { tests: told() }) => {
    const { tests: _, ...rest } = before
    const model = { ...rest, ...(tests && { tests }), versions: { ...before.versions, '1.2.0': { digest } } } as Model
    const base = { ...before, ...was } as Model
    return said(judgeSuites(matterOf({ kind: 'edit', before: base, model, beside: repository }, repository, now)))
  }
  const told = (more: object = {}) => ({ bias: { version: '1.2.0', on: '2001-04-15', passed: true, ...more } })

  test('does not stay when that version is to be something else', () => {
    expect(edited(told(), TWO)).toEqual(['suite-bias unknown: 1.2.0 is to be something else than what was tested'])
    expect(edited(told(), ONE)).toEqual([])
    expect(edited(undefined, TWO)).toEqual([])
    expect(edited(told({ digest: TWO }), TWO)).toEqual([])
    expect(edited(told({ on: '2001-04-16' }), TWO)).toEqual([])
    expect(edited(told(), TWO, {})).toEqual([])
  })
})

test.each(['rollback', 'retrain'] as const)('[R30] a %s has no suite before it', kind => {
  expect(judgeSuites(matter(undefined, promoted, kind))).toEqual([])
})

describe('[R30] a rule', () => {
  const passed = { '===': [{ var: 'target.tests.bias.passed' }, true] }
  const answer = (facts: Facts) => evaluate(passed, facts).outcome
  test('that asks for a result has no answer until there is one', () => {
    const answers = [undefined, result({ digest: ONE }), result({ passed: false, digest: ONE })].map(state =>
      answer(matter(state).facts),
    )
    expect(answers).toEqual(['missing', 'holds', 'does-not'])
  })

  test('may ask how old a result of what is to serve is, and on which data it was', () => {
    const tests = { bias: { version: '1.1.0', on: '2001-04-01', passed: true, data: 'march' } }
    const { facts } = matterOf({ kind: 'edit', model: { ...before, tests }, beside: repository }, repository, now)
    expect(facts.tests).toEqual({ bias: { passed: true, on: '2001-04-01', days: 15, data: 'march' } })
  })
})
