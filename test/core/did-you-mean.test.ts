import { expect, test } from 'vitest'
import { nearest, nearestOrBegun } from '../../src/core/did-you-mean.ts'
import { says } from '../../src/words/says.ts'

test.each([
  ['mea', ['mae', 'false_notices'], 'mae'],
  ['nmae', ['name', 'tier'], 'name'],
  ['Tier', ['name', 'tier'], 'tier'],
  ['wekly', ['weekly', 'daily'], 'weekly'],
  ['x', ['a', 'b'], undefined],
  ['weather', ['name', 'tier'], undefined],
  ['x'.repeat(100_000), ['name'], undefined],
  ['name', [], undefined],
])('%j of %j is %j', (word, words, expected) => {
  expect(nearest(word, words)).toBe(expected)
})

test.each([
  ['sno', ['snooze', 'show'], 'snooze'],
  ['SNO', ['snooze', 'show'], 'snooze'],
  ['re', ['resume', 'retrain'], undefined],
  ['s', ['snooze'], undefined],
  ['shwo', ['snooze', 'show'], 'show'],
])('of words that people know %j of %j is %j', (word, words, expected) => {
  expect(nearestOrBegun(word, words)).toBe(expected)
})

test('possible words are listed as people list them', () => {
  expect([says.values.oneOf(['a']), says.values.oneOf(['a', 'b', 'c'])]).toEqual(['`a`', '`a`, `b` or `c`'])
})
