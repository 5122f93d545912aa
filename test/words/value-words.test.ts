import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/core/canonical.ts'
import { says } from '../../src/words/says.ts'

const { bothWords, isCutIn, isToldIn, valueWords } = says.values

const x = 'x'.repeat(20)

test.each([
  ['a short text', 'high', 'high'],
  ['a number', 18.5, '18.5'],
  ['a list of texts', ['ana', 'bo', 'chen'], 'ana, bo and chen'],
  ['a mapping', { a: [1] }, '{"a":[1]}'],
  ['nothing', undefined, 'nothing'],
  ['a long text, whole', 'y'.repeat(1000), 'y'.repeat(1000)],
  ['a very long one, with how much is left out', 'y'.repeat(1312), `${'y'.repeat(1000)}… (312 letters more)`],
])('%s', (_, value, words) => {
  expect(valueWords(value)).toBe(words)
  expect(isCutIn(words)).toBe(words.includes('more'))
})

test.each([
  ['short texts', 'low', 'high', ['low', 'high']],
  ['a number and its text', 1, '1', ['1', '"1"']],
  ['a list and its text', ['a', 'b'], 'a and b', ['["a","b"]', '"a and b"']],
  ['the ends of lines', 'a b', 'a\nb', ['"a b"', '"a\\nb"']],
  ['spaces', 'a b', 'a  b', ['"a b"', '"a\\u0020\\u0020b"']],
  ['a letter that nobody sees', 'ab', 'a\u200bb', ['"ab"', '"a\\u200bb"']],
  ['nothing and its text', undefined, 'nothing', ['nothing', '"nothing"']],
  ['the end of long texts', `${'x'.repeat(90)}a`, `${'x'.repeat(90)}b`, [`…${x}a`, `…${x}b`]],
  ['the middle', `${'x'.repeat(90)}a${'x'.repeat(90)}`, `${'x'.repeat(180)}`, [`…${x}a${x}…`, `…${x}${x}…`]],
  ['the beginning', `a${'x'.repeat(90)}`, `b${'x'.repeat(90)}`, [`a${x}…`, `b${x}…`]],
  ['what is only longer', 'x'.repeat(90), 'x'.repeat(93), [`…${x}`, `…${x}xxx`]],
])('both sides of a difference in %s', (_, from, to, words) => {
  expect(bothWords(from, to)).toEqual(words)
})

test('[C9] two values that differ never read the same, and what is left out of one is said', () => {
  const end = fc.string({ maxLength: 5 })
  const long = fc.tuple(end, fc.constantFrom('x', 'ab ', '\u200b', '𝒳'), fc.nat(2000), end)
  const text = long.map(([before, letter, times, after]) => `${before}${letter.repeat(times)}${after}`)
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), end, text, fc.array(text, { maxLength: 3 }))
  fc.assert(
    fc.property(value, value, (from, to) => {
      fc.pre(canonicalJson(from) !== canonicalJson(to))
      const [old, now] = bothWords(from, to)
      expect(old).not.toBe(now)
      for (const words of [old, now]) expect(words.length).toBeLessThan(1100)
    }),
    { numRuns: 500 },
  )
})

test('[C9] what differs in two long texts is shown whole, or it is said that it is not', () => {
  fc.assert(
    fc.property(fc.nat(3000), fc.nat(3000), fc.string({ minLength: 1, maxLength: 1500 }), (before, after, put) => {
      const [old, now] = [
        `${'x'.repeat(before)}${'y'.repeat(after)}`,
        `${'x'.repeat(before)}${put}${'y'.repeat(after)}`,
      ]
      fc.pre(!/[^\x21-\x7e]|[xy]/.test(put))
      const [, words] = bothWords(old, now)
      expect(words.includes(put) || isCutIn(words)).toBe(true)
    }),
  )
})

test.each<[boolean, string, object]>([
  [true, 'limit loosened from 18.5 to 25 min', { from: 18.5, to: 25 }],
  [
    false,
    'new guardrail has-fallback (warn)',
    { to: { id: 'has-fallback', severity: 'warn', expect: { '>=': [1, 0] } } },
  ],
  [true, 'new tag fast', { to: ['fast'] }],
  [false, 'the query flights is another one', { from: { sql: 'select 1' }, to: { sql: 'select 2' } }],
  [true, 'the query flights is gone', { from: { sql: 'select 1' } }],
  [false, 'text a… (3 letters more)', { from: 'b', to: 'a' }],
])('[C9] %s: “%s” says all of what there would be', (is, words, change) => {
  expect(isToldIn(words, change)).toBe(is)
})
