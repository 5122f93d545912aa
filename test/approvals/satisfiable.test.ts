import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdict } from '../../src/approvals/approval.ts'
import { satisfiable } from '../../src/approvals/satisfiable.ts'
import { bench, peopleOf, RULE, vote } from '../fixtures/bench.ts'

test('with two people in each role the rule can be met, whoever asks', () => {
  expect(satisfiable([RULE], peopleOf())).toBeUndefined()
})

test('with one, it cannot when that one asks', () => {
  const people = peopleOf({ ana: ['operations'], bo: ['operations'], chen: ['model-validation'] })
  expect(satisfiable([RULE], people)).toMatchObject({ asks: 'chen', slot: { role: 'model-validation' } })
})

test('with nobody, it cannot whoever asks', () => {
  expect(satisfiable([RULE], peopleOf({ ana: ['operations'] }))).toMatchObject({
    asks: undefined,
    slot: { role: 'model-validation' },
  })
  expect(satisfiable([{ ...RULE, needs: [] }], peopleOf({}))).toBeUndefined()
})

test('one person with both roles fills one place only', () => {
  expect(satisfiable([RULE], peopleOf({ eve: ['operations', 'model-validation'] }))).toBeDefined()
})

test('two rules together can ask for more people than each alone', () => {
  const people = peopleOf({
    ana: ['operations'],
    bo: ['operations'],
    chen: ['model-validation'],
    finn: ['model-validation'],
  })
  expect(satisfiable([RULE], people)).toBeUndefined()
  expect(satisfiable([RULE, { ...RULE, id: 'other' }], people)).toMatchObject({ slot: { rule: 'other' } })
})

test('a place for one door needs people with an account there', () => {
  const people = peopleOf({ ana: ['operations'], bo: ['operations'] })
  const { github: _, ...bo } = people.people.bo ?? { name: '', roles: [] }
  const needs = [{ role: 'operations', count: 1, via: ['github'] as const }]
  expect(satisfiable([{ ...RULE, needs }], people)).toBeUndefined()
  expect(satisfiable([{ ...RULE, needs }], { ...people, people: { ...people.people, bo } })).toMatchObject({
    asks: 'ana',
  })
})

test('what is called possible is approved when everybody votes, whoever asks, and a witness is right', () => {
  const names = ['ana', 'bo', 'chen', 'dana']
  const roles = fc.tuple(...names.map(() => fc.subarray(['operations', 'model-validation'])))
  const counts = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }))
  const seen = { yes: 0, no: 0 }
  fc.assert(
    fc.property(roles, counts, (has, [operations, validation]) => {
      const people = peopleOf(Object.fromEntries(names.map((name, i) => [name, has[i] ?? []])))
      const rule = {
        ...RULE,
        needs: [
          { role: 'operations', count: operations },
          { role: 'model-validation', count: validation },
        ],
      }
      const approvedWhen = (askedBy: string) =>
        verdict(
          bench(
            names.map(name => vote(name)),
            { people, rules: [rule], askedBy },
          ),
        ).is === 'approved'
      const witness = satisfiable([rule], people)
      seen[witness ? 'no' : 'yes'] += 1
      if (witness) expect(approvedWhen(witness.asks ?? 'kedge')).toBe(false)
      else expect(['kedge', ...names].filter(name => !approvedWhen(name))).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(20)
})
