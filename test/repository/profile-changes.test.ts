import { expect, test } from 'vitest'
import { modelChanges } from '../../src/repository/model-changes.ts'

const PROFILE = {
  ...{ kind: 'profile', id: 'a-profile', model: 'a', from: '2001-04-02', to: '2001-04-29', rows: 7722 },
  ...{ counted: '2001-05-14T06:00:00.000Z', digest: 'd1', query: 'flown' },
  columns: [{ name: 'x', is: 'numbers', edges: [1, 2], counts: [3, 4, 5], chunks: [] }],
}
const says = (after: object, before: object = PROFILE) => modelChanges(before, after).map(it => it.says)
const anew = {
  ...PROFILE,
  from: '2001-05-28',
  to: '2001-06-10',
  rows: 1,
  counted: '2001-06-18T14:00:00.000Z',
  digest: 'd2',
}

test('[D4] that a profile was counted anew is one sentence: over which days, how many rows, and what before', () => {
  expect(says(anew)).toEqual([
    'counted on 18 June 2001 over 28 May 2001 to 10 June 2001, 1 row; before, over 2 April 2001 to 29 April 2001, 7,722 rows',
  ])
})

test('[D4] what differs beside it is told as well', () => {
  const [, ...rest] = says({ ...anew, query: 'other', columns: [{ ...PROFILE.columns[0], counts: [3, 4, 6] }] })
  expect(rest).toEqual(['query changed from flown to other', 'counted otherwise: x (counts)'])
})

test.each([
  ['the digest alone', { ...PROFILE, digest: 'd3' }, /^digest changed from d1 to d3$/],
  ['a day that is none', { ...anew, from: 'soon' }, /^from changed from 2001-04-02 to soon$/],
  ['rows that are no number', { ...anew, rows: 'many' }, /^from changed from 2001-04-02 to 2001-05-28$/],
])('[D4] %s is told by its key', (_, after, first) => {
  expect(says(after)[0]).toMatch(first)
})
