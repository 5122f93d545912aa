import { happened } from '../../src/core/event.ts'
import type { Reading } from '../../src/core/reading.ts'
import type { Store } from '../../src/flows/store.ts'

/** The weekly figures of the real flights, by version, from the week of 29 January 2001 (flight-delay.test.ts measures them). */
const WEEKLY = {
  '1.0.0': {
    mae: '12.85 16.26 19.35 21.03 18.63 15.58 19.01 16.02 15.23 18.11 18.73 14.82 13.32 13.29 13.88 15.02 17.39 15.86 16.68 21.57 18.62 16.89',
    false_notices: '39 35 28 25 27 30 28 33 35 34 34 36 44 43 43 40 34 37 38 33 35 35',
    announced: '16 16 17 18 19 19 17 19 18 17 17 16 17 16 16 16 17 18 16 18 20 18',
  },
  '1.1.0': {
    mae: '12.26 15.63 18.42 19.93 17.87 15.08 18.21 15.76 15.2 19.27 19.83 16.48 15.13 15.44 15.94 17.03 18.37 17.61 18.83 22.76 20.36 18.76',
    false_notices: '70 63 54 51 55 61 56 67 68 82 83 89 107 103 106 97 82 92 97 83 93 91',
    announced: '43 41 42 43 44 46 43 46 44 41 41 41 43 40 41 40 42 42 41 42 43 41',
  },
} as const
const FIRST_WEEK = Date.parse('2001-01-29T00:00:00Z')
const FIRST_DAY = Date.parse('2001-02-01T00:00:00Z')
const TIMETABLE = Date.parse('2001-04-01T00:00:00Z')
const DAY = 86_400_000

/** What the queries of the sample model would give for every whole period until `now`, without three million flights. */
export function flightReadings(now: Date): readonly Reading[] {
  return [...weekly(now), ...daily(now)]
}

function weekly(now: Date): Reading[] {
  return Object.entries(WEEKLY).flatMap(([version, kpis]) =>
    Object.entries(kpis).flatMap(([kpi, values]) =>
      values
        .split(' ')
        .map((value, week) => reading(kpi, version, FIRST_WEEK + week * 7 * DAY, 7, Number(value), 115_000, now))
        .filter(r => Date.parse(r.end) <= now.getTime()),
    ),
  )
}

function daily(now: Date): Reading[] {
  const days = Math.max(0, Math.floor((now.getTime() - FIRST_DAY) / DAY))
  return Array.from({ length: days }, (_, i) => FIRST_DAY + i * DAY).flatMap(start => [
    reading('unseen', '1.1.0', start, 1, start < TIMETABLE ? 2.8 : 5.3, 16_000, now),
    reading('unseen', '1.0.0', start, 1, 0.2, 16_000, now),
  ])
}

function reading(
  kpi: string,
  version: string,
  startMs: number,
  days: number,
  value: number,
  n: number,
  now: Date,
): Reading {
  const [start, end] = [new Date(startMs).toISOString(), new Date(startMs + days * DAY).toISOString()]
  return { model: 'flight-delay', kpi, segment: '', version, start, end, value, n, available: now.toISOString() }
}

/** As if the bot had looked since February: 1.1.0 runs. */
export async function lookedSinceFebruary(store: Store): Promise<void> {
  const events = [happened('model.observed', 'kedge', { model: 'flight-delay', version: '1.1.0' })]
  const part = { subject: 'model/flight-delay', seen: 0, events }
  await store.commit({ at: new Date('2001-02-01T06:00:00Z'), parts: [part] })
}
