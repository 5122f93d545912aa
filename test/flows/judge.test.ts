import { expect, test } from 'vitest'
import { atRest, judgeAll } from '../../src/flows/judge.ts'
import { factsOf } from '../../src/rules/facts.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const now = new Date('2001-05-01')

test('a model is judged by the facts its rules name as by all of them', () => {
  const few = atRest(repository, flightDelay, now)
  const all = { ...few, facts: factsOf({ model: flightDelay, now, repository }) }
  expect(Object.keys(few.facts.model ?? {}).length).toBeLessThan(Object.keys(all.facts.model ?? {}).length)
  expect(judgeAll(few)).toEqual(judgeAll(all))
  expect(judgeAll(few).map(finding => finding.policy)).toContain('answered-for')
})

test('what is wrong with the model itself does not hold up the way back to safety', () => {
  const matter = { ...atRest(repository, { ...flightDelay, documents: {} }, now) }
  const of = (kind: 'promote' | 'rollback') =>
    judgeAll({ ...matter, change: { kind } }).some(it => it.policy === 'answered-for' && it.outcome === 'fail')
  expect([of('promote'), of('rollback')]).toEqual([true, false])
})
