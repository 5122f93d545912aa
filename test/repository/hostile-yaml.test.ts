import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lineOf } from '../../src/core/problem.ts'
import { readFolder } from '../../src/edges/disk.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { busyTime } from '../fixtures/busy-time.ts'

const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
const FILE = 'models/hostile.yaml'

/** The sample repository with one file more: what is told of that file, and how long it took to say so. */
function read(text: string) {
  const files = { ...snapshot.files, [FILE]: { text, blob: 'b'.repeat(40) } }
  const busy = busyTime()
  const { repository, problems } = readRepository(files, 'c0ffee', policyKinds)
  const ms = busy()
  expect(problems.filter(p => p.file !== FILE).map(lineOf)).toEqual([])
  return { repository, problems, ms, told: problems.map(p => `${p.line}:${p.column} ${p.code}`) }
}

const MODEL = `kind: model
id: hostile
name: Hostile
useCase: passenger-notices
tier: low
owners: { business: mara, technical: ana }
serving: { version: 1.0.0, mode: batch }
`
/** The model with one more KPI, of which some values are written so. */
const kpi = (more: string) => `${MODEL}kpis:
  mae: { name: MAE, kind: technical, unit: min, direction: lower-is-better, query: weekly, ${more} }
queries: { weekly: { connection: db, sql: select 1 } }
`

test('the model these texts are made of is a good one', () => {
  expect(read(MODEL).problems).toEqual([])
  expect(read(kpi('limit: 15')).problems.map(lineOf)).toEqual([])
})

const bomb = `a: &a [x, x]\n${'bcdefgh'
  .split('')
  .map((k, i) => `${k}: &${k} [*${'abcdefg'[i]}, *${'abcdefg'[i]}]`)
  .join('\n')}\n`

