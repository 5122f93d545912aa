import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { ProblemError } from '../../src/core/problem.ts'
import { editScalar, parseYaml } from '../../src/repository/yaml-text.ts'

const read = (text: string) => parseYaml(text, 'models/a.yaml')

describe('reading', () => {
  test('YAML 1.2 is read as plain data, and words that other YAMLs turn into something else stay words', () => {
    const { data, problems } = read(
      'a: no\nb: on\nc: 2026-01-01\nd: 12:30:45\ne: 1_000\ng: [1, -2.5, true, null, ~]\nh: "1.0"\n',
    )
    expect(problems).toEqual([])
    expect(data).toEqual({
      a: 'no',
      b: 'on',
      c: '2026-01-01',
      d: '12:30:45',
      e: '1_000',
      g: [1, -2.5, true, null, null],
      h: '1.0',
    })
  })

  test('objects have no prototype, so that no name can be found that is not in the file', () => {
    const { data } = read('versions: { constructor: 1 }\n')
    const versions = (data as { versions: Record<string, unknown> }).versions
    expect(Object.getPrototypeOf(versions)).toBe(null)
    expect(versions.toString).toBe(undefined)
    expect(versions.constructor).toBe(1)
  })

  test('every place has a line and a column: the value of a line, the key of a block, the nearest parent of what is missing', () => {
    const { positions } = read('# c\na: 1\nb:\n  - x\n  - { c: "q", d: 2 }\nt: |\n  text\n')
    const at = (...path: (string | number)[]) => Object.values(positions.of(path)).join(':')
    expect([
      at('a'),
      at('b'),
      at('b', 1),
      at('b', 1, 'c'),
      at('b', 1, 'd'),
      at('b', 1, 'missing', 'more'),
      at('t'),
      at(),
    ]).toEqual(['2:4', '3:1', '5:5', '5:10', '5:18', '5:5', '6:1', '2:1'])
    expect(positions.ofKey(['b', 1, 'd'])).toEqual({ line: 5, column: 15 })
  })
})

