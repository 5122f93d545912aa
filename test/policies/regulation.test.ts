import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Regulation } from '../../src/core/regulation.ts'
import type { Repository } from '../../src/core/repository.ts'
import kind from '../../src/policies/regulation.ts'
import { misfits } from '../../src/repository/schema.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'

const act: Regulation = {
  kind: 'regulation',
  id: 'act',
  name: 'An Act',
  issuer: 'A parliament',
  because: 'It binds us.',
  version: '1',
  published: '2024-07-12',
  source: 'https://example.org/act',
  notice: 'This is no legal advice.',
  clauses: { 'art-1': { title: 'Article 1 (Care)', says: 'Take care.' } },
}
const complaints = (clauses: Regulation['clauses']) => kind.complaints?.({ ...act, clauses }, {} as Repository)

describe('a regulation', () => {
  test('[B3] needs a name, a day, a source and a notice that it is no legal advice', () => {
    expect(misfits(kind.schema, act)).toEqual([])
    expect(misfits(kind.schema, { ...act, notice: 'This is not legal advice.' })).toEqual([])
  })
  test.each([
    ['notice', 'Do this and you are safe.'],
    ['source', 'http://example.org/act'],
    ['published', '2024-02-30'],
    ['clauses', {}],
    ['clauses', { 'Art. 1': act.clauses['art-1'] }],
    ['clauses', { 'art-1': { ...act.clauses['art-1'], applies: '2 August 2026' } }],
  ])('[B3] is refused with `%s: %j`', (key, value) => {
    const found = misfits(kind.schema, { ...act, [key]: value })
    expect(found.map(({ at }) => at[0])).toEqual([key])
    expect(found[0]?.fix).not.toBe('')
  })
  test('[B3] cannot end before it begins', () => {
    const clause = { title: 'Article 1', says: 'Take care.', applies: '2026-08-02' }
    expect(complaints({ 'art-1': { ...clause, until: '2026-08-01' } })).toEqual([
      {
        at: ['clauses', 'art-1', 'until'],
        code: 'ends-before-it-applies',
        says: 'It ends on 2026-08-01, before it applies on 2026-08-02.',
        fix: 'Swap the two days, or correct one of them',
      },
    ])
    expect(complaints({ 'art-1': { ...clause, until: '2026-08-02' }, 'art-2': clause })).toEqual([])
  })
  test('[B3] decides nothing, so it carries no examples', () => {
    expect(kind.examples).toBeUndefined()
  })
})

const packs = readdirSync('policies')
  .filter(file => file.endsWith('.yaml'))
  .map(file => ({ file, text: readFileSync(`policies/${file}`, 'utf8') }))
  .filter(({ text }) => (load(text) as { kind: string }).kind === 'regulation')

describe('the packs', () => {
  test('[B3] are the four that were promised', () => {
    expect(packs.map(({ file }) => file).sort()).toEqual([
      'eu-ai-act.yaml',
      'iso-iec-42001.yaml',
      'nist-ai-rmf.yaml',
      'sr-26-2.yaml',
    ])
  })
  test.each(packs)('[B3] $file is well formed, its days are real, and it says that it is no legal advice', it => {
    const { data, problems } = parseYaml(it.text, it.file)
    expect(problems).toEqual([])
    expect(misfits(kind.schema, data)).toEqual([])
    const pack = data as Regulation
    expect(kind.complaints?.(pack, {} as Repository)).toEqual([])
    expect(pack.notice).toContain('no legal advice')
    expect(it.text).toMatch(/^# yaml-language-server: \$schema=policy\.schema\.json\n# Data .*no legal advice/s)
    expect(Object.keys(pack.clauses).length).toBeGreaterThanOrEqual(10)
    for (const { applies } of Object.values(pack.clauses)) if (applies) expect(applies > pack.published).toBe(true)
  })
  test('[B3] the EU AI Act has the days of Article 113 as amended in July 2026', () => {
    const { clauses } = load(packs.find(({ file }) => file === 'eu-ai-act.yaml')?.text ?? '') as Regulation
    const days = Map.groupBy(Object.entries(clauses), ([, { applies }]) => dayOf(applies))
    expect(Object.fromEntries([...days].map(([day, list]) => [day, list.map(([id]) => id).join(' ')]))).toEqual({
      '2025-02-02': 'art-4 art-5',
      '2025-08-02': 'art-53 art-55',
      '2026-08-02': 'art-49 art-50 art-72 art-73',
      '2026-12-02': 'art-5-1-ba',
      '2027-12-02': 'art-6 art-8 art-9 art-10 art-11 art-12 art-13 art-14 art-15 art-17 art-19 art-20 art-26 art-27',
    })
  })
})

/** js-yaml alone reads a bare day as a moment. */
function dayOf(day: unknown): string {
  return day instanceof Date ? day.toISOString().slice(0, 10) : String(day)
}
