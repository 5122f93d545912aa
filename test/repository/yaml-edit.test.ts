import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Json, PutValue, RemoveValue } from '../../src/core/edit.ts'
import { ProblemError } from '../../src/core/problem.ts'
import { editYaml } from '../../src/repository/yaml-edit.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'
import { writtenYaml } from '../fixtures/yaml-tree.ts'

const path = 'models/a.yaml'
type At = readonly (string | number)[]

const MODEL = `# head
owners: { business: mara, technical: ana } # both
serving:
  version: 1.1.0 # live
  mode: batch
  # why it may stand still: ask ana
versions:
  1.0.0:
    summary: Old. # a note
  # the one that serves
  1.1.0: {}
tags: [] # none yet
requests:
- { on: 2026-01-01, by: ana }
consumers:
  - name: app
    owner: bo
  # the last one
  - name: batch # nightly
    owner: mara
empty: # said later
notes: |+
  kept

last: 1`

/** Lines that went, with -, and lines that came, with +. */
function diff(was: string, is: string): string[] {
  const [old, now] = [was.split('\n'), is.split('\n')]
  const head = old.findIndex((line, i) => line !== now[i])
  const tail = old.toReversed().findIndex((line, i) => line !== now.toReversed()[i])
  const start = head < 0 ? old.length : head
  const keep = Math.min(tail < 0 ? old.length : tail, old.length - start, now.length - start)
  return [
    ...old.slice(start, old.length - keep).map(line => `-${line}`),
    ...now.slice(start, now.length - keep).map(line => `+${line}`),
  ]
}

const put = (at: At, value: Json, from?: Json, text = MODEL) =>
  diff(text, editYaml(text, { path, at, put: value, ...(from !== undefined && { from }) }))
const remove = (at: At, from: Json, text = MODEL) => diff(text, editYaml(text, { path, at, from, remove: true }))

describe('[C7] putting', () => {
  test.each<[string, At, Json, Json | undefined, string[]]>([
    [
      'a key among others',
      ['serving', 'hold'],
      { since: '2026-01-01', because: 'Wrong: it says 1, not 2' },
      undefined,
      ['+  hold: { since: 2026-01-01, because: "Wrong: it says 1, not 2" }'],
    ],
    [
      'a key in brackets',
      ['owners', 'data'],
      'a, b',
      undefined,
      [
        '-owners: { business: mara, technical: ana } # both',
        '+owners: { business: mara, technical: ana, data: "a, b" } # both',
      ],
    ],
    [
      'a key of a key that is empty',
      ['versions', '1.1.0', 'digest'],
      '1.0',
      undefined,
      ['-  1.1.0: {}', '+  1.1.0: { digest: "1.0" }'],
    ],
    ['the first item', ['tags', 0], 'yes', undefined, ['-tags: [] # none yet', '+tags: ["yes"] # none yet']],
    [
      'an item as its neighbour is',
      ['requests', 1],
      { on: '2026-02-01', by: 'bo' },
      undefined,
      ['+- { on: 2026-02-01, by: bo }'],
    ],
    [
      'an item on lines, as its neighbour is',
      ['consumers', 2],
      { name: 'new', owner: 'ana' },
      undefined,
      ['+  - name: new', '+    owner: ana'],
    ],
    [
      'what is too long for a line',
      ['serving', 'hold'],
      { since: '2026-01-01', because: 'x'.repeat(120) },
      undefined,
      ['+  hold:', '+    since: 2026-01-01', `+    because: ${'x'.repeat(120)}`],
    ],
    [
      'a list of mappings',
      ['retraining'],
      { requests: [{ on: '2026-01-01', tags: ['a'] }], triggers: [] },
      undefined,
      ['+retraining:', '+  requests:', '+    - { on: 2026-01-01, tags: [a] }', '+  triggers: []'],
    ],
    [
      'another value, with its comment',
      ['serving', 'version'],
      2,
      '1.1.0',
      ['-  version: 1.1.0 # live', '+  version: 2 # live'],
    ],
    ['what was empty', ['empty'], 'x', null, ['-empty: # said later', '+empty: x # said later']],
    [
      'lines in place of brackets',
      ['tags'],
      [{ a: [{ b: 1 }] }],
      [],
      ['-tags: [] # none yet', '+tags: # none yet', '+  - a:', '+      - { b: 1 }'],
    ],
    [
      'lines in place of lines',
      ['versions'],
      { '1.1.0': 'x' },
      { '1.0.0': { summary: 'Old.' }, '1.1.0': {} },
      ['-  1.0.0:', '-    summary: Old. # a note', '-  # the one that serves', '-  1.1.0: {}', '+  1.1.0: x'],
    ],
    ['one line in place of a text', ['notes'], 'short', 'kept\n\n', ['-notes: |+', '-  kept', '-', '+notes: short']],
    [
      'one line in place of an item',
      ['consumers', 1],
      'x',
      { name: 'batch', owner: 'mara' },
      ['-  - name: batch # nightly', '-    owner: mara', '+  - x'],
    ],
  ])('%s', (_, at, value, from, lines) => {
    expect(put(at, value, from)).toEqual(lines)
  })

  test('a comment behind the last neighbour stays with it', () => {
    expect(editYaml('a: 1 # of a\n', { path, at: ['b'], put: 2 })).toBe('a: 1 # of a\nb: 2\n')
  })

  test('below a text that keeps its empty lines, the text stays what it is', () => {
    const text = 'a:\n  t: |+\n    x\n\n# c\nb: 1\n'
    expect(editYaml(text, { path, at: ['a', 'u'], put: 1 })).toBe('a:\n  t: |+\n    x\n\n  u: 1\n# c\nb: 1\n')
  })

  test('a text without a last line break still has none, and lines break as they did', () => {
    expect(editYaml('a: 1', { path, at: ['b'], put: 2 })).toBe('a: 1\nb: 2')
    expect(editYaml('a: 1\r\n', { path, at: ['b'], put: { c: [{ d: 1 }] } })).toBe(
      'a: 1\r\nb:\r\n  c:\r\n    - { d: 1 }\r\n',
    )
  })
})

