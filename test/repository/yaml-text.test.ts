import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { ProblemError } from '../../src/core/problem.ts'
import { editScalar, parseYaml } from '../../src/repository/yaml-text.ts'

const read = (text: string) => parseYaml(text, 'models/a.yaml')
const place = (text: string) => read(text).problems.map(p => `${p.line}:${p.column} ${p.code}`)

describe('reading', () => {
  test('YAML 1.2 is read as plain data, and words that other YAMLs turn into something else stay words', () => {
    const { data, problems } = read(
      'a: no\nb: on\nc: 2026-01-01\nd: 12:30:45\ne: 1_000\nf: 0o17\ng: [1, -2.5, true, null, ~]\nh: "1.0"\n',
    )
    expect(problems).toEqual([])
    expect(data).toEqual({
      a: 'no',
      b: 'on',
      c: '2026-01-01',
      d: '12:30:45',
      e: '1_000',
      f: 15,
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

describe('[A9] hostile and broken text is refused with its place and a fix', () => {
  const bomb = `a: &a [x, x]\n${'bcdefgh'
    .split('')
    .map((k, i) => `${k}: &${k} [*${'abcdefg'[i]}, *${'abcdefg'[i]}]`)
    .join('\n')}\n`
  test.each([
    ['an alias bomb', bomb, '1:4 alias'],
    ['a cycle', 'a: &a [*a]\n', '1:4 alias'],
    ['an alias without its anchor', 'a: *b\n', '1:4 alias'],
    ['a merge key with __proto__', 'a:\n  <<: { __proto__: { x: 1 } }\n', '2:3 merge-key'],
    ['a key named __proto__', 'a:\n  __proto__: { polluted: true }\n', '2:3 key-not-text'],
    ['a repeated merge list', 'a: { <<: [{ b: 1 }, { b: 1 }] }\n', '1:6 merge-key'],
    ['a function tag', 'a: !!js/function "function () {}"\n', '1:4 tag'],
    ['a binary tag', 'a: !!binary aGk=\n', '1:4 tag'],
    ['infinity', 'kpis: { mae: { limit: .inf } }\n', '1:23 bad-number'],
    ['not a number', 'a: .nan\n', '1:4 bad-number'],
    ['an integer that would lose digits', 'a: 12345678901234567890\n', '1:4 bad-number'],
    ['two documents', 'a: 1\n---\nb: 2\n', '1:1 many-documents'],
    ['an older YAML', '%YAML 1.1\n---\na: no\n', '1:1 directive'],
    ['nothing', '', '1:1 empty-file'],
    ['only comments', '# hello\n', '1:1 empty-file'],
    ['a byte order mark', '\ufeffa: 1\n', '1:1 bom'],
    ['bytes that were no UTF-8', 'a: 1\nb: caf\ufffd\n', '2:7 not-utf8'],
    ['a NUL', 'a: "x\u0000y"\n', '1:6 bad-text'],
    ['an escape sign', 'a: \u001b[31mred\n', '1:4 bad-text'],
    ['a sign that turns the direction of writing', 'a: x\u202ey\n', '1:5 bad-text'],
    ['half a sign', 'a: \ud800\n', '1:4 bad-text'],
    ['a carriage return that hides a line', 'a: 1 #\rb: 2\n', '1:7 bad-text'],
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:1 tab'],
    ['ten megabytes', `a: ${'x'.repeat(10_000_000)}\n`, '1:1 too-big'],
    ['256 KiB in signs of three bytes', `a: ${'あ'.repeat(90_000)}\n`, '1:1 too-big'],
    ['too many values', `a: [${'1,'.repeat(30_000)}]\n`, '1:1 too-big'],
    ['too deep', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`, '1:67 too-deep'],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', '3:1 key-twice'],
    ['a key that YAML reads as a number', 'versions:\n  1.0: {}\n', '2:3 key-not-text'],
    ['a list as a key', '? [a]\n: 1\n', '1:1 key-not-text'],
    ['a mapping as a key', '? { a: 1 }\n: 1\n', '1:1 key-not-text'],
    ['a key as a key', '? ? a\n', '1:1 key-not-text'],
    ['an open quote', 'a: "x\nb: 1\n', '2:1 bad-yaml'],
    ['an open bracket', 'a: [1\n', '2:1 bad-yaml'],
    ['a colon in a value', 'because: mind: the gap\n', '1:14 bad-yaml'],
    ['a line that fits no other', 'a:\n    b: 1\n  c: 2\n', '3:3 bad-yaml'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 4000000000\n',
      '1:1 lfs-pointer',
    ],
  ])('%s', (_, text, expected) => {
    const { data, problems } = read(text)
    expect(place(text)).toContain(expected)
    expect(data).toBe(undefined)
    expect(problems.every(p => p.fix.length > 5 && p.file === 'models/a.yaml')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
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

test.each([
  ['aliases', `a: &a 1\nb: [${'*a,'.repeat(19_000)}]\n`],
  ['infinities', `b: [${'.inf,'.repeat(19_000)}]\n`],
  ['lines', `a: *x${'\n'.repeat(200_000)}`],
  ['quotes', `a: ${'"'.repeat(250_000)}`],
  ['brackets', '['.repeat(250_000)],
  ['spaces before a tab', `a: 1\n${' '.repeat(250_000)}\t`],
])('a file of nothing but %s is refused within a second', (_, text) => {
  const began = performance.now()
  expect(read(text).problems.length).toBeGreaterThan(0)
  expect(performance.now() - began).toBeLessThan(1000)
})
