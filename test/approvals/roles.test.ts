import { describe, expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import { mayVote } from '../../src/approvals/may-vote.ts'
import type { People } from '../../src/core/people.ts'
import { bench, hours, peopleOf, RULE, vote } from '../fixtures/bench.ts'

const DUTY = 'acme/duty'
const RULES = [{ ...RULE, needs: [{ role: 'duty', count: 1 }] }]
const withTeam: People = { ...peopleOf(), teams: { duty: DUTY } }
/** Bo is 102, Chen 103; the team gives the only role that is asked for. */
const onDuty = (teams: Bench['teams'], more: Partial<Bench> = {}) =>
  bench([vote('bo')], { people: withTeam, rules: RULES, ...(teams && { teams }), ...more })
const left = (person: string, day: string): People => {
  const people = peopleOf()
  return { ...people, people: { ...people.people, [person]: { ...people.people[person], left: day } as never } }
}

describe('[C1] a role that a GitHub team gives', () => {
  test('is that of its members, by the number of their account', () => {
    expect(verdict(onDuty({ [DUTY]: [102] }))).toMatchObject({ is: 'approved', by: ['bo'] })
    expect(verdict(onDuty({ [DUTY]: [103] }))).toMatchObject({
      is: 'pending',
      ignored: [{ person: 'bo', code: 'wrong-role' }],
      ask: [{ people: ['chen'] }],
    })
  })

  test('is nobody’s where the team is empty or its members are not in people', () => {
    for (const members of [[], [999]])
      expect(verdict(onDuty({ [DUTY]: members }))).toMatchObject({ is: 'unavailable', code: 'nobody-may' })
  })

  test('[attack 19] is unknown where GitHub does not say: neither approved, nor “not a member”', () => {
    for (const teams of [{ [DUTY]: 'unavailable' as const }, {}, undefined])
      expect(verdict(onDuty(teams))).toMatchObject({
        is: 'unavailable',
        code: 'team-not-seen',
        says: 'GitHub does not say who is in the team that gives the role duty, and unknown is never yes.',
      })
  })

  test('is enough to grant an exception, as long as its member is in it', () => {
    const grants = [{ waiver: 'late', person: 'bo', role: 'duty' }]
    const rules = [{ ...RULE, needs: [{ role: 'operations', count: 1 }] }]
    const granting = (members: number[]) => {
      const votes = [vote('bo'), vote('eve')]
      return verdict({ ...onDuty({ [DUTY]: members }, { rules, grants }), votes }).is
    }
    expect([granting([102]), granting([103])]).toEqual(['approved', 'unavailable'])
  })

  test('is enough where several teams might give it: whichever it is, one slot', () => {
    const people = { ...peopleOf(), teams: { duty: DUTY, audit: 'acme/audit' } }
    const grants = [{ waiver: 'late', person: 'bo', role: 'duty or audit', roles: ['duty', 'audit'] }]
    const rules = [{ ...RULE, needs: [{ role: 'operations', count: 1 }] }]
    const granting = (duty: number[] | 'unavailable', audit: number[] | 'unavailable') => {
      const b = onDuty({ [DUTY]: duty, 'acme/audit': audit }, { people, rules, grants })
      return verdict({ ...b, votes: [vote('bo'), vote('eve')] }).is
    }
    expect([granting([102], []), granting([], [102]), granting([102], [102])]).toEqual(Array(3).fill('approved'))
    expect([granting([], []), granting([103], [103])]).toEqual(['unavailable', 'unavailable'])
    expect([granting([102], 'unavailable'), granting('unavailable', [102])]).toEqual(['unavailable', 'unavailable'])
  })

  test('[attack 19] does not stop what asks for other roles', () => {
    const b = bench([vote('bo'), vote('chen')], { people: withTeam, teams: { [DUTY]: 'unavailable' } })
    expect(verdict(b).is).toBe('approved')
  })

  test('adds to the roles of the file, and counts a person once', () => {
    const rules = [{ ...RULE, needs: [...(RULES[0]?.needs ?? []), { role: 'operations', count: 1 }] }]
    expect(verdict(onDuty({ [DUTY]: [102] }, { rules }))).toMatchObject({ is: 'pending', counted: [{ person: 'bo' }] })
  })

  test('[attack 18] is looked at when acting: the vote goes with it, and so does the denial', () => {
    const gone = onDuty({ [DUTY]: [103] }, { votes: [vote('bo', { is: 'deny' })] })
    expect(verdict(onDuty({ [DUTY]: [102, 103] }, { votes: gone.votes })).is).toBe('denied')
    expect(verdict(gone)).toMatchObject({ is: 'pending', ignored: [{ person: 'bo', code: 'wrong-role' }] })
    expect(verdict({ ...gone, votes: [...gone.votes, vote('chen')] }).is).toBe('approved')
  })

  test('is asked of a press as well', () => {
    const open = (teams: Bench['teams']) => onDuty(teams, { votes: [] })
    expect(mayVote(open({ [DUTY]: [102] }), 'bo', 'slack')).toEqual({ ok: true })
    expect(mayVote(open({ [DUTY]: [103] }), 'bo', 'slack')).toMatchObject({ ok: false, code: 'wrong-role' })
  })
})

describe('[C1] [attack 18] whoever has left', () => {
  const both = [vote('bo'), vote('chen')]

  test('has no roles from that day on: their approval and their denial are gone', () => {
    const people = left('bo', '2026-03-02')
    expect(verdict(bench(both, { people }))).toMatchObject({
      is: 'pending',
      ignored: [{ person: 'bo', code: 'left' }],
    })
    expect(verdict(bench([...both, vote('eve'), vote('bo', { is: 'deny' })], { people })).is).toBe('approved')
  })

  test('is still here the day before, and is not asked afterwards', () => {
    const people = left('bo', '2026-03-03')
    expect(verdict(bench(both, { people, now: hours(14.9) })).is).toBe('approved')
    expect(verdict(bench(both, { people, now: hours(15) })).is).toBe('pending')
    expect(verdict(bench([], { people, now: hours(15) })).ask.flatMap(it => it.people)).not.toContain('bo')
  })

  test('does not come back by a team', () => {
    const people = { ...left('bo', '2026-03-02'), teams: { duty: DUTY } }
    expect(verdict(onDuty({ [DUTY]: [102] }, { people })).is).not.toBe('approved')
  })

  test('is not waited for where a promise took their word, and nobody else can grant what they granted', () => {
    const people = left('chen', '2026-03-03')
    const rules = [{ ...RULE, needs: [{ role: 'operations', count: 1 }] }]
    const grant = { waiver: 'late', person: 'chen', role: 'model-validation' }
    const of = (agrees: boolean, now: number) =>
      verdict(
        bench([vote('bo')], { people, rules, grants: [{ ...grant, ...(agrees && { agrees }) }], now: hours(now) }),
      ).is
    expect([of(true, 14.9), of(true, 15)]).toEqual(['pending', 'approved'])
    expect([of(false, 14.9), of(false, 15)]).toEqual(['pending', 'unavailable'])
  })

  test('on a day that is none stays gone', () => {
    expect(verdict(bench(both, { people: left('bo', 'soon') })).is).toBe('pending')
  })
})
