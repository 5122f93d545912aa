import { expect, test } from 'vitest'
import { nearest, nearestBeginning, nearestCalled, nearestOrBegun } from '../../src/core/did-you-mean.ts'
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

const CALLED = [
  { id: 'churn', called: ['churn', 'Churn'] },
  { id: 'flight-delay', called: ['flight-delay', 'Flight delay forecast'] },
  { id: 'twin-a', called: ['twin-a', 'Lunch menu'] },
  { id: 'twin-b', called: ['twin-b', 'Lunch menu'] },
]
test.each([
  ['chrun', 'churn'],
  ['flight dleay forecast', 'flight-delay'],
  ['flight delay', 'flight-delay'],
  ['lunch meun', undefined],
  ['x'.repeat(101), undefined],
])('of what is called in several ways %j is %j', (word, expected) => {
  expect(nearestCalled(word, CALLED)?.id).toBe(expected)
})

test.each([
  [['Fligth', 'Fligth delay', 'Fligth delay forecast', 'Fligth delay forecast to'], 'Fligth delay forecast'],
  [['flight', 'flight delay', 'flight delay to'], 'flight delay'],
  [['chrun', 'chrun to', 'chrun to 1.0.0'], 'chrun'],
  [['lunch', 'lunch meun'], undefined],
  [[], undefined],
])('of the beginnings %j the nearest is %j', (beginnings, expected) => {
  expect(nearestBeginning(beginnings, CALLED)).toBe(expected)
})

test('possible words are listed as people list them', () => {
  expect([says.values.oneOf(['a']), says.values.oneOf(['a', 'b', 'c'])]).toEqual(['`a`', '`a`, `b` or `c`'])
})
