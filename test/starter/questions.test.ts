import { describe, expect, test } from 'vitest'
import { openQuestions, QUESTIONS, withDefaults } from '../../src/starter/questions.ts'
import type { Said } from '../../src/starter/said.ts'
import { understood } from '../../src/starter/understood.ts'
import { TEAM } from './answers.ts'

const known = { folder: 'acme-models' }
const beside = { ...known, tiers: ['low', 'medium', 'high'] as const, today: '2026-11-25' }
const full = withDefaults({ person: TEAM.join('\n') }, known) as Required<Said>

test('[R4] there are at most eight questions, each with a flag and an answer for who says nothing', () => {
  expect(QUESTIONS.length).toBeLessThanOrEqual(8)
  expect(openQuestions({}, known)).toHaveLength(QUESTIONS.length)
  const all = withDefaults({}, known) as Required<Said>
  for (const { key, flag, bad } of QUESTIONS) {
    expect(flag).toMatch(/^--[a-z-]+ </)
    expect(bad(all[key], all, known), key).toEqual([])
  }
  expect(openQuestions(all, known)).toEqual([])
  expect(understood(all, beside)).toMatchObject({ organisation: 'acme-models', tier: 'low', slackTeam: 'T00000000' })
})

test('[B10] who is there already is not asked for', () => {
  const people = { mara: { name: 'Mara', roles: ['modelops'] } }
  expect(openQuestions({}, { ...known, people }).map(({ key }) => key)).toEqual([
    ...['organisation', 'channel', 'model', 'tier', 'owners', 'useCase'],
  ])
  const said = { ...withDefaults({}, { ...known, people }), slack: 'later', person: '' } as Required<Said>
  expect(understood(said, { ...beside, people })).toMatchObject({
    owners: { business: 'mara', technical: 'mara' },
    people,
  })
})

describe('[B10] answers', () => {
  test('one owner stands for both, and a comma or a space parts two', () => {
    expect(understood({ ...full, owners: 'chen' }, beside)).toMatchObject({
      owners: { business: 'chen', technical: 'chen' },
    })
    expect(understood({ ...full, owners: 'ana, chen' }, beside)).toMatchObject({
      owners: { business: 'ana', technical: 'chen' },
    })
  })

  test.each<[Partial<Said>, string]>([
    [{ model: 'nonsense' }, '`nonsense` does not say which model it is.'],
    [{ person: 'Ana' }, '`Ana` has fewer than five parts.'],
  ])('that are wrong are told alone, without what follows from them: %j', (said, says) => {
    const problems = understood(withDefaults(said, known) as Required<Said>, beside)
    expect(Array.isArray(problems) && problems.map(it => it.says)).toEqual([says])
  })

  test.each<[Partial<Said>, string]>([
    [{ organisation: ' ' }, '--organisation is empty or longer than 80 letters.'],
    [{ organisation: 'a'.repeat(81) }, '--organisation is empty or longer than 80 letters.'],
    [{ slack: 'acme' }, '`acme` is no id of a workspace.'],
    [{ channel: '#approvals' }, '`#approvals` is no id of a channel.'],
    [{ person: 'Ana' }, '`Ana` has fewer than five parts.'],
    [{ person: '\n' }, 'Nobody is named.'],
    [{ tier: 'hihg' }, 'There is no tier `hihg`. Did you mean `high`?'],
    [{ owners: 'anna' }, '`anna` is nobody who was named. Did you mean `ana`?'],
    [{ useCase: '' }, '--use-case is empty or longer than 80 letters.'],
    [{ model: 'churn' }, '`churn` does not say which model it is.'],
  ])('that cannot be used are told: %j', (more, says) => {
    const problems = understood({ ...full, ...more }, beside)
    expect(Array.isArray(problems) && problems.map(it => it.says)).toContain(says)
  })

  test('a model of a tier that gets no rules is told', () => {
    const problems = understood({ ...full, tier: 'high' }, { ...beside, tiers: ['low', 'medium'] })
    expect(problems).toMatchObject([{ fix: 'Say --tiers low,medium,high' }])
  })
})
