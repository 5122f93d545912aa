import { expect, test } from 'vitest'
import { says } from '../../src/words/says.ts'

const { beginWords, dayWords, figure, listWords, minuteWords, roughly } = says.figures
const { localWords, shareWords, shortFigure, spanWords, withUnit } = says.figures
const { count, ordinal } = says.counts

test.each([
  [19.83, '19.8'],
  [0.0412, '0.041'],
  [1234.5, '1,235'],
  [-5.346, '-5.35'],
  [83, '83'],
  [0, '0'],
  [-0, '0'],
  [0.00035, '0.00035'],
  [-0.0003, '-0.0003'],
  [0.0035, '0.0035'],
  [0.0044, '0.0044'],
  [1e-9, '0.000000001'],
  [0.1234, '0.123'],
  [Number.NaN, 'unknown'],
  [Number.POSITIVE_INFINITY, 'unknown'],
])('%d reads as %s', (value, words) => {
  expect(figure(value)).toBe(words)
})

test('a value without a unit has no space after it', () => {
  expect([withUnit(18.5, 'min'), withUnit(7, '')]).toEqual(['18.5 min', '7'])
})

test('money is told to two figures, since its formula knows no more', () => {
  expect([5520, -38_400, 0, 1_234_567].map(amount => roughly(amount, 'USD'))).toEqual([
    ...['5,500 USD', '38,000 USD', '0 USD', '1,200,000 USD'],
  ])
})

test('one is one, more are more, many have their commas', () => {
  expect([count(1, 'week'), count(0, 'week'), count(231_315, 'case'), count(2, 'policy', 'policies')]).toEqual([
    '1 week',
    '0 weeks',
    '231,315 cases',
    '2 policies',
  ])
})

test('days and minutes are in UTC, whatever the machine thinks', () => {
  expect(dayWords('2001-04-09T23:59:59.999Z')).toBe('9 April 2001')
  expect(minuteWords('2001-12-31T23:59:59+00:00')).toBe('31 December 2001, 23:59 UTC')
})

test('[E7] what begins with a day is told by it, and what begins within one with its minute', () => {
  expect(beginWords('2026-04-16T00:00:00.000Z')).toBe('16 April 2026')
  expect(beginWords('2026-04-16T06:00:00.000Z')).toBe('16 April 2026, 06:00 UTC')
  expect(beginWords('2026-04-16T02:00:00+02:00')).toBe('16 April 2026')
})

test.each([
  ['2001-04-16T06:00:00Z', '2001-04-16T06:00:20Z', 'less than a minute'],
  ['2001-04-16T06:00:00Z', '2001-04-16T06:05:00Z', '5 minutes'],
  ['2001-04-16T06:00:00Z', '2001-04-16T07:01:00Z', '1 hour 1 minute'],
  ['2001-04-16T06:00:00Z', '2001-04-17T09:30:00Z', '1 day 3 hours'],
  ['2001-04-16T06:00:00Z', '2001-04-30T06:00:00Z', '14 days'],
  ['2001-04-16T06:00:00Z', '2001-04-15T06:00:00Z', 'less than a minute'],
])('from %s to %s is %s', (from, to, words) => {
  expect(spanWords(from, to)).toBe(words)
})

test('lists end with a word', () => {
  expect([listWords([]), listWords(['a']), listWords(['a', 'b']), listWords(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ])
})

test('the nth of something', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '112th',
  ])
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

test.each([
  [18_000_000, '18 M'],
  [1_250_000, '1.25 M'],
  [-2_150_000_000, '-2.15 bn'],
  [999_999, '999,999'],
  [18.5, '18.5'],
])('[E2] where there is little room %d is %s', (value, words) => {
  expect(shortFigure(value)).toBe(words)
})

test('a moment is told by the clock of its place', () => {
  expect(localWords(new Date('2026-04-20T06:00:00Z'), 'Europe/Berlin')).toBe(
    'Monday 20 April 2026, 08:00 (Europe/Berlin)',
  )
  expect(localWords(new Date('2026-04-19T23:30:59Z'), 'Asia/Kolkata')).toBe(
    'Monday 20 April 2026, 05:00 (Asia/Kolkata)',
  )
})

test('what is no day is told as it is written', () => {
  expect(dayWords('tomorrow')).toBe('tomorrow')
})
