import { expect, test } from 'vitest'
import { freshnessBranches } from '../../src/core/freshness-tested.ts'

test('[B5] names each outcome that no example ends in', () => {
  const open = (...ends: string[]) => freshnessBranches(ends.map(got => ({ got }))).filter(it => !it.taken)
  expect(open('pass').map(it => it.says)).toEqual(['no example ends `fail`', 'no example ends `unknown`'])
  expect(open('pass', 'fail', 'unknown')).toEqual([])
})
