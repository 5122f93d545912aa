import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/fact.ts'
import { guardrailBranches } from '../../src/rules/rule-branches.ts'

/** What no example shows of those it should, and where it stands. */
function open(rules: { when?: unknown; expect: unknown }, ...facts: Facts[]): string[] {
  const untaken = guardrailBranches(rules, facts).filter(it => !it.taken && !it.optional)
  return untaken.map(it => `${it.at.join('.')}: ${it.says}`)
}
const passed = { var: 'target.passed' }
const low = { '<=': [{ var: 'mae' }, 18.5] }

test('[B5] a condition that is never false is named, with where it stands', () => {
  const rules = { expect: { and: [passed, { '!': { known: 'late' } }] } }
  expect(open(rules, { target: { passed: true } }, { target: { passed: true }, late: 1 })).toEqual([
    'expect.and.0: `target.passed` is never false in an example',
  ])
})

test('[B5] nothing is open where every condition comes out both ways', () => {
  expect(open({ expect: low }, { mae: 18.5 }, { mae: 18.6 })).toEqual([])
})

test('[B5] without an example everything is open', () => {
  expect(open({ when: passed, expect: low })).toEqual([
    'when: `target.passed` is never true in an example',
    'when: `target.passed` is never false in an example',
    'expect: `mae <= 18.5` is never true in an example',
    'expect: `mae <= 18.5` is never false in an example',
  ])
})

test('[B5] what must hold is looked at only where the rule applies', () => {
  const rules = { when: passed, expect: low }
  expect(open(rules, { target: { passed: true }, mae: 1 }, { target: { passed: false }, mae: 99 })).toEqual([
    'expect: `mae <= 18.5` is never false in an example',
  ])
})

test('[B5] a branch of an `if` is looked at only by the examples that take it', () => {
  const rules = { expect: { if: [passed, low, { known: 'late' }] } }
  const taken = { target: { passed: true } }
  expect(open(rules, { ...taken, mae: 1 }, { ...taken, mae: 99, late: 1 })).toEqual([
    'expect.if.0: `target.passed` is never false in an example',
    'expect.if.2: `late is known` is never true in an example',
    'expect.if.2: `late is known` is never false in an example',
  ])
})

test('[B5] conditions inside a value are looked at too', () => {
  const limit = { if: [passed, 10, { known: 'late' }, 20, 30] }
  const rules = { expect: { '<=': [{ '+': [{ var: 'mae' }, limit] }, 18.5] } }
  expect(open(rules, { mae: 1, target: { passed: true } }, { mae: 9, target: { passed: false } })).toEqual([
    'expect.<=.0.+.1.if.2: `late is known` is never true in an example',
  ])
})

test('[B5] that something is missing may be shown, and need not be', () => {
  const missing = guardrailBranches({ expect: low }, [{}]).filter(it => it.optional)
  expect(missing).toEqual([
    { at: ['expect'], says: '`mae <= 18.5` is never missing in an example', taken: true, optional: true },
  ])
})