describe('[C7] removing', () => {
  test.each<[string, At, Json, string[]]>([
    ['a key and its line', ['serving', 'mode'], 'batch', ['-  mode: batch']],
    ['a key and its lines', ['versions', '1.0.0'], { summary: 'Old.' }, ['-  1.0.0:', '-    summary: Old. # a note']],
    [
      'the last key in brackets',
      ['owners', 'technical'],
      'ana',
      ['-owners: { business: mara, technical: ana } # both', '+owners: { business: mara } # both'],
    ],
    [
      'the first key in brackets',
      ['owners', 'business'],
      'mara',
      ['-owners: { business: mara, technical: ana } # both', '+owners: { technical: ana } # both'],
    ],
    ['an item', ['consumers', 0], { name: 'app', owner: 'bo' }, ['-  - name: app', '-    owner: bo']],
    [
      'what stands behind a dash',
      ['consumers', 1, 'name'],
      'batch',
      ['-  - name: batch # nightly', '-    owner: mara', '+  - owner: mara'],
    ],
    [
      'the only item',
      ['requests', 0],
      { on: '2026-01-01', by: 'ana' },
      ['-requests:', '-- { on: 2026-01-01, by: ana }', '+requests: []'],
    ],
    ['the last line', ['last'], 1, ['-last: 1', '+']],
  ])('%s', (_, at, from, lines) => {
    expect(remove(at, from)).toEqual(lines)
  })
})

describe('[C7] refused', () => {
  const codeOf = (edit: object, text = MODEL) => {
    try {
      editYaml(text, { path, ...edit } as PutValue | RemoveValue)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      expect(error.problems.every(it => it.fix !== '')).toBe(true)
      return error.problems.map(it => it.code).join()
    }
    return 'done'
  }

  test.each<[string, object, string]>([
    ['a key that is there by now', { at: ['serving', 'mode'], put: 'x' }, 'moved'],
    ['a list that is longer by now', { at: ['requests', 0], put: 'x' }, 'moved'],
    ['another value than was seen', { at: ['last'], from: 2, put: 3 }, 'moved'],
    ['what is gone', { at: ['serving', 'hold'], from: { since: 'x' }, remove: true }, 'moved'],
    ['a place in what is not there', { at: ['gone', 'key'], put: 1 }, 'nothing-there'],
    ['a place in a number', { at: ['last', 'key'], put: 1 }, 'nothing-there'],
    ['an item far behind the last', { at: ['requests', 9], put: 1 }, 'nothing-there'],
    ['a key of a list', { at: ['requests', 'x'], put: 1 }, 'nothing-there'],
    ['a name every object knows', { at: ['serving', 'constructor', 'x'], put: 1 }, 'nothing-there'],
    ['a name no file may have', { at: ['serving', '__proto__'], put: 1 }, 'cannot-edit'],
    ['what no file can hold', { at: ['last'], from: 1, put: 2 ** 60 }, 'cannot-edit'],
    ['everything', { at: [], from: load(MODEL), put: {} }, 'cannot-edit'],
  ])('%s', (_, edit, code) => {
    expect(codeOf(edit)).toBe(code)
  })

  test.each<[string, string, object, string]>([
    ['a file that is no YAML', 'a: [', { at: ['a'], put: 1 }, 'bad-yaml'],
    [
      'a comment that would go with its neighbour',
      'a: {\n  x: 1, # of x\n  y: 2\n  }\n',
      { at: ['a', 'y'], from: 2, remove: true },
      'cannot-edit',
    ],
    [
      'a comment between dash and neighbour',
      '- a: 1\n  # of b\n  b: 2\n- c\n',
      { at: [0, 'a'], from: 1, remove: true },
      'cannot-edit',
    ],
    ['a comment in what is empty', 'a: [ # none\n  ]\n', { at: ['a', 0], put: 1 }, 'cannot-edit'],
    ['a pair that is a mapping without brackets', 'a: [b: 1]\n', { at: ['a', 0, 'c'], put: 1 }, 'cannot-edit'],
  ])('%s', (_, text, edit, code) => {
    expect(codeOf(edit, text)).toBe(code)
  })
})

