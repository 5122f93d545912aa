import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedText } from '../../src/repository/merged-text.ts'

const base = 'id: a\ntier: low\n\nowner: ana\ntags: [x]\n'

test('changes of different lines are both there', () => {
  const ours = base.replace('tags: [x]', 'tags: [x, y]')
  const theirs = base.replace('tier: low', 'tier: high # now')
  expect(mergedText(ours, base, theirs)).toBe('id: a\ntier: high # now\n\nowner: ana\ntags: [x, y]\n')
})

test('the same change on both sides is one change, and two of the same line are nobody’s to decide', () => {
  const changed = base.replace('tier: low', 'tier: high')
  expect(mergedText(changed, base, changed)).toBe(changed)
  expect(mergedText(changed, base, base.replace('tier: low', 'tier: medium'))).toBeUndefined()
})

test('where one side has not moved, the other is what comes of it', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c: 1', '', '  - d')).map(lines => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (one, two) => {
      expect(mergedText(one, one, two)).toBe(two)
      expect(mergedText(two, one, one)).toBe(two)
    }),
  )
})
