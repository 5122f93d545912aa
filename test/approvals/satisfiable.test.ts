import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verdict } from '../../src/approvals/approval.ts'
import { satisfiable } from '../../src/approvals/satisfiable.ts'
import type { People } from '../../src/core/people.ts'
import { bench, hours, peopleOf, RULE, vote } from '../fixtures/bench.ts'

const NOW = hours(2)

test('with two people in each role the rule can be met, whoever asks', () => {
  expect(satisfiable([RULE], peopleOf(), NOW)).toBeUndefined()
})

test('with one, it cannot when that one asks', () => {
  const people = peopleOf({ ana: ['operations'], bo: ['operations'], chen: ['model-validation'] })
  expect(satisfiable([RULE], people, NOW)).toMatchObject({ asks: 'chen', slot: { role: 'model-validation' } })
})

test('with nobody, it cannot whoever asks', () => {
  expect(satisfiable([RULE], peopleOf({ ana: ['operations'] }), NOW)).toMatchObject({
    asks: undefined,
    slot: { role: 'model-validation' },
  })
  expect(satisfiable([{ ...RULE, needs: [] }], peopleOf({}), NOW)).toBeUndefined()
})

test('one person with both roles fills one place only', () => {
  expect(satisfiable([RULE], peopleOf({ eve: ['operations', 'model-validation'] }), NOW)).toBeDefined()
})

/** Two of each role. */
const pairs = peopleOf({
  ana: ['operations'],
  bo: ['operations'],
  chen: ['model-validation'],
  finn: ['model-validation'],
})

test('two rules together can ask for more people than each alone', () => {
  expect(satisfiable([RULE], pairs, NOW)).toBeUndefined()
  expect(satisfiable([RULE, { ...RULE, id: 'other' }], pairs, NOW)).toMatchObject({ slot: { rule: 'other' } })
})

test('a place for one door needs people with an account there', () => {
  const people = peopleOf({ ana: ['operations'], bo: ['operations'] })
  const { github: _, ...bo } = people.people.bo ?? { name: '', roles: [] }
  const needs = [{ role: 'operations', count: 1, via: ['github'] as const }]
  expect(satisfiable([{ ...RULE, needs }], people, NOW)).toBeUndefined()
  expect(satisfiable([{ ...RULE, needs }], { ...people, people: { ...people.people, bo } }, NOW)).toMatchObject({
    asks: 'ana',
  })
})

const gone = (people: People, left: string, ...ids: readonly string[]): People => {
  const leaving = ids.map(id => [id, { ...people.people[id], left }])
  return { ...people, people: { ...people.people, ...Object.fromEntries(leaving) } }
}

test('[C1] whoever has left fills no place: with one of two gone, it cannot when the other asks', () => {
  expect(satisfiable([RULE], pairs, NOW)).toBeUndefined()
  expect(satisfiable([RULE], gone(pairs, '2001-03-01', 'finn'), NOW)).toMatchObject({ asks: 'chen' })
  expect(satisfiable([RULE], gone(pairs, '2001-03-01', 'chen', 'finn'), NOW)).toMatchObject({ asks: undefined })
  expect(satisfiable([RULE], gone(pairs, 'soon', 'chen', 'finn'), NOW)).toMatchObject({ asks: undefined })
  const later = gone(pairs, '2026-03-03', 'finn')
  expect(satisfiable([RULE], later, NOW)).toBeUndefined()
  expect(satisfiable([RULE], later, hours(15))).toMatchObject({ asks: 'chen' })
  expect(satisfiable([RULE], later, 'for good')).toMatchObject({ asks: 'chen' })
})

describe('[C1] a role that a team gives', () => {
  const teams = { operations: 'acme/operations' }
  const some = { ...peopleOf({ ana: [], bo: [], chen: ['model-validation'], finn: ['model-validation'] }), teams }
  const needs = (count: number) => [{ ...RULE, needs: [{ role: 'operations', count }] }]

  test('may be anybody’s who has an account there, so it is not called impossible', () => {
    expect(satisfiable([RULE], some, NOW)).toBeUndefined()
    expect(satisfiable([RULE], { ...some, teams: { audit: 'acme/audit' } }, NOW)).toMatchObject({ asks: undefined })
  })

  test('still needs as many people as it asks for, besides the one who asks', () => {
    expect(satisfiable(needs(3), some, NOW)).toBeUndefined()
    expect(satisfiable(needs(4), some, NOW)).toMatchObject({ asks: expect.any(String), slot: { role: 'operations' } })
    expect(satisfiable(needs(5), some, NOW)).toMatchObject({ asks: undefined })
    expect(satisfiable(needs(3), gone(some, '2001-03-01', 'ana'), NOW)).toMatchObject({ asks: expect.any(String) })
  })

  test('is nobody’s who is not on GitHub, and no other role comes with it', () => {
    const { github: _, ...ana } = some.people.ana as NonNullable<People['people'][string]>
    expect(satisfiable(needs(1), { ...some, people: { ana } }, NOW)).toMatchObject({ asks: undefined })
    const validators = [{ ...RULE, needs: [{ role: 'model-validation', count: 2 }] }]
    expect(satisfiable(validators, some, NOW)).toMatchObject({ slot: { role: 'model-validation' } })
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
      const witness = satisfiable([rule], people, NOW)
      seen[witness ? 'no' : 'yes'] += 1
      if (witness) expect(approvedWhen(witness.asks ?? 'kedge')).toBe(false)
      else expect(['kedge', ...names].filter(name => !approvedWhen(name))).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(20)
})
