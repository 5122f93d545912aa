import { expect, test } from 'vitest'
import { turnsOf } from '../../src/flows/in-turns.ts'

test('[D1] so many run at once, in the order they came, also where one fails', async () => {
  const turn = turnsOf(2)
  const begun: number[] = []
  let [running, most] = [0, 0]
  const all = Array.from({ length: 7 }, (_, i) =>
    turn(async () => {
      begun.push(i)
      most = Math.max(most, ++running)
      await new Promise(done => setTimeout(done, 2))
      running--
      if (i === 1) throw new Error('one of them')
      return i
    }),
  )
  const ended = await Promise.allSettled(all)
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(most).toBe(2)
  expect(ended.map(it => it.status)).toEqual(begun.map(i => (i === 1 ? 'rejected' : 'fulfilled')))
  expect(await turn(async () => 'once more')).toBe('once more')
})
