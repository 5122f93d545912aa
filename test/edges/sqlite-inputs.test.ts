import { describe, expect, test } from 'vitest'
import type { InputWindow } from '../../src/core/input-window.ts'
import { opened } from '../fixtures/store.ts'

const day = (n: number) => new Date(Date.UTC(2026, 2, n)).toISOString()
const window = (n: number, more: Partial<InputWindow> = {}): InputWindow => ({
  ...{ model: 'churn', kpi: 'moved', start: day(n), end: day(n + 1), available: day(n + 2), method: 'psi', more: 0 },
  inputs: [{ column: 'age', is: 'drift', used: 400, needs: 100, effect: 0.3, statistic: 0.3, threshold: 0.1, p: 1e-9 }],
  ...more,
})
const EVER = day(-100)

describe('[D7] what stands behind readings of drift', () => {
  test('comes back whole and oldest first, of one model, and of periods that end after a time', async () => {
    const store = await opened()
    await store.keepInputs([window(3), window(1), window(2), window(2, { model: 'other' })])
    expect(await store.inputWindows({ model: 'churn', since: EVER })).toEqual([window(1), window(2), window(3)])
    expect(await store.inputWindows({ model: 'churn', since: day(2) })).toEqual([window(2), window(3)])
    expect(await store.inputWindows({ model: 'nobody', since: EVER })).toEqual([])
  })

  test('found again stays as it was, and what differs takes its place', async () => {
    const store = await opened()
    await store.keepInputs([window(1)])
    await store.keepInputs([window(1, { available: day(9) })])
    expect(await store.inputWindows({ model: 'churn', since: EVER })).toEqual([window(1)])
    const other = window(1, { available: day(9), inputs: [] })
    await store.keepInputs([other])
    expect(await store.inputWindows({ model: 'churn', since: EVER })).toEqual([other])
  })

  test('is kept apart by KPI and period, and is no reading', async () => {
    const store = await opened()
    await store.keepInputs([window(1), window(1, { kpi: 'also' }), window(1, { start: day(-6) })])
    expect(await store.inputWindows({ model: 'churn', since: EVER })).toHaveLength(3)
    expect(await store.readings({ model: 'churn' })).toEqual([])
  })
})
