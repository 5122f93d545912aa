import { describe, expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import type { Judged } from '../../src/approvals/judged.ts'
import { mayReview } from '../../src/approvals/may-review.ts'
import { mayVote } from '../../src/approvals/may-vote.ts'
import type { People } from '../../src/core/people.ts'
import { bench, peopleOf, vote } from '../fixtures/bench.ts'

/** The people after an entry was given another key, and after a key was given to a human with other accounts. */
function renamed(from: string, to: string): People {
  const { people, ...rest } = peopleOf()
  return { ...rest, people: Object.fromEntries(Object.entries(people).map(([id, it]) => [id === from ? to : id, it])) }
}
function givenAway(key: string, more: People['people'] = {}): People {
  const { people, ...rest } = peopleOf()
  const roles = people[key]?.roles ?? []
  const other = { name: 'Other', slack: 'U0OTHER', github: { login: 'other', id: 900 }, roles }
  return { ...rest, people: { ...people, ...more, [key]: other } }
}

const ANA = { askedBy: 'ana', askedAs: ['slack:T1:U0ANA', 'github:101'] }
const bos = vote('bo', { account: 'slack:T1:U0BO' })
const chens = vote('chen', { account: 'github:103', door: 'github' })
const counted = (b: Bench) => verdict(b).counted.map(({ person }) => person)
const ignored = (b: Bench) => verdict(b).ignored.map(({ person, code }) => `${person} ${code}`)
const may = (b: Bench, person: string) => {
  const answer = mayVote(b, person, 'slack')
  return answer.ok || answer.code
}

describe('[C1] who asked is whoever holds the accounts it was asked by (attacks 17, 41)', () => {
  test('under another key their approval counts no more than under the first', () => {
    const b = bench([], { ...ANA, people: renamed('ana', 'ana-r') })
    expect(may(b, 'ana-r')).toBe('asked-it-yourself')
    expect(ignored({ ...b, votes: [vote('ana-r')] })).toEqual(['ana-r asked-it-yourself'])
    expect(verdict(b).ask.flatMap(({ people }) => people)).not.toContain('ana-r')
  })

  test('nor with one of the accounts changed', () => {
    const other = { ...peopleOf().people.ana, name: 'Ana', slack: 'U0NEW', roles: ['operations'] }
    const people = { ...peopleOf(), people: { ...renamed('ana', 'ana-r').people, 'ana-r': other } }
    const b = bench([], { ...ANA, people, accounts: { U0NEW: 'person' } })
    expect(may(b, 'ana-r')).toBe('asked-it-yourself')
  })

  test('whoever has got the key since is ruled out as well, since nobody can say for whom it stood', () => {
    const old = { ...peopleOf().people.ana, name: 'Ana', roles: ['operations'] }
    const b = bench([], {
      ...ANA,
      people: givenAway('ana', { 'ana-r': old }),
      accounts: { U0OTHER: 'person', U0ANA: 'person' },
    })
    expect([may(b, 'ana'), may(b, 'ana-r')]).toEqual(['asked-it-yourself', 'asked-it-yourself'])
  })

  test('an account nobody knew asked, and has an entry since', () => {
    const b = bench([], { askedBy: 'github:102', askedAs: ['github:102'] })
    expect(may(b, 'bo')).toBe('asked-it-yourself')
  })
})

describe('[C1] a vote is of whoever holds the account it was given by (attack 17)', () => {
  test('it stays theirs under another key', () => {
    expect(counted(bench([bos, chens], { people: renamed('bo', 'bo-l') }))).toEqual(['bo-l', 'chen'])
  })

  test('whoever has got the key since has not voted, and may', () => {
    const b = bench([bos, chens], { people: givenAway('bo'), accounts: { U0OTHER: 'person', U0CHEN: 'person' } })
    expect(counted(b)).toEqual(['chen'])
    expect(ignored(b)).toEqual(['slack:T1:U0BO not-in-people'])
    expect(may(b, 'bo')).toBe(true)
  })

  test('under two keys one after the other they are one person, who counts once', () => {
    const people = renamed('eve', 'eve-b')
    const first = vote('eve', { account: 'slack:T1:U0EVE' })
    const second = vote('eve-b', { account: 'github:105', door: 'github' })
    expect(verdict(bench([first, second], { people }))).toMatchObject({
      is: 'pending',
      counted: [{ person: 'eve-b' }],
    })
  })

  test('a denial is taken back by them, under whatever key, and by nobody else', () => {
    const no = vote('chen', { account: 'github:103', door: 'github', is: 'deny' })
    const back = { ...no, is: 'withdrawn' as const }
    const people = renamed('chen', 'chen-w')
    expect(verdict(bench([no], { people })).is).toBe('denied')
    expect(verdict(bench([no, { ...back, by: 'chen' }], { people })).is).toBe('pending')
    expect(verdict(bench([no, { ...back, person: 'chen-w', by: 'chen-w' }], { people })).is).toBe('pending')
    expect(verdict(bench([no, { ...back, by: 'bo' }], { people })).is).toBe('denied')
    expect(verdict(bench([no, { ...back, by: 'github' }], { people })).is).toBe('denied')
  })

  test('what was written before accounts were kept is believed by its key', () => {
    expect(counted(bench([vote('bo'), vote('chen')]))).toEqual(['bo', 'chen'])
  })
})

test('[C1] whoever merged it reviews it under no key of theirs (attack 17)', () => {
  const people = renamed('bo', 'bo-l')
  const change = { merged: { by: 'bo', account: 'github:102' } }
  const judged = { bench: bench([], { people }), change, repository: { people } } as unknown as Judged
  expect(mayReview(judged, 'bo-l')?.code).toBe('merged-it')
  expect(mayReview(judged, 'chen')).toBeUndefined()
})

describe('[C1] an account that nobody knows may be the second one of anybody (attack 27)', () => {
  const both = [vote('bo'), vote('chen')]
  const writer = (more: object) => bench(both, { authors: [{ github: 900, role: 'author', ...more }] })

  test('nobody can be ruled out, so nobody counts, and it says whose entry is missing', () => {
    expect(verdict(writer({ login: 'bo-private' }))).toMatchObject({
      is: 'unavailable',
      code: 'unlisted-author',
      says: 'Nobody in the people policy holds bo-private on GitHub, which had a hand in it, so nobody can be ruled out.',
      fix: 'List the owner in policies/people.yaml by pull request; `roles: []` will do.',
    })
    expect(may(writer({}), 'eve')).toBe('unlisted-author')
    expect(mayVote(writer({}), 'eve', 'slack')).toMatchObject({ says: expect.stringContaining('holds 900 on GitHub') })
  })

  test('with an entry, whatever roles it has, it is known and the votes count', () => {
    const { people, ...rest } = peopleOf()
    const zoe = { name: 'Zoe', github: { login: 'zoe', id: 900 }, roles: [] }
    expect(verdict({ ...writer({}), people: { ...rest, people: { ...people, zoe } } }).is).toBe('approved')
  })

  test('our own App and GitHub’s pages are no person’s', () => {
    expect(verdict(writer({ machine: true })).is).toBe('approved')
  })

  test('where nobody needs to approve, nobody need be ruled out', () => {
    expect(verdict({ ...writer({}), rules: [{ ...writer({}).rules[0], needs: [] } as never] }).is).toBe('approved')
  })
})
