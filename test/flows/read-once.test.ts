import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { readOnce } from '../../src/flows/read-once.ts'
import { opened } from '../fixtures/store.ts'

const reading = (model: string, day: number): Reading => {
  const [start, end] = [day, day + 1].map(it => new Date(Date.UTC(2026, 2, it)).toISOString()) as [string, string]
  return { model, kpi: 'precision', segment: '', version: '1', start, end, value: 0.8, n: 9, available: end }
}

test('[D11] what comes after it was read is there in the next turn', async () => {
  const store = await opened()
  await store.addReadings([reading('churn', 1)])
  const turn = readOnce(store)
  expect(await turn.readings({ model: 'churn' })).toEqual([reading('churn', 1)])
  await store.addReadings([reading('churn', 2)])
  expect(await turn.readings({ model: 'churn' })).toHaveLength(1)
  expect(await readOnce(store).readings({ model: 'churn' })).toHaveLength(2)
})

test('[D11] another model, a KPI or a time is not answered by what was read before', async () => {
  const store = await opened()
  const turn = readOnce(store)
  await store.addReadings([reading('churn', 1), reading('churn', 2), reading('other', 3)])
  expect(await turn.readings({ model: 'churn' })).toHaveLength(2)
  expect(await turn.readings({ model: 'other' })).toEqual([reading('other', 3)])
  expect(await turn.readings({ model: 'churn', kpi: 'recall' })).toEqual([])
  expect(await turn.readings({ model: 'churn', since: reading('churn', 2).start })).toEqual([reading('churn', 2)])
})
