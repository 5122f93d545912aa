import Type from 'typebox'
import { describe, expect, test } from 'vitest'
import { ClockTime, Instant, LocalMoment } from '../../src/core/local-time.ts'
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

describe('[A9] a form that is not kept is shown by an example', () => {
  const Moments = Type.Object({
    from: Type.Optional(LocalMoment),
    clock: Type.Optional(ClockTime),
    at: Type.Optional(Instant),
    url: Type.Optional(Type.String({ pattern: '^https://', description: 'Where it lies.' })),
    name: Type.Optional(Type.String({ maxLength: 5, minLength: 2, description: 'What it is called.' })),
    some: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 2, uniqueItems: true })),
    much: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 9 })),
  })
  const fixes = (data: object) => misfits(Moments, data).map(it => it.fix)

  test.each([
    [{ from: '2026-12-20' }, 'Write a local date and time: 2026-12-20T00:00'],
    [{ from: 'tomorrow' }, 'Write a local date and time: 2026-12-20T00:00'],
    [{ clock: '8' }, 'Write a local time in quotes: "08:00"'],
    [{ at: '2026-12-24T10:00Z' }, 'Its seconds are missing: write 2026-12-24T10:00:00Z'],
    [{ at: '2026-12-24' }, 'Write a date and time with seconds, and its offset or Z: 2026-12-24T06:00:00+02:00'],
    [{ url: 'http://acme.example' }, 'Write an address that begins with https://'],
    [{ name: 'too long' }, 'Write at most 5 characters'],
    [{ name: 'a' }, 'Write at least 2 characters'],
    [{ some: [] }, 'Write at least 1 entry'],
    [{ some: ['a', 'b', 'c'] }, 'Write at most 2 entries'],
    [{ some: ['a', 'a'] }, 'Write each entry once'],
    [{ much: 0 }, 'Write more than 0'],
    [{ much: 10 }, 'Write 9 or less'],
  ])('%j', (data, fix) => {
    expect(fixes(data)).toEqual([fix])
  })

  test('and what the examples write is right', () => {
    const at = ['2026-12-24T10:00:00Z', '2026-03-29T06:00:00+02:00']
    expect(at.flatMap(it => fixes({ at: it, from: '2026-12-20T00:00', clock: '08:00' }))).toEqual([])
  })
})