/** A name, the text, and where which problem is told. */
const CORPUS: readonly (readonly [name: string, text: string, expected: string])[] = [
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
  ['a bomb of sequences in a tag', `a: !!omap [${'{ b: 1 }, '.repeat(50)}]\n`, '1:4 tag'],
  ['a tag of Python', 'a: !!python/object/apply:os.system ["id"]\n', '1:4 tag'],
  ['a tag of its own', '%TAG ! tag:evil,2000:\n---\na: !x 1\n', '1:1 directive'],
  ['a time stamp by tag', 'a: !!timestamp 2001-01-01\n', '1:4 tag'],
  ['a merge key with constructor', 'a:\n  <<: { constructor: { prototype: { polluted: true } } }\n', '2:3 merge-key'],
  ['__proto__ as a version', `${MODEL}versions: { 1.0.0: {}, __proto__: { polluted: true } }\n`, '8:24 key-not-text'],
  ['__proto__ in quotes', 'a: { "__proto__": { polluted: true } }\n', '1:7 key-not-text'],
  ['__proto__ written in escapes', 'a: { "\\x5f_proto__": { polluted: true } }\n', '1:7 key-not-text'],
  ['constructor as a key', `${MODEL}constructor: { prototype: { polluted: true } }\n`, '8:1 unknown-key'],
  ['negative infinity', kpi('limit: -.inf'), '9:99 bad-number'],
  ['infinity by exponent', kpi('limit: 1e999'), '9:99 wrong-type'],
  ['an octal of YAML 1.2', kpi('limit: 0o17'), '9:99 bad-number'],
  ['an octal of YAML 1.1', kpi('limit: 017'), '9:99 bad-number'],
  ['a hexadecimal', kpi('limit: 0x1F'), '9:99 bad-number'],
  ['a binary of YAML 1.1', kpi('limit: 0b11'), '9:99 wrong-type'],
  ['a number with underscores', kpi('limit: 1_000'), '9:99 wrong-type'],
  ['a number of base sixty', kpi('limit: 12:30:45'), '9:99 wrong-type'],
  ['a day for a number', kpi('limit: 2001-01-01'), '9:99 wrong-type'],
  ['no for a number', kpi('limit: no'), '9:99 wrong-type'],
  ['nothing for a number', kpi('limit: ~'), '9:99 wrong-type'],
  ['yes for one of three words', MODEL.replace('tier: low', 'tier: yes'), '5:7 wrong-choice'],
  ['off for a mapping', MODEL.replace(/serving.*/, 'serving: off'), '7:10 wrong-type'],
  ['true for text', MODEL.replace('Hostile', 'true'), '3:7 wrong-type'],
  ['a number for text', MODEL.replace('version: 1.0.0', 'version: 1.0'), '7:21 wrong-type'],
  ['null for text', MODEL.replace('Hostile', 'null'), '3:7 wrong-type'],
  ['nothing for text', MODEL.replace(' Hostile', ''), '3:1 wrong-type'],
  ['a version that is a number as key', `${MODEL}versions: { 1.0: {} }\n`, '8:13 key-not-text'],
  ['three documents', 'a: 1\n---\nb: 2\n---\nc: 3\n', '1:1 many-documents'],
  ['an end of document and more', 'a: 1\n...\nb: 2\n', '1:1 many-documents'],
  ['a byte order mark in the middle', 'a: 1\n\ufeffb: 2\n', '2:1 bom'],
  ['a text of another width', '\ufffd\ufffda\u0000:\u0000', '1:1 not-utf8'],
  ['a next-line sign', 'a: 1\u0085b: 2\n', '1:5 bad-text'],
  ['a line separator', 'a: 1\u2028b: 2\n', '1:5 bad-text'],
  ['a delete sign', 'a: x\u007fy\n', '1:5 bad-text'],
  ['a tab after spaces', 'a:\n  \tb: 1\n', '2:3 tab'],
  ['brackets in brackets, a quarter of a megabyte', '['.repeat(250_000), '1:64 too-deep'],
  ['mappings in mappings', '{a: '.repeat(50_000), '1:250 too-deep'],
  ['lists in lists by dashes', `${'- '.repeat(100_000)}a\n`, '1:129 too-deep'],
  ['question marks', '? '.repeat(100_000), '1:128 too-deep'],
  ['aliases by the thousand', `a: &a 1\nb: [${'*a,'.repeat(19_000)}]\n`, '1:4 alias'],
  ['infinities by the thousand', `b: [${'.inf,'.repeat(19_000)}]\n`, '1:5 bad-number'],
  ['odd numbers by the thousand', `b: [${'0o7,'.repeat(19_000)}]\n`, '1:5 bad-number'],
  ['lines by the hundred thousand', `a: *x${'\n'.repeat(200_000)}`, '1:4 alias'],
  ['spaces before a tab', `a: 1\n${' '.repeat(250_000)}\t`, '2:250001 tab'],
  ['keys nobody knows, by the thousand', `${MODEL}${keys(9000)}`, '8:1 unknown-key'],
  ['keys almost right, by the thousand', `${MODEL}${keys(9000, 'servin')}`, '8:1 unknown-key'],
  ['one key of a quarter of a megabyte', `${MODEL}${'k'.repeat(250_000)}: 1\n`, '8:1 unknown-key'],
  ['one value of a quarter of a megabyte', MODEL.replace('low', 'l'.repeat(250_000)), '5:7 wrong-choice'],
  [
    'versions by the thousand, of which the one that runs is none',
    `${MODEL}versions: {${versions(6000)}}\n`,
    '7:21 unknown-version',
  ],
  ['quotes in a flow', `a: ${'"'.repeat(250_000)}`, '1:6 bad-yaml'],
  ['a list instead of a mapping', '- a\n', '1:1 no-kind'],
  ['a text instead of a mapping', 'hello\n', '1:1 no-kind'],
  ['a kind that is a mapping', 'kind: { toString: 1 }\n', '1:1 no-kind'],
  ['a kind named like a method', 'kind: constructor\n', '1:7 unknown-kind'],
  ['the id of another', MODEL.replace('id: hostile', 'id: ../../policies/people'), '2:5 wrong-id'],
]

function keys(n: number, like = 'k'): string {
  return Array.from({ length: n }, (_, i) => `${like}${i}: 1\n`).join('')
}

function versions(n: number): string {
  return Array.from({ length: n }, (_, i) => `2.0.${i}: {}`).join(', ')
}

describe('[A9] [B13] hostile and broken text is refused with its place and a fix, within a second', () => {
  test.each(CORPUS)('%s', (_, text, expected) => {
    const { repository, problems, ms, told } = read(text)
    expect(told).toContain(expected)
    expect(repository).toBe(undefined)
    expect(problems.every(p => p.fix.length > 5 && p.says.length < 2000)).toBe(true)
    expect(ms).toBeLessThan(1000)
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('[B13] words that older YAML reads otherwise stay text, and are told', () => {
  test.each(['no', 'on', 'yes', 'off', 'y', 'N', 'No', 'OFF'])('%s', word => {
    const { repository, problems } = read(MODEL.replace('Hostile', word))
    expect(repository?.models.hostile?.name).toBe(word)
    expect(problems.map(lineOf)).toEqual([
      `models/hostile.yaml:3:7 warning yaml-1.1: \`${word}\` is text here, and true or false to older readers of YAML.\n` +
        `  fix: Put it in quotes: "${word}"`,
    ])
  })

  test.each(['"no"', "'on'", 'nobody', 'on time', '2001-01-01', '12:30:45', '1_000', '0b11', '0o8', '1.2.3'])(
    '%s is text without a doubt',
    written => {
      const { repository, problems } = read(MODEL.replace('Hostile', written))
      expect(problems.map(lineOf)).toEqual([])
      expect(repository?.models.hostile?.name).toBe(written.replaceAll(/['"]/g, ''))
    },
  )
})
