import { expect, test } from 'vitest'
import { missingWords, shareWords } from '../../src/core/missing-share.ts'

test('[D12] a share is told in words that fit it', () => {
  expect(missingWords({ was: 0.002, now: 0.91 })).toBe('missing 0.2 % → 91 %')
  expect(missingWords({ was: 0, now: 0.8, unreadable: true })).toBe('missing or no number 0 % → 80 %')
})

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.00005, 'under 0.01 %'],
  [0.9999, 'over 99.9 %'],
  [0.0204, '2 %'],
  [0.0251, '2.5 %'],
  [0.9049, '90.5 %'],
])('[D12] never none or all of what is not: %d is %s', (share, words) => {
  expect(shareWords(share)).toBe(words)
})
