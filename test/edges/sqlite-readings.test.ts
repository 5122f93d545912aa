import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { opened } from '../fixtures/store.ts'

const day = (n: number) => new Date(Date.UTC(2026, 2, n)).toISOString()
const reading = (n: number, more: Partial<Reading> = {}): Reading => ({
  model: 'churn',
  kpi: 'precision',
  segment: '',
  version: '4.1.0',
  start: day(n),
  end: day(n + 1),
  value: 0.81,
  n: 900,
  available: day(n + 2),
  ...more,
})

describe('readings', () => {
  test('come back whole and oldest first, whatever the order they came in', async () => {
    const store = await opened()
    expect(await store.addReadings([reading(3), reading(1), reading(2)])).toEqual({ fresh: 3, revised: 0, same: 0 })
    expect(await store.readings({ model: 'churn' })).toEqual([reading(1), reading(2), reading(3)])
  })

  test('are found by model, KPI and periods that end after a time', async () => {
    const store = await opened()
    const others = [reading(1, { kpi: 'recall' }), reading(1, { model: 'other' })]
    await store.addReadings([reading(1), reading(2), ...others])
    expect(await store.readings({ model: 'churn', kpi: 'precision', since: day(2) })).toEqual([reading(2)])
    expect(await store.readings({ model: 'churn', since: '2026-03-01T23:59:59Z' })).toHaveLength(3)
    expect(await store.readings({ model: 'nobody' })).toEqual([])
  })

  test('[D1] the newest of each KPI and version is that of the last period, of the whole', async () => {
    const store = await opened()
    const others = [reading(1, { kpi: 'recall' }), reading(1, { version: '4.2.0' }), reading(5, { segment: 'eu' })]
    await store.addReadings([reading(1), reading(3), reading(2), ...others])
    expect(await store.newestReadings(day(1))).toEqual([
      reading(3),
      reading(1, { version: '4.2.0' }),
      reading(1, { kpi: 'recall' }),
    ])
    expect(await store.newestReadings(day(2))).toEqual([reading(3)])
  })

  test('are kept apart by segment, version and period', async () => {
    const store = await opened()
    const apart = [reading(1, { segment: 'eu' }), reading(1, { version: '4.2.0' }), reading(1, { end: day(8) })]
    expect(await store.addReadings([reading(1), ...apart])).toMatchObject({ fresh: 4 })
  })

  test('that come twice are one, and a later look at the same value changes nothing', async () => {
    const store = await opened()
    await store.addReadings([reading(1)])
    const again = [reading(1), reading(1, { available: day(9) }), reading(2)]
    expect(await store.addReadings(again)).toEqual({ fresh: 1, revised: 0, same: 2 })
    expect(await store.readings({ model: 'churn' })).toEqual([reading(1), reading(2)])
  })

  test.each([
    ['later replaces the first', day(9), 1, 0.7],
    ['at the same time leaves the first', day(3), 0, 0.81],
    ['earlier leaves the first', day(1), 0, 0.81],
  ])('of another value that became available %s', async (_, available, changed, value) => {
    const store = await opened()
    await store.addReadings([reading(1)])
    const revised = { fresh: 0, revised: changed, same: 1 - changed }
    expect(await store.addReadings([reading(1, { value: 0.7, available })])).toEqual(revised)
    expect((await store.readings({ model: 'churn' }))[0]?.value).toBe(value)
  })

  test('that contradict each other in one batch are settled the same way', async () => {
    const store = await opened()
    const batch = [reading(1), reading(1, { value: 0.7, available: day(9) }), reading(1, { value: 0.6 })]
    expect(await store.addReadings(batch)).toMatchObject({ fresh: 1, revised: 0 })
    expect((await store.readings({ model: 'churn' }))[0]).toMatchObject({ value: 0.7, available: day(9) })
  })

  test.each([
    ['a value that is no number', { value: Number.NaN }, 'NaN'],
    ['a time that is none', { end: 'yesterday' }, "'yesterday' is not a time"],
  ])('with %s are refused, all of the batch', async (_, more, says) => {
    const store = await opened()
    await expect(store.addReadings([reading(1), reading(2, more)])).rejects.toThrow(says)
    expect(await store.readings({ model: 'churn' })).toEqual([])
  })

  test('come in by the ten thousand', async () => {
    const store = await opened()
    const many = Array.from({ length: 10_000 }, (_, i) => reading(1 + (i % 20), { segment: `s${Math.floor(i / 20)}` }))
    expect(await store.addReadings(many)).toMatchObject({ fresh: 10_000 })
    expect(await store.addReadings([])).toEqual({ fresh: 0, revised: 0, same: 0 })
    expect(await store.readings({ model: 'churn' })).toHaveLength(10_000)
  })

  test('[D11] that were written since a batch are found by its number, revised ones too, and the same ones not', async () => {
    const store = await opened()
    await store.addReadings([reading(1), reading(2)])
    const { last, readings } = await store.readingsAfter(0)
    expect(readings).toHaveLength(2)
    const revised = reading(1, { value: 0.7, available: day(9) })
    await store.addReadings([revised, reading(2, { available: day(9) }), reading(3)])
    const next = await store.readingsAfter(last)
    expect(next.last).toBeGreaterThan(last)
    expect(next.readings).toHaveLength(2)
    expect(next.readings).toEqual(expect.arrayContaining([revised, reading(3)]))
    expect(await store.readingsAfter(next.last)).toEqual({ last: next.last, readings: [] })
    const many = Array.from({ length: 100_001 }, (_, i) => reading(1, { segment: `s${i}` }))
    await store.addReadings(many)
    expect((await store.readingsAfter(next.last)).readings).toBe('many')
  })

  test('come in the same whole, however many there are at once', async () => {
    const store = await opened()
    const many = Array.from({ length: 457 }, (_, i) => reading(i))
    expect(await store.addReadings(many)).toEqual({ fresh: 457, revised: 0, same: 0 })
    expect(await store.readings({ model: 'churn' })).toEqual(many)
    const later = many.map((it, i) => (i % 9 === 0 ? { ...it, value: 0.5, available: day(900) } : it))
    expect(await store.addReadings([...later, reading(457)])).toEqual({ fresh: 1, revised: 51, same: 406 })
    expect(await store.readings({ model: 'churn' })).toEqual([...later, reading(457)])
  })

  test('[D2] that somebody sends revise what was there, whatever the clock says now, and are the newest from then on', async () => {
    const store = await opened()
    await store.keepReadings([reading(1, { available: day(9) })])
    const sent = [reading(1, { value: 0.7, available: day(3) }), reading(2)]
    expect(await store.keepReadings(sent)).toEqual({ fresh: 1, revised: 1, same: 0 })
    expect(await store.keepReadings(sent)).toEqual({ fresh: 0, revised: 0, same: 2 })
    expect((await store.readings({ model: 'churn' }))[0]).toMatchObject({
      value: 0.7,
      available: day(9).replace('.000', '.001'),
    })
    // What a query answered before that is no newer.
    expect(await store.addReadings([reading(1, { available: day(9) })])).toMatchObject({ revised: 0, same: 1 })
  })
})