describe('editing one value', () => {
  const model = `# yaml-language-server: $schema=model.schema.json
serving: { version: 1.1.0, mode: batch } # live
versions:
  1.0.0: {summary: 'it''s old' }   # keep
kpis: { mae: { limit: 18.5 } }
on: true
notes: >-
  folded
`
  const change = (at: (string | number)[], from: string, to: string) => {
    const edited = editScalar(model, at, from, to).split('\n')
    return edited.filter((line, i) => line !== model.split('\n')[i])
  }

  test('a rollback is a diff of one line that keeps order, spaces and comments', () => {
    expect(change(['serving', 'version'], '1.1.0', '1.0.0')).toEqual([
      'serving: { version: 1.0.0, mode: batch } # live',
    ])
  })

  test.each([
    [['serving', 'version'], '1.1.0', '1.0', 'serving: { version: "1.0", mode: batch } # live'],
    [['serving', 'version'], '1.1.0', 'a, b: [c] # d', 'serving: { version: "a, b: [c] # d", mode: batch } # live'],
    [['serving', 'version'], '1.1.0', 'true', 'serving: { version: "true", mode: batch } # live'],
    [['serving', 'version'], '1.1.0', '', 'serving: { version: "", mode: batch } # live'],
    [['serving', 'version'], '1.1.0', 'x\ny: 1', 'serving: { version: "x\\ny: 1", mode: batch } # live'],
    [['serving', 'version'], '1.1.0', '*evil', 'serving: { version: "*evil", mode: batch } # live'],
    [['versions', '1.0.0', 'summary'], "it's old", "it's new", "  1.0.0: {summary: 'it''s new' }   # keep"],
    [['versions', '1.0.0', 'summary'], "it's old", 'x\u202ey', '  1.0.0: {summary: "x\\u202ey" }   # keep'],
    [['kpis', 'mae', 'limit'], '18.5', '19', 'kpis: { mae: { limit: 19 } }'],
    [['on'], 'true', 'false', 'on: false'],
  ])('%j from %j to %j', (at, from, to, line) => {
    expect(change(at, from, to)).toEqual([line])
  })

  test.each([
    ['another value than was asked about', ['serving', 'version'], '1.0.9', '1.0.0', 'moved'],
    ['a value that is not there', ['serving', 'versoin'], '1.1.0', '1.0.0', 'nothing-there'],
    ['a whole mapping', ['serving'], '[object Object]', 'x', 'nothing-there'],
    ['a name every object knows', ['serving', 'constructor'], 'x', 'y', 'nothing-there'],
    ['text where a number stands', ['kpis', 'mae', 'limit'], '18.5', 'low', 'wrong-type'],
    ['null where a number stands', ['kpis', 'mae', 'limit'], '18.5', 'null', 'wrong-type'],
    ['infinity', ['kpis', 'mae', 'limit'], '18.5', 'Infinity', 'cannot-edit'],
    ['a folded text', ['notes'], 'folded', 'unfolded', 'cannot-edit'],
  ])('is refused for %s', (_, at, from, to, code) => {
    try {
      editScalar(model, at, from, to)
      expect.unreachable()
    } catch (error) {
      expect((error as ProblemError).problems?.map(p => p.code)).toEqual([code])
    }
  })

  test('whatever stands around it, only that value changes and every other line stays byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.oneof(nasty, fc.string({ unit: 'binary' })),
        (entries, pick, to) => {
          const { text, values } = rendered(entries)
          const index = pick % values.length
          const [at, from] = values[index] as [string[], string]
          const edited = editScalar(text, at, from, to)
          const lines = edited.split('\n')
          const changed = text
            .split('\n')
            .map((line, i) => (line === lines[i] ? -1 : i))
            .filter(i => i >= 0)
          expect(lines.length).toBe(text.split('\n').length)
          expect(changed.length).toBe(from === to ? 0 : 1)
          const again = load(edited) as Record<string, unknown>
          for (const [path, value] of values) {
            const found = path.reduce<unknown>((data, key) => (data as Record<string, unknown>)[key], again)
            expect(found).toBe(path === at ? to : value)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

const nasty = fc.constantFrom(
  '1.0',
  'true',
  'null',
  '~',
  '',
  ' ',
  '- a',
  '? b',
  ': c',
  '#d',
  'a #b',
  'a: b',
  '{x}',
  '[y]',
  "it's",
  '"q"',
  '&a',
  '*a',
  '!t',
  '%p',
  '@h',
  '`b`',
  '|',
  '>',
  '<<',
  '---',
  '...',
  '0x1f',
  '.inf',
  'é✓',
  'a,b',
  'x\ty',
  'end ',
)
const entry = fc.record({
  value: fc.oneof(nasty, fc.string({ maxLength: 12 })),
  style: fc.constantFrom('plain', 'single', 'double'),
  shape: fc.constantFrom('top', 'block', 'flow'),
  comment: fc.constantFrom('', ' # note', '   # "it\'s": {'),
})

type Entry = { value: string; style: string; shape: string; comment: string }

/** A document whose values are known, and which was not written by the code under test. */
function rendered(entries: readonly Entry[]): { text: string; values: [string[], string][] } {
  const values: [string[], string][] = []
  const lines = entries.map(({ value, style, shape, comment }, i) => {
    const safe = /^[a-z][a-z0-9 ]*[a-z0-9]$/.test(value) && !['true', 'null', 'false'].includes(value)
    const word = style === 'plain' ? (safe ? value : `word${i}`) : value
    const written =
      style === 'plain'
        ? word
        : style === 'single' && !/[^ -~]/.test(value)
          ? `'${value.replaceAll("'", "''")}'`
          : JSON.stringify(value)
    values.push([shape === 'top' ? [`k${i}`] : [`k${i}`, 'in'], word])
    if (shape === 'top') return `k${i}:   ${written}${comment}`
    if (shape === 'block') return `k${i}:\n  # before\n  other: [1, 2]${comment}\n  in: ${written}${comment}`
    return `k${i}: { a: "x: y", in: ${written}, z: 3 }${comment}`
  })
  return { text: `# head\n${lines.join('\n\n')}\n# tail`, values }
}

test('whatever the text, the answer is data or problems with a place and a fix, and it comes soon', () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!!x ',
    '|\n',
    '>-\n',
    '? ',
    '---\n',
    '%',
    '\t',
    '<<',
    '1.0',
    '.inf',
    '\\',
    '\ufffd',
    '__proto__',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const { data, problems } = read(pieces.join(''))
      expect(data === undefined).toBe(problems.length > 0)
      expect(problems.every(p => p.fix !== '' && (p.line ?? 0) >= 1 && (p.column ?? 0) >= 1)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
