import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { BREACH_LINES } from '../fixtures/breach-lines.ts'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { MODEL, scenario } from './world.ts'

const sent = ({ available: _, ...reading }: Reading) => JSON.stringify(reading)

async function desk() {
  const it = await scenario({
    seeded: false,
    files: { [MODEL]: await pushedModel() },
    parts: { pushes: DESK },
  })
  const push = async (readings: readonly Reading[], more: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${it.url}/v1/readings`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${DESK_TOKEN}`,
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
        ...more,
      },
      body: gzipSync(readings.map(sent).join('\n')),
    })
    return { status: answer.status, body: (await answer.json()) as object }
  }
  return { ...it, push }
}

test('[D2] readings that are pushed over HTTP open the case that those that are asked for open', async () => {
  const it = await desk()
  const readings = flightReadings(it.clock.now())
  expect(await it.push(readings)).toMatchObject({ status: 503 })
  await it.bot.world.policy()
  expect(await it.push(readings, { authorization: 'Bearer nobody' })).toMatchObject({ status: 401 })
  const stored = { is: 'stored', new: readings.length, revised: 0, same: 0 }
  expect(await it.push(readings)).toEqual({ status: 200, body: stored })
  await it.watch()
  expect(it.card('flight-ops').split('\n').slice(0, 6)).toEqual([
    ...BREACH_LINES,
    expect.stringMatching(/^\[picture: False notices/),
  ])
  expect(it.log.lines.filter(line => line.startsWith('error'))).toEqual([])
})

test('[D2] what comes twice, or of a part of the flights, opens no second case and changes no figure', async () => {
  const it = await desk()
  await it.bot.world.policy()
  const readings = flightReadings(it.clock.now())
  await it.push(readings)
  await it.watch()
  const card = it.card('flight-ops')
  expect(await it.push(readings)).toMatchObject({ body: { new: 0, same: readings.length } })
  const ofSome = readings.map(reading => ({ ...reading, segment: 'red-eye', value: 99, n: 1_000_000 }))
  expect(await it.push(ofSome)).toMatchObject({ body: { new: readings.length } })
  await it.watch()
  expect(it.card('flight-ops')).toBe(card)
  expect((await it.events('case')).filter(e => e.type === 'case.opened')).toHaveLength(1)
})

test('[D5] a KPI of hours is measured, judged and told by the hour', async () => {
  const text = (await pushedModel()).replace(/every: week/, 'every: hour')
  expect(text).toContain('every: hour')
  const it = await scenario({ seeded: false, files: { [MODEL]: text }, parts: { pushes: DESK } })
  await it.bot.world.policy()
  const ends = Math.floor(it.clock.now().getTime() / 3_600_000)
  const hours = [15, 15, 25, 25, 25].map((value, i) => {
    const [start, end] = [i - 5, i - 4].map(n => new Date((ends + n) * 3_600_000).toISOString())
    return { model: 'flight-delay', kpi: 'mae', version: '1.1.0', value, n: 50_000, start, end }
  })
  const answer = await fetch(`${it.url}/v1/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/x-ndjson' },
    body: hours.map(hour => JSON.stringify(hour)).join('\n'),
  })
  expect(answer.status).toBe(200)
  await it.watch()
  expect(it.card('flight-ops')).toMatch(/3 bad hours since/)
  expect(it.card('flight-ops')).toMatch(/picture: .*One reading an hour/)
})
