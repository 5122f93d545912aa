import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yamlScalar } from '../../src/repository/yaml-scalar.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'

test.each([
  ['Ana Ruiz', 'Ana Ruiz'],
  ['it’s 5 o’clock', 'it’s 5 o’clock'],
  ['1.0', '"1.0"'],
  ['yes', '"yes"'],
  ['null', '"null"'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['', '""'],
  [' a', '" a"'],
  ['- a', '"- a"'],
  ['a\nnext: 2', '"a\\nnext: 2"'],
  ['say "hi"', 'say "hi"'],
  ['\u202eback', '"\\u202eback"'],
])('[B10] %j is written %s', (text, spelled) => {
  expect(yamlScalar(text)).toBe(spelled)
})

test('[B10] whatever it is, it is read again as the same text, with nothing to complain of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      fc.pre(text.isWellFormed())
      const { data, problems, warnings } = parseYaml(`a: 1\nkey: ${yamlScalar(text)}\nb: [1]\n`, '')
      expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
      expect(data).toEqual({ a: 1, key: text, b: [1] })
    }),
    { numRuns: 500 },
  )
})
