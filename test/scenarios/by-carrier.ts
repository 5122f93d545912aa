import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { MODEL, scenario } from './world.ts'

export const WEEK = 7 * 86_400_000
const FIRST = Date.parse('2001-02-26T00:00:00Z')

/** Weekly errors of one carrier, from the week of 26 February on. */
export const weeks = (segment: string, from: number, values: readonly number[]) =>
  values.map((value, i) => {
    const start = new Date(FIRST + (from + i) * WEEK).toISOString()
    return { model: 'flight-delay', kpi: 'mae', segment, version: '1.1.0', start, value, n: 900 }
  })

/** The airline, whose readings are sent, with a monitor that judges each carrier. `whole`: what all of them together are instead; `edit` changes the file of the model, `monitor` that of the monitor. */
export async function byCarrier(
  whole: Readonly<Record<string, number>> = {},
  edit: (model: string) => string = it => it,
  monitor: (policy: string) => string = it => it,
) {
  const policy = monitor(await readFile('test/fixtures/monitors/error-by-carrier.yaml', 'utf8'))
  const it = await scenario({
    at: '2001-03-26T06:00:00Z',
    seeded: false,
    files: { [MODEL]: edit(await pushedModel()), 'policies/error-by-carrier.yaml': policy },
    parts: { pushes: DESK },
  })
  await it.bot.world.policy()
  const push = async (segments: readonly object[]) => {
    const all = flightReadings(it.clock.now()).map(({ available: _, ...reading }: Reading) => ({
      ...reading,
      value: whole[reading.kpi] ?? reading.value,
    }))
    const answer = await fetch(`${it.url}/v1/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/x-ndjson' },
      body: [...all, ...segments].map(reading => JSON.stringify(reading)).join('\n'),
    })
    expect(answer.status).toBe(200)
    await it.watch()
  }
  return { ...it, push }
}
