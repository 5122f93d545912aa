/** A monitor of seasons that looks at so many segments that too few weeks of each are read. */
import { expect, test } from 'vitest'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { byCarrier } from './by-carrier.ts'

const WORDS = 'does not compare mae of flight-delay by weekday and hour'
const fine = Array.from({ length: 14 }, (_, i) => 10 + (i % 2))
const EXAMPLE = `examples:\n  - { values: [${[...fine, 99, 99, 99].join(', ')}], then: firing }\n`
const seasonal = (policy: string) =>
  policy
    .replace('clears: { after: 2, limit: 18 }', 'method: { is: seasonal }\nclears: { after: 2 }')
    .replace(/examples:[\s\S]*/, EXAMPLE)
const every = (period: string) => (model: string) =>
  model.replace(
    'weekly: { connection: delay-desk, every: week }',
    `weekly: { connection: delay-desk, every: ${period} }`,
  )

async function watching(segments: number, period: string) {
  const it = await byCarrier({}, every(period), seasonal)
  const frame = {
    model: 'flight-delay',
    kpi: 'mae',
    version: '1.1.0',
    start: '2001-03-25T00:00:00Z',
    value: 15,
    n: 900,
  }
  const all = Array.from({ length: segments }, (_, i) => ({ ...frame, segment: `S${i}` }))
  const answer = await fetch(`${it.url}/v1/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/x-ndjson' },
    body: all.map(reading => JSON.stringify(reading)).join('\n'),
  })
  expect(await answer.json()).toMatchObject({ new: segments })
  await it.watch()
  await it.reconciles()
  return it
}

test('[D5] [D12] a hundred segments by the hour: people are told once that six weeks of seasons are never read', async () => {
  const it = await watching(100, 'hour')
  await it.passes({ hours: 1 })
  await it.reconciles()
  expect(it.chat('flight-ops').split(WORDS)).toHaveLength(2)
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    error-by-carrier does not compare mae of flight-delay by weekday and hour: that takes 6 weeks, and of so many readings the last 5 whole weeks are looked at. EWMA judges instead.
    fix: ask for fewer seasons in policies/error-by-carrier.yaml, let it watch fewer segments, or measure the KPI over longer periods (every of its query)
    Since: 26 March 2001, 06:00 UTC
    Category: technical
    Waits: gaps × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
})

test.each([
  ['as many segments as have their seasons', 99, 'hour'],
  ['segments by the day', 100, 'day'],
])('[D5] [D12] of %s nothing is told', async (_, segments, period) => {
  const it = await watching(segments, period)
  expect(it.chat('flight-ops')).not.toContain(WORDS)
})
