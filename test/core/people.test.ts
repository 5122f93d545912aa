import { describe, expect, test } from 'vitest'
import { hereIn, isHere, type People, rolesIn, rolesOf, type When } from '../../src/core/people.ts'
import { peopleOf } from '../fixtures/bench.ts'

const at = (iso: string) => new Date(iso)

describe('[C4] whether somebody is here', () => {
  test.each<[string | undefined, When, boolean]>([
    [undefined, at('2026-03-02T09:00:00Z'), true],
    [undefined, 'for good', true],
    ['2001-03-01', at('2026-03-02T09:00:00Z'), false],
    ['2026-03-02', at('2026-03-01T23:59:59.999Z'), true],
    ['2026-03-02', at('2026-03-02T00:00:00Z'), false],
    ['2027-01-01', at('2026-03-02T09:00:00Z'), true],
    ['2027-01-01', 'for good', false],
    ['soon', at('2026-03-02T09:00:00Z'), false],
    ['', at('2026-03-02T09:00:00Z'), false],
    ['2027-01-01', at('no moment'), false],
  ])('leaves %s, asked for %s: %s', (left, when, here) => {
    expect(isHere({ ...(left !== undefined && { left }) }, when)).toBe(here)
  })

  test('is no for somebody nobody knows', () => expect(isHere(undefined, at('2026-03-02'))).toBe(false))

  test('picks those who are', () => {
    const { people } = peopleOf({ ana: [], bo: [] })
    const some = { people: { ...people, bo: { name: 'Bo', roles: [], left: '2026-03-02' } } }
    expect(hereIn(some, at('2026-03-01'))).toEqual(['ana', 'bo'])
    expect(hereIn(some, at('2026-03-02'))).toEqual(['ana'])
  })
})

describe('[C1] the roles somebody has', () => {
  const teams = { duty: 'acme/duty', audit: 'acme/audit' }
  const people: People = { ...peopleOf({ ana: ['operations'], bo: ['modelops'] }), teams }

  test('is one by the file where there is one, else every one that a team may give', () => {
    expect(rolesOf(people, 'ana', ['duty', 'operations'])).toEqual(['operations'])
    expect(rolesOf(people, 'bo', ['duty', 'operations', 'audit'])).toEqual(['duty', 'audit'])
    expect(rolesOf(people, 'bo', ['operations'])).toEqual([])
    expect(rolesOf(people, 'constructor', ['duty'])).toEqual([])
    const { github: _, ...offline } = people.people.bo as NonNullable<People['people'][string]>
    expect(rolesOf({ ...people, people: { bo: offline } }, 'bo', ['duty'])).toEqual([])
  })

  test('are all that there are by the file and by teams', () => {
    expect(rolesIn(people)).toEqual(['audit', 'duty', 'modelops', 'operations'])
  })
})
