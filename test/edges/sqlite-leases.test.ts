import { expect, test } from 'vitest'
import { at, opened } from '../fixtures/store.ts'

const lease = (by: string, ms: number) => ({ by, now: at(ms), forMs: 1_000 })

test('a named lease has one holder, who may prolong it under the same fence', async () => {
  const store = await opened()
  expect(await store.lease('export', lease('a', 0))).toEqual({ fence: 1 })
  expect(await store.lease('export', lease('b', 999))).toBeUndefined()
  expect(await store.lease('export', lease('a', 900))).toEqual({ fence: 1 })
  expect(await store.lease('export', lease('b', 1_899))).toBeUndefined()
  expect(await store.lease('digest', lease('b', 1_899))).toEqual({ fence: 1 })
})

test('[A7] a named lease that ran out goes to another under a higher fence, also back to who had it', async () => {
  const store = await opened()
  await store.lease('export', lease('a', 0))
  expect(await store.lease('export', lease('b', 1_000))).toEqual({ fence: 2 })
  expect(await store.lease('export', lease('a', 1_500))).toBeUndefined()
  expect(await store.lease('export', lease('b', 2_000))).toEqual({ fence: 3 })
})

test('a named lease let go is free at once, and nobody lets go of another’s', async () => {
  const store = await opened()
  await store.lease('export', lease('a', 0))
  await store.release('export', 'b')
  expect(await store.lease('export', lease('b', 1))).toBeUndefined()
  await store.release('export', 'a')
  expect(await store.lease('export', lease('b', 1))).toEqual({ fence: 2 })
})
