import { describe, expect, test } from 'vitest'
import { ClauseRef, clauseOf, lintClause } from '../../src/core/clause.ts'
import type { Repository } from '../../src/core/repository.ts'
import { misfits } from '../../src/repository/schema.ts'

const act = {
  kind: 'regulation',
  id: 'eu-ai-act',
  name: 'EU AI Act',
  clauses: {
    'art-4': { title: 'Article 4 (AI literacy)', says: 'Know it.', applies: '2025-02-02', until: '2030-01-01' },
    'art-14': { title: 'Article 14 (Human oversight)', says: 'Oversee it.' },
  },
}
const repository = { policies: { regulation: [act] } } as unknown as Repository
const empty = { policies: {} } as unknown as Repository

test.each([
  ['eu-ai-act/art-14', true],
  ['sr-26-2/v-ongoing-model-monitoring', true],
  ['iso-iec-42001/a-6-2-4', true],
  ['SR 11-7, V', false],
  ['eu-ai-act', false],
  ['eu-ai-act/art-14/1', false],
  ['eu-ai-act/', false],
  ['/art-14', false],
  ['eu-ai-act/Art-14', false],
])('[R37] %j is a reference: %s', (ref, good) => {
  expect(misfits(ClauseRef, ref).length === 0).toBe(good)
})

describe('a clause that is cited', () => {
  test('[R37] is found with its regulation, and with its days where it has them', () => {
    expect(clauseOf(repository, 'eu-ai-act/art-14')).toEqual({
      regulation: 'eu-ai-act',
      name: 'EU AI Act',
      title: 'Article 14 (Human oversight)',
      says: 'Oversee it.',
    })
    expect(clauseOf(repository, 'eu-ai-act/art-4')).toMatchObject({ applies: '2025-02-02', until: '2030-01-01' })
  })
  test.each(['eu-ai-act/art-99', 'gdpr/art-22', 'eu-ai-act', '', 'eu-ai-act/constructor'])(
    '[R37] %j is nowhere',
    ref => {
      expect(clauseOf(repository, ref)).toBeUndefined()
      expect(clauseOf(empty, ref)).toBeUndefined()
    },
  )
})

describe('a reference that leads nowhere', () => {
  const lint = (ref: string, where = repository) =>
    lintClause(ref, ['clauses', 0], where).map(({ at, code, says, fix }) => `${at.join('.')} ${code}: ${says} → ${fix}`)

  test('[R37] that leads somewhere is no complaint', () => {
    expect(lint('eu-ai-act/art-14')).toEqual([])
  })
  test.each([
    ['eu-ai-ac/art-14', 'unknown-regulation: there is no regulation `eu-ai-ac` → did you mean `eu-ai-act/art-14`?'],
    [
      'gdpr/art-22',
      'unknown-regulation: there is no regulation `gdpr` → use `eu-ai-act`, or add policies/gdpr.yaml with `kind: regulation`',
    ],
    ['eu-ai-act/art-144', 'unknown-clause: `eu-ai-act` has no clause `art-144` → did you mean `eu-ai-act/art-14`?'],
    [
      'eu-ai-act/recital',
      'unknown-clause: `eu-ai-act` has no clause `recital` → use `art-4` or `art-14`, or add `recital` to the clauses of policies/eu-ai-act.yaml',
    ],
  ])('[R37] %s is an error with what was meant', (ref, words) => {
    expect(lint(ref)).toEqual([`clauses.0 ${words}`])
  })
  test('[R37] without any regulation asks for the file', () => {
    expect(lint('gdpr/art-22', empty)).toEqual([
      'clauses.0 unknown-regulation: there is no regulation `gdpr` → add policies/gdpr.yaml with `kind: regulation`',
    ])
  })
})
