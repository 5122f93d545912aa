import { expect, test } from 'vitest'
import { recent } from '../../src/edges/github-recent.ts'

const texts = () => recent<string>(10, text => text.length)

test('what was not used for longest goes first', () => {
  const kept = texts()
  kept.set('a', '1234')
  kept.set('b', '1234')
  kept.get('a')
  kept.set('c', '1234')
  expect(['a', 'b', 'c'].map(key => kept.get(key))).toEqual(['1234', undefined, '1234'])
})

test('the same key again takes its place once, and a value too large is not kept', () => {
  const kept = texts()
  for (let n = 0; n < 9; n++) kept.set('a', '12345')
  kept.set('b', '12345')
  expect([kept.get('a'), kept.get('b')]).toEqual(['12345', '12345'])
  kept.set('c', '12345678901')
  expect(['a', 'b', 'c'].map(key => kept.get(key))).toEqual([undefined, undefined, undefined])
  kept.set('d', '1234567890')
  expect(kept.get('d')).toBe('1234567890')
})
