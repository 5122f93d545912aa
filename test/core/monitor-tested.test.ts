import { expect, test } from 'vitest'
import { monitorBranches, monitorMeaning } from '../../src/core/monitor-tested.ts'

const open = (fires: number, clears: number, ...ends: string[]) =>
  monitorBranches(
    { fires: { after: fires }, clears: { after: clears } },
    ends.map(got => ({ got })),
  )
    .filter(it => !it.taken)
    .map(it => it.says)

test('[B5] names each state that no example ends in', () => {
  expect(open(2, 2, 'ok')).toEqual([
    'no example ends `no-data`',
    'no example ends `pending`',
    'no example ends `firing`',
    'no example ends `recovering`',
  ])
  expect(open(2, 2, 'ok', 'no-data', 'pending', 'firing', 'recovering')).toEqual([])
})

test('[B5] does not ask for a state there is no time for', () => {
  expect(open(1, 1, 'ok', 'no-data')).toEqual(['no example ends `firing`'])
})

test('[B5] a default that is written means the same as one that is left out', () => {
  const short = { limit: 5, fires: { after: 2 }, clears: { after: 1 } }
  const long = { limit: 5, fires: { after: 2, of: 2 }, clears: { after: 1, limit: 5 } }
  expect(monitorMeaning(short)).toEqual(monitorMeaning(long))
  expect(monitorMeaning({ ...short, clears: { after: 1, limit: 4 } })).not.toEqual(monitorMeaning(long))
})

test('[D5] of a method that learns, an example ends while it has not learnt enough', () => {
  const once = { fires: { after: 1 }, clears: { after: 1 } }
  const ends = ['ok', 'no-data', 'firing'].map(got => ({ got }))
  const says = (...got: string[]) =>
    monitorBranches(once, [...ends, ...got.map(it => ({ got: it }))], true)
      .filter(it => !it.taken)
      .map(it => it.says)
  expect(says()).toEqual(['no example ends `insufficient-data`'])
  expect(says('insufficient-data')).toEqual([])
})
