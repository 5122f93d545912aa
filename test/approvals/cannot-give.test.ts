import { expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import { cannotGive } from '../../src/approvals/cannot-give.ts'
import { bench, vote } from '../fixtures/bench.ts'

test.each<[string, Bench, readonly string[], readonly string[]]>([
  ['nobody has said anything', bench(), ['ana'], ['bo', 'chen', 'dana']],
  ['one has approved', bench([vote('bo')]), ['ana', 'bo'], ['chen', 'dana']],
  ['they wrote it', bench([], { authors: [{ github: 102, role: 'author' }] }), ['ana', 'bo'], ['chen']],
  [
    'their place is filled by another',
    bench([vote('chen', { door: 'github' })]),
    ['ana', 'chen', 'finn'],
    ['bo', 'dana'],
  ],
])(
  '[E6] it is no use to ask some where %s, and whoever has no place in it is none of them',
  (_, it, cannot, others) => {
    const found = cannotGive({ bench: it, verdict: verdict(it) })
    expect(found).toEqual(expect.arrayContaining([...cannot]))
    expect(found.filter(id => others.includes(id))).toEqual([])
  },
)
