import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { slipOf } from '../../src/repository/yaml-slips.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'

/** All that the parser can say, out of its source: it has no codes. */
const parser = readFileSync(fileURLToPath(import.meta.resolve('js-yaml')), 'utf8')
const reasons = [...parser.matchAll(/throwError(?:\$1)?\(state, (["`])(.*?)\1\)/g)].map(([, , text = '']) =>
  text.replace(/\$\{[^}]*\}/g, 'x'),
)

/** What it would say of other events than its own, and of keys as it looks for them where it is not told to leave that to us. */
const NEVER = ['incomplete mapping pair in event stream', 'duplicated mapping key']

test('[E7] whatever the parser can say of a file is said in our words', () => {
  expect(reasons.length).toBeGreaterThan(60)
  expect(reasons.filter(reason => slipOf(reason, '') === undefined).toSorted()).toEqual(NEVER.toSorted())
})

test('what it has not said before is told as its own', () => {
  expect(slipOf('the moon is in the wrong house', '')).toBe(undefined)
})

test.each([
  ['a: @b\n', 'ends or begins'],
  ['because: mind: the gap\n', 'ends or begins'],
  ["a: 'it's'\n", 'ends or begins'],
  ['a: [1] x\n', 'ends or begins'],
  ['a: b\n  c: d\n', 'indentation'],
  ['a: 1\n b: 2\n', 'indentation'],
  ['a: !x !y b\n', 'tag'],
  ['a: !e! b\n', 'tag'],
  ['a: !<foo', 'tag'],
  ['a: &a &b c\n', 'alias'],
  ['a: & b\n', 'alias'],
  ['%YAML x\n---\n', 'directive'],
  ['%TAG ! {\n---', 'directive'],
  ["a: 'x\n", 'not closed'],
  ['a: [1\n', 'not closed'],
  ['a: "x', 'not closed'],
  ['a: "\\q"\n', 'escape'],
  ['a: "\\xzz"\n', 'escape'],
  ['a: |++\n', 'block'],
  ['a: |x\n', 'block'],
  ['a: |0\n', 'block'],
  ['a: [,]\n', 'a comma'],
  ['a: {"b"c: d}\n', 'no comma'],
  ['"a": b\n"c":d\n', 'no blank'],
  ['a: b\nc\n', 'no colon'],
  ['"a": b\n"c"\n', 'no colon'],
  ['a:b\nc: d\n', 'apart'],
  ['- a\nb\n', 'apart'],
] as const)('%j is told as what it is', (text, what) => {
  expect(parseYaml(text, 'models/a.yaml').problems.map(({ says }) => says)).toEqual([SAID[what]])
})

const SAID = {
  'ends or begins': 'A value of this line has ended and more follows, or it begins with a sign that YAML uses.',
  indentation: 'The indentation of this line fits none of the lines above.',
  tag: 'Tags (`!name`) are not used here.',
  alias: 'Anchors and aliases (`&name`, `*name`) are not used here.',
  directive: '`%` directives are not used here.',
  'not closed': 'A quote or bracket that was opened above is not closed.',
  escape: 'In double quotes a backslash begins an escape, and this is none.',
  block: 'After `|` or `>` stands what does not belong there.',
  'a comma': 'A comma stands here where an entry has to.',
  'no comma': 'Something in brackets is not divided by commas.',
  'no blank': 'A colon without a blank after it ends no key.',
  'no colon': 'This line, or the one before it, holds a key without a colon.',
  apart: 'What begins here is no part of what stands above it.',
}
