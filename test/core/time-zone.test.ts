import { expect, test } from 'vitest'
import { isTimeZone, lintTimeZone } from '../../src/core/time-zone.ts'

test.each([
  'UTC',
  'Europe/Berlin',
  'Europe/Kyiv',
  'America/New_York',
  'America/Argentina/Buenos_Aires',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Calcutta',
])('[B3] %s is a time zone', name => {
  expect(isTimeZone(name)).toBe(true)
  expect(lintTimeZone(name)).toEqual([])
})

test.each([
  ['Europe/Berln', ' Did you mean `Europe/Berlin`?', 'Write `Europe/Berlin`'],
  ['europe/berlin', ' Did you mean `Europe/Berlin`?', 'Write `Europe/Berlin`'],
  ['Berlin', ' Did you mean `Europe/Berlin`?', 'Write `Europe/Berlin`'],
  ['US/Chicago', ' Did you mean `America/Chicago`?', 'Write `America/Chicago`'],
  ['America/New York', ' Did you mean `America/New_York`?', 'Write `America/New_York`'],
  ['Asia/Kolkatta', ' Did you mean `Asia/Kolkata`?', 'Write `Asia/Kolkata`'],
  ['utc', ' Did you mean `UTC`?', 'Write `UTC`'],
  ['+05:00', '', 'Write a place, as `Europe/Berlin`, or `UTC`'],
  ['EST', '', 'Write a place, as `Europe/Berlin`, or `UTC`'],
  ['Etc/GMT+5', '', 'Write a place, as `Europe/Berlin`, or `UTC`'],
  ['Europe/Berlin[x]', ' Did you mean `Europe/Berlin`?', 'Write `Europe/Berlin`'],
  ['', '', 'Write a place, as `Europe/Berlin`, or `UTC`'],
])('[B3] %s is none%s', (name, guess, fix) => {
  expect(lintTimeZone(name, ['timeZone'])).toEqual([
    { at: ['timeZone'], code: 'unknown-time-zone', says: `There is no time zone \`${name}\`.${guess}`, fix },
  ])
})
