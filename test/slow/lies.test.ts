/** What the compiler lets through is looked for by the compiler’s own types, so that a door made by a lie fails here. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { liesIn } from '../fixtures/lies.ts'

const ROOT = join(import.meta.dirname, '../..')

const LONG = 120_000

test(
  '[C4] nobody is authorised by what TypeScript only believes, but where it is proved',
  () => {
    const found = liesIn(ROOT, path => path.startsWith('src/'))
    const places = Object.entries(Object.groupBy(found, ({ is, path }) => `${is} ${path}`))
    expect(Object.fromEntries(places.map(([place, all]) => [place, all?.length]))).toEqual({
      'cast src/flows/authorise.ts': 3,
      'cast src/flows/identity.ts': 2,
      'cast src/flows/proved.ts': 5,
    })
  },
  LONG,
)

test(
  '[C4] each way to lie is found: what is `any`, casts, guards, overloads, what is only declared, narrowed parameters',
  () => {
    const found = liesIn(ROOT, path => path === 'test/fixtures/lies-told.ts')
    expect(found.map(({ is, text }) => `${is}: ${text}`)).toMatchInlineSnapshot(`
      [
        "any: JSON.parse('"ana"')",
        "any: JSON.parse('{}')",
        "any: JSON.parse('"ana"')",
        "any: [JSON.parse('"ana"')]",
        "any: JSON.parse('"ana"')",
        "any: [['ana', JSON.parse('"ana"')]]",
        "any: ['ana', JSON.parse('"ana"')]",
        "any: JSON.parse('"ana"')",
        "any: JSON.parse('{}')",
        "any: JSON.parse('"ana"')",
        "cast: 'ana' as Doer",
        "cast: { by: 'ana' } as unknown as { readonly by: Doer }",
        "cast: JSON.parse('["ana"]') as readonly Doer[]",
        "cast: { type: 'case.taken', by: 'ana', body: {} } as unknown as NewEvent<'case.taken'>",
        "guard: text is Doer",
        "guard: value is { readonly by: Doer }",
        "guard: asserts text is Doer",
        "overload: export function doerOf(text: string): Doer",
        "declared: export declare const elsewhere: Doer",
        "bivariant: by: Doer",
        "bivariant: by: Doer",
      ]
    `)
  },
  LONG,
)
