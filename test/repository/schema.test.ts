import Type from 'typebox'
import { describe, expect, test } from 'vitest'
import { Model } from '../../src/core/model.ts'
import { closedSchema, misfits } from '../../src/repository/schema.ts'

const MINIMAL = {
  kind: 'model',
  id: 'churn',
  name: 'Churn',
  useCase: 'retention',
  tier: 'low',
  owners: { business: 'mara', technical: 'ana' },
  serving: { version: '1.0.0', mode: 'batch' },
}
const told = (changed: object) =>
  misfits(Model, JSON.parse(JSON.stringify({ ...MINIMAL, ...changed }))).map(
    c => `${c.at.join('.')} ${c.code}: ${c.says} | ${c.fix}`,
  )

describe('[A9] what does not fit the schema is told in words people use', () => {
  test('a model that says the seven things fits', () => {
    expect(told({})).toEqual([])
  })

  test('a misspelt key is one complaint, not an unknown key and a missing one', () => {
    const { name, ...rest } = MINIMAL
    const complaints = misfits(Model, { ...rest, nmae: name })
    expect(complaints.map(c => [c.at, c.code])).toEqual([[['nmae'], 'unknown-key']])
    expect(complaints[0]?.says).toBe('The file has no key `nmae`. Did you mean `name`?')
  })

  test.each([
    [
      { owners: { business: 'mara' } },
      'owners missing-key: `owners` has no `technical`. | Add a line `technical: …` (A key of the people policy.)',
    ],
    [{ tier: undefined }, ' missing-key: The file has no `tier`. | Add a line `tier: low | medium | high`'],
    [
      { tier: 'midium' },
      'tier wrong-choice: `tier` cannot be `midium`. Did you mean `medium`? | Write `low`, `medium` or `high`',
    ],
    [{ tier: null }, 'tier wrong-choice: `tier` cannot be `null`. | Write `low`, `medium` or `high`'],
    [
      { serving: { version: 1.1, mode: 'batch' } },
      'serving.version wrong-type: `serving.version` must be text, not 1.1. | Put the value in quotes',
    ],
    [{ owners: 'ana' }, 'owners wrong-type: `owners` must be a mapping, not text. | Write a mapping'],
    [{ tags: ['a', 2] }, 'tags.1 wrong-type: `tags.1` must be text, not 2. | Put the value in quotes'],
    [
      { channel: '#flights' },
      'channel wrong-form: `channel` is `#flights`, which has not the right form. | A Slack channel’s id (its name can change, its id cannot).',
    ],
    [
      { versions: { a: { trained: { from: '2026-02-30', to: '2026-03-01' } } } },
      'versions.a.trained.from wrong-form: `versions.a.trained.from` is `2026-02-30`, which has not the right form. | Write a day that exists, as YYYY-MM-DD',
    ],
    [
      { kpis: { 'M-A-E': {} } },
      'kpis.M-A-E wrong-name: `M-A-E` cannot be a name in `kpis`. | Rename it, so that it fits ^[a-z][a-z0-9_]*$',
    ],
    [
      { zzz: 1, serving: { version: '1', mode: 'batch', mod: 1 } },
      'zzz unknown-key: The file has no key `zzz`. | Remove it; possible are `kind`, `id`, `name`',
    ],
  ])('%j', (changed, expected) => {
    expect(told(changed).some(line => line.startsWith(expected))).toBe(true)
  })

  test('of a union the branch that was meant is told', () => {
    const Step = Type.Union([
      Type.Object({ do: Type.Literal('tell'), channel: Type.String() }),
      Type.Object({ do: Type.Literal('rollback'), to: Type.String(), within: Type.Object({ hours: Type.Number() }) }),
    ])
    const found = misfits(Step, { do: 'rollback', to: 'x', within: { hour: 2 } })
    expect(found.map(c => `${c.at.join('.')} ${c.code}`)).toEqual(['within.hour unknown-key'])
  })

  test('a file of nothing but slips is told the first twenty', () => {
    const slips = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, i]))
    expect(told(slips).length).toBe(20)
  })
})

test('mappings of names take only names that fit, and objects only their keys', () => {
  const schema = Type.Object({ by: Type.Record(Type.String({ pattern: '^a' }), Type.Number()) })
  expect(closedSchema(schema)).toMatchObject({
    additionalProperties: false,
    properties: { by: { additionalProperties: false } },
  })
  expect(misfits(schema, { by: { b: 'anything' } }).map(c => c.code)).toEqual(['wrong-name'])
})
