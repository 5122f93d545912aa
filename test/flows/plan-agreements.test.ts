import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/core/people.ts'
import type { Repository } from '../../src/core/repository.ts'
import { agreeing, agreements } from '../../src/flows/plan-agreements.ts'
import type { DifferingFile } from '../../src/flows/plan-files.ts'
import { repository } from '../fixtures/world.ts'

const NOW = new Date('2001-04-16T09:00:00Z')
const file = {
  path: 'policies/answer-breach.yaml',
  is: 'sla',
  id: 'answer-breach',
  changes: [{ says: 'another clock' }],
  before: { agreedBy: { business: 'mara', provider: 'ana' } },
  after: { agreedBy: { business: 'mara', provider: 'bo' } },
} as unknown as DifferingFile

function withMara(more: Partial<Person>, teams?: Record<string, string>): Repository {
  const mara = { ...(repository.people.people.mara as Person), ...more }
  const people = { ...repository.people, people: { ...repository.people.people, mara }, ...(teams && { teams }) }
  return { ...repository, people }
}
const slotOf = (old: Repository) => agreements(file, old)[0]

describe('[C5] (R16) a promise is agreed to by both sides', () => {
  test('as they were and as they are to be, without whoever has left by now', () => {
    expect(agreeing(file, repository, NOW)).toEqual(['mara', 'ana', 'bo'])
    expect(agreeing(file, withMara({ left: '2001-04-17' }), NOW)).toEqual(['mara', 'ana', 'bo'])
    expect(agreeing(file, withMara({ left: '2001-04-16' }), NOW)).toEqual(['ana', 'bo'])
    expect(agreeing({ ...file, changes: [] }, repository, NOW)).toEqual([])
  })

  test('in one slot each, also of those who leave: the verdict knows the day', () => {
    const mara = { waiver: 'answer-breach', person: 'mara', agrees: true }
    expect(slotOf(repository)).toEqual({ ...mara, role: 'business' })
    expect(slotOf(withMara({ left: '2001-04-17' }))).toEqual({ ...mara, role: 'business' })
    expect(slotOf(withMara({ left: '2001-04-17', roles: [] }))).toEqual({ ...mara, role: 'any role', roles: [] })
    expect(slotOf(withMara({ roles: [] }))).toMatchObject({ code: 'no-role-to-agree' })
  })

  test('[C1] in whichever role a team gives, where the file gives none', () => {
    const github = { login: 'mara', id: 77 }
    const old = withMara({ roles: [], github }, { duty: 'acme/duty', audit: 'acme/audit' })
    expect(slotOf(old)).toMatchObject({ role: 'duty or audit', roles: ['duty', 'audit'], agrees: true })
  })
})