describe('[C7] whatever stands around it', () => {
  const value = fc.oneof(
    fc.constantFrom<Json>(
      'x',
      '1.0',
      'yes',
      'a: b',
      'a, b',
      '# c',
      "it's",
      'two\nlines',
      'x'.repeat(130),
      1.5,
      true,
      null,
    ),
    fc.constantFrom<Json>({}, [], { a: 1 }, ['x', 'y, z'], [{ a: 1, b: 'c' }], { a: { b: [{ c: 'd' }] }, '1.0': [] }),
  )
  const kind = fc.constantFrom('add', 'set', 'remove')

  test('the text is read as the data with that one change, and every comment outside the place is still there', () => {
    fc.assert(
      fc.property(
        writtenYaml(fc.constantFrom('\n', '\n', '\r\n')),
        kind,
        fc.nat(),
        value,
        ({ text, data }, verb, pick, to) => {
          expect(load(text)).toEqual(data)
          const places = placesOf(data, [], verb === 'add')
          fc.pre(places.length > 0)
          const at = places[pick % places.length] ?? []
          const from = at.reduce<unknown>((of, part) => (of as Record<string | number, unknown>)[part], data) as Json
          const edit =
            verb === 'add'
              ? { path, at, put: to }
              : verb === 'set'
                ? { path, at, from, put: to }
                : { path, at, from, remove: true as const }
          const edited = editYaml(text, edit)
          expect(load(edited)).toEqual(changed(data, at, verb === 'remove' ? undefined : to))
          const outside = commentsOf(text).filter(it => it.startsWith('over') || !isWithin(it, at) || verb === 'add')
          expect(commentsOf(edited).filter(it => outside.includes(it))).toEqual(
            outside.filter(it => !isStrictlyWithin(it, at)),
          )
          if (verb === 'add') {
            expect(lost(text, edited)).toBeLessThanOrEqual(1)
            expect(edited.split(/\r?\n/)).toEqual(expect.arrayContaining(withComment(text)))
          }
          if (verb === 'remove') expect(lost(edited, text)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 600 },
    )
  })

  test('any text can be put, on a line and between brackets, and is read as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('a:\n  b: 1\n', 'a: { b: 1 }\n'), (to, text) => {
        const edited = editYaml(text, { path, at: ['a', 'new'], put: to })
        expect(parseYaml(edited, path)).toMatchObject({ data: { a: { b: 1, new: to } }, problems: [], warnings: [] })
      }),
      { numRuns: 500 },
    )
  })
})

/** Every place with something in it, or, to add to, the place behind the last of each collection. */
function placesOf(data: unknown, at: At, adding: boolean): At[] {
  if (typeof data !== 'object' || data === null) return []
  const below = Array.isArray(data) ? [...data.entries()] : Object.entries(data)
  const own: At[] = adding ? [[...at, Array.isArray(data) ? data.length : 'new']] : below.map(([key]) => [...at, key])
  return [...own, ...below.flatMap(([key, of]) => placesOf(of, [...at, key], adding))]
}

function changed(data: unknown, at: At, to: unknown): unknown {
  const copy = structuredClone(data)
  const parent = at.slice(0, -1).reduce<unknown>((of, part) => (of as Record<string | number, unknown>)[part], copy)
  const part = at.at(-1) ?? ''
  if (Array.isArray(parent)) parent.splice(part as number, 1, ...(to === undefined ? [] : [to]))
  else if (to === undefined) delete (parent as Record<string, unknown>)[part]
  else (parent as Record<string, unknown>)[part] = to
  return copy
}

const commentsOf = (text: string) => [...text.matchAll(/(?<=# )(?:(?:over|at) [^\n;]*;|first|last)/g)].map(it => it[0])
/** Lines with a comment behind a value that stands in no brackets. */
const withComment = (text: string) => text.split(/\r?\n/).filter(line => line.includes('# at') && !/[{}[\]]/.test(line))
const isWithin = (comment: string, at: At) =>
  `${comment.replace(/^(over|at) /, '').replace(';', '')}/`.startsWith(`/${at.join('/')}/`)
const isStrictlyWithin = (comment: string, at: At) => isWithin(comment, at) && comment !== `over /${at.join('/')};`

/** How many lines of one text the other does not hold in the same order: those outside their longest common sequence. */
function lost(was: string, is: string): number {
  const [old, now] = [was.split('\n'), is.split('\n')]
  let above: readonly number[] = []
  for (const line of old) {
    const row: number[] = []
    for (const [j, other] of now.entries()) {
      const match = (above[j - 1] ?? 0) + 1
      row.push(line === other ? match : Math.max(row[j - 1] ?? 0, above[j] ?? 0))
    }
    above = row
  }
  return old.length - (above.at(-1) ?? 0)
}
