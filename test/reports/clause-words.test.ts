import { expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import type { Repository } from '../../src/core/repository.ts'
import { clauseBlocks, clauseWords } from '../../src/reports/clause-words.ts'

const clause = { title: 'Article 14 (Human oversight)', says: 'People can stop it.' }
const words = (dates: { applies?: string; until?: string }, ref = 'eu-ai-act/art-14') => {
  const regulation = [{ id: 'eu-ai-act', name: 'EU AI Act', clauses: { 'art-14': { ...clause, ...dates } } }]
  return clauseWords({ policies: { regulation } } as unknown as Repository, ref)
}
const SAID = 'EU AI Act, Article 14 (Human oversight): People can stop it.'

test.each([
  [{}, SAID],
  [{ applies: '2027-12-02' }, `${SAID} In force from 2 December 2027.`],
  [{ until: '2030-08-02' }, `${SAID} In force until 2 August 2030.`],
  [{ applies: '2027-12-02', until: '2030-08-02' }, `${SAID} In force from 2 December 2027 to 2 August 2030.`],
])('[R37] a clause with the dates %j is explained in plain words', (dates, expected) => {
  expect(words(dates)).toBe(expected)
})

test('[R37] a clause that is gone is said to be gone', () => {
  expect(words({}, 'sr-11-7/v')).toBe('sr-11-7/v: this clause does not stand in the repository.')
})

test('[R37] what findings cite is explained once, in the order it is cited', () => {
  const cites = (...clauses: string[]) => ({ clauses }) as unknown as Finding
  const repository = { policies: {} } as unknown as Repository
  const listed = clauseBlocks(repository, [cites('b/1', 'a/1'), {} as Finding, cites('a/1', 'c/1')])
  expect(listed.flatMap(block => (block.is === 'list' ? block.items.flat() : []))).toEqual(
    ['b/1', 'a/1', 'c/1'].map(ref => `${ref}: this clause does not stand in the repository.`),
  )
  expect(clauseBlocks(repository, [{} as Finding])).toEqual([])
})
