import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Get } from '../../src/core/query-forms.ts'
import { askHttpJson, pathFault } from '../../src/sources/http-json.ts'
import { playedWith } from '../fixtures/asking.ts'
import { expectProblemOrRows } from '../fixtures/problem-or-rows.ts'

const window = { start: new Date('2026-03-02T00:00:00Z'), end: new Date('2026-03-16T00:00:00Z') }
const get: Get = {
  path: '/kpis?from={start}&to={end}',
  rows: '/data/items',
  columns: { period: 'day', n: 'count' },
}
const item = { day: '2026-03-02', version: '1.1.0', count: 900, precision: 0.93 }
const ask = (body: unknown, asked: Get = get) => playedWith(askHttpJson(asked, window, ['/kpis']), () => body)

describe('[D1] rows of an API that answers JSON', () => {
  test('are asked for between two moments', () => {
    expect(ask({ data: { items: [] } }).asked).toEqual([
      { path: '/kpis?from=2026-03-02T00%3A00%3A00.000Z&to=2026-03-16T00%3A00%3A00.000Z' },
    ])
  })

  test('have the names that Kedge has for them, and keep the others', () => {
    expect(ask({ data: { items: [item] } }).rows).toEqual([{ ...item, period: '2026-03-02', n: 900 }])
  })

  test.each([
    ['all of the answer', undefined, [item]],
    ['a name with a slash', '/a~1b/0', { 'a/b': [[item]] }],
    ['an empty name', '/', { '': [item] }],
  ])('are found in %s', (_, rows, body) => {
    const { rows: __, ...rest } = get
    expect(ask(body, rows === undefined ? rest : { ...rest, rows }).rows).toHaveLength(1)
  })

  test('a column that a row does not have is missing, whatever else has its name', () => {
    const [row] = ask({ data: { items: [{ period: '2001-01-01', version: '1' }] } }).rows
    expect(row).toEqual({ version: '1' })
  })

  test.each([
    ['no list there', { data: {} }, /no list of rows at `\/data\/items`/],
    ['a mapping there', { data: { items: {} } }, /no list of rows/],
    ['what every object inherits', { data: { items: [] }, ...{ at: 1 } }, /no list/, '/constructor/name'],
    ['a row that is a number', { data: { items: [item, 3] } }, /row 2 is no mapping/],
    ['a row that is a list', { data: { items: [[1]] } }, /row 1 is no mapping/],
    ['more rows than may', { data: { items: Array(100_001).fill(item) } }, /more than 100000 rows/],
    ['a refusal', { status: 404, body: { message: 'no such kpi' } }, /it answered 404: no such kpi/],
  ])('are refused with the reason and a fix: %s', (_, body, says, rows?: string) => {
    const asked = rows === undefined ? get : { ...get, rows }
    expect(() => ask(body, asked)).toThrow(says)
    expect(() => ask(body, asked)).toThrow(/fix: /)
  })
})

describe('[D1] a path in git (attack 69)', () => {
  test.each(['/kpis', '/kpis/', '/kpis/daily', '/kpis?x=../..', '/kpis/a%20b', '/kpis?to=http://x//y'])(
    '%s may be asked for',
    path => {
      expect(pathFault(path, ['/kpis'])).toBeUndefined()
    },
  )
  test.each([
    '/kpis/../admin',
    '/kpis/..',
    '/kpis/./x',
    '/kpis/..;/admin',
    '/kpis/%2e%2e/admin',
    '/kpis%2F..%2Fadmin',
    '/kpis/%252e%252e/admin',
    '/kpis\\..\\admin',
    '/kpis//x',
    '//evil.test/kpis',
    '/kpis#x',
    '/kpis/\u0000',
    '/kpis/a b',
    'kpis',
    '',
    '@evil.test/',
    '/kpis2',
    '/KPIS',
    '/admin',
    '/',
  ])('%j may not', path => {
    expect(pathFault(path, ['/kpis'])).toMatchObject({ code: 'bad-path', fix: expect.stringMatching(/./) })
  })
  test('is refused before anybody is called, and says what is allowed', () => {
    expect(() => ask([], { path: '/admin' })).toThrow(
      /none that the connection allows[\s\S]*fix: Name a path below \/kpis/,
    )
  })
  test('stays below one of the paths as every reader of addresses understands it', () => {
    const letters = fc.string({
      unit: fc.constantFrom('/', '.', '%', '2', 'e', 'f', 'k', '\\', '?', ';', '#', '@', ':'),
    })
    fc.assert(
      fc.property(letters, end => {
        const path = `/k${end}`
        if (pathFault(path, ['/k']) !== undefined) return
        const { host, pathname } = new URL(`https://api.test/v1${path}`)
        expect([host, pathname]).toEqual(['api.test', expect.stringMatching(/^\/v1\/k(\/|$)/)])
      }),
      { numRuns: 2000 },
    )
  })
})

test('[D1] whatever an API answers is a problem or rows, and no other error', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map(items => ({ data: { items } })),
  )
  expectProblemOrRows(anything, ask)
})
