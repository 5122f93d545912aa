import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { readOnce } from '../../src/flows/read-once.ts'
import type { Store } from '../../src/flows/store.ts'
import { opened } from '../fixtures/store.ts'

const reading = (model: string, day: number): Reading => {
  const [start, end] = [day, day + 1].map(it => new Date(Date.UTC(2026, 2, it)).toISOString()) as [string, string]
  return { model, kpi: 'precision', segment: '', version: '1', start, end, value: 0.8, n: 9, available: end }
}
const read = async (store: Store, model: string, most = 99) => store.newestOf(model, await store.series(model), most)

test('[D11] what comes after it was read is there in the next turn', async () => {
  const store = await opened()
  await store.addReadings([reading('churn', 1)])
  const turn = readOnce(store)
  expect(await read(turn, 'churn')).toEqual([reading('churn', 1)])
  await store.addReadings([reading('churn', 2)])
  expect(await read(turn, 'churn')).toHaveLength(1)
  expect(await read(readOnce(store), 'churn')).toHaveLength(2)
})

test('[D11] another model, or more of it, is not answered by what was read before', async () => {
  const store = await opened()
  const turn = readOnce(store)
  await store.addReadings([reading('churn', 1), reading('churn', 2), reading('other', 3)])
  expect(await read(turn, 'churn', 1)).toEqual([reading('churn', 2)])
  expect(await read(turn, 'churn')).toHaveLength(2)
  expect(await read(turn, 'other')).toEqual([reading('other', 3)])
})
