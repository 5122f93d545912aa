import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Type, { type TSchema } from 'typebox'
import { describe, expect, test } from 'vitest'
import { closedSchema, misfits } from '../../src/repository/schema.ts'

const SRC = join(import.meta.dirname, '../../src')
const FOLDERS = ['core', 'lifecycle', 'policies', 'series', 'sources']
const files = FOLDERS.flatMap(folder => readdirSync(join(SRC, folder)).map(name => join(SRC, folder, name)))
const modules = await Promise.all(files.filter(file => file.endsWith('.ts')).map(file => import(file)))
/** All that files, bodies of the API and the deployment are held to. */
const schemas = modules
  .flatMap(module => Object.values<unknown>(module))
  .flatMap(it => [it, (it as { schema?: unknown } | undefined)?.schema])
  .filter((it): it is TSchema => typeof it === 'object' && it !== null && '~kind' in it)

/** What says nothing of a value, or only where the rest is looked for. */
const SILENT = ['description', 'items', 'patternProperties', 'properties']

/** A union, whose branches err for it. */
const UNION = ['anyOf']

const keywords = new Set<string>()
const descriptions = new Set<string>()
function walk(schema: unknown): void {
  if (Array.isArray(schema)) schema.forEach(walk)
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return
  for (const [keyword, value] of Object.entries(schema)) {
    keywords.add(keyword)
    if (keyword === 'description') descriptions.add(value)
    if (['properties', 'patternProperties'].includes(keyword)) Object.values(value).forEach(walk)
    else if (['items', 'anyOf', 'not', 'additionalProperties'].includes(keyword)) walk(value)
  }
}
for (const schema of schemas) walk(closedSchema(schema))

const at = (schema: TSchema, value: unknown) =>
  misfits(Type.Object({ it: schema }), { it: value }).map(({ says, fix }) => `${says} ${fix}`)

const rows: readonly (readonly [keyword: string, schema: TSchema, value: unknown, told: string])[] = [
  [
    'additionalProperties',
    Type.Object({ a: Type.Optional(Type.String()) }),
    { zzz: 1 },
    '`it` has no key `zzz`. Remove it; possible are `a`',
  ],
  ['const', Type.Literal('model'), 'x', '`it` cannot be `x`. Write `model`'],
  ['enum', Type.Enum(['low', 'high']), 'hihg', '`it` cannot be `hihg`. Did you mean `high`? Write `low` or `high`'],
  ['exclusiveMaximum', Type.Number({ exclusiveMaximum: 1 }), 1, '`it` is not less than 1. Write less than 1'],
  ['exclusiveMinimum', Type.Number({ exclusiveMinimum: 0 }), 0, '`it` is not more than 0. Write more than 0'],
  [
    'format',
    Type.String({ format: 'date' }),
    'x',
    '`it` is `x`, which has not the right form. Write a day that exists, as YYYY-MM-DD',
  ],
  ['maxItems', Type.Array(Type.Number(), { maxItems: 1 }), [1, 2], '`it` has more than 1 entry. Write at most 1 entry'],
  ['maxLength', Type.String({ maxLength: 2 }), 'abc', '`it` has more than 2 characters. Write at most 2 characters'],
  [
    'maxProperties',
    Type.Record(Type.String(), Type.Number(), { maxProperties: 1 }),
    { a: 1, b: 2 },
    '`it` has more than 1 entry. Write at most 1 entry',
  ],
  ['maximum', Type.Number({ maximum: 5 }), 6, '`it` is more than 5. Write 5 or less'],
  ['minItems', Type.Array(Type.Number(), { minItems: 1 }), [], '`it` is empty. Write at least 1 entry'],
  [
    'minItems',
    Type.Array(Type.Number(), { minItems: 2 }),
    [1],
    '`it` has fewer than 2 entries. Write at least 2 entries',
  ],
  ['minLength', Type.String({ minLength: 1 }), '', '`it` is empty. Write at least 1 character'],
  ['minLength', Type.String({ minLength: 3 }), 'ab', '`it` has fewer than 3 characters. Write at least 3 characters'],
  [
    'minProperties',
    Type.Record(Type.String(), Type.Number(), { minProperties: 1 }),
    {},
    '`it` is empty. Write at least 1 entry',
  ],
  ['minimum', Type.Number({ minimum: 5 }), 4, '`it` is less than 5. Write 5 or more'],
  [
    'not',
    { not: Type.Object({ a: Type.Number(), b: Type.Number() }) } as TSchema,
    { a: 1, b: 2 },
    '`it` is said in two ways. Keep one of them',
  ],
  [
    'pattern',
    Type.String({ pattern: '^a' }),
    'b',
    '`it` is `b`, which has not the right form. Write it so that it fits ^a',
  ],
  ['required', Type.Object({ a: Type.Number() }), {}, '`it` has no `a`. Add a line `a: 0`'],
  ['type', Type.Integer(), 'x', '`it` must be a whole number, not text. Write a whole number'],
  [
    'uniqueItems',
    Type.Array(Type.Number(), { uniqueItems: true }),
    [1, 1],
    '`it` holds an entry twice. Write each entry once',
  ],
]

describe('[E7] what does not fit a schema is said in our words', () => {
  test.each(rows)('%s', (_, schema, value, told) => {
    expect(at(schema, value)).toEqual([told])
  })

  test('for every keyword that a schema of ours uses', () => {
    expect(schemas.length).toBeGreaterThan(100)
    expect([...keywords].sort()).toEqual(
      [...new Set([...rows.map(([keyword]) => keyword), ...SILENT, ...UNION])].sort(),
    )
  })

  test('and what has not been said before is told as its reader’s', () => {
    expect(at(Type.Number({ multipleOf: 5 }), 3)).toEqual([
      '`it` does not fit: its reader says it “must be multiple of 5”. Change this value',
    ])
  })
})

describe('[E7] what describes a field is said as its fix', () => {
  const all = [...descriptions]

  test('so it is short, as all that is said: a sentence has at most thirty words', () => {
    expect(all.length).toBeGreaterThan(300)
    const long = all.flatMap(text => text.split(/[.:;?]\s/)).filter(said => said.split(/\s+/).length > 30)
    expect(long).toEqual([])
  })

  test('and plain, in one tone', () => {
    const loud = /!|\b(?:please|sorry|oops|successfully|simply|utilize|leverage|in order to|e\.g\.|i\.e\.|etc)\b/i
    expect(all.filter(text => loud.test(text))).toEqual([])
  })
})
