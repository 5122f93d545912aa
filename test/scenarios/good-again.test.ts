import { expect, test } from 'vitest'
import { flightReadings } from '../fixtures/flights.ts'
import { type Scenario, scenario } from './world.ts'

/** What 1.1.0 did in the week of 16 April, after two bad ones. */
async function weekOf16April(false_notices: number, mae: number) {
  const it = await scenario()
  await it.watch()
  it.clock.set('2001-04-23T06:00:00Z')
  const values: Readonly<Record<string, number>> = { false_notices, mae }
  const isThatWeek = ({ start, version }: { start: string; version: string }) =>
    start.startsWith('2001-04-16') && version === '1.1.0'
  await it.store.addReadings(
    flightReadings(it.clock.now()).map(r => (isThatWeek(r) ? { ...r, value: values[r.kpi] ?? r.value } : r)),
  )
  await it.watch()
  return it
}

const notification = (it: Scenario) =>
  it.air.slack.messages('flight-ops').findLast(({ text }) => text.startsWith('Flight delay forecast: '))?.text

test('[D7] a KPI in its first good week is nowhere called beyond the agreed limit', async () => {
  const it = await weekOf16April(58, 15.1)
  expect(it.card('flight-ops').split('\n').slice(0, 2)).toMatchInlineSnapshot(`
    [
      "FLIGHT DELAY FORECAST: FALSE NOTICES 58 PER 1,000 FLIGHTS, BACK WITHIN THE AGREED LIMIT, NOT OVER YET",
      "Costs about 6,400 USD a week short of the target (late flights announced). Mean error of the forecast and false notices back within the agreed limit, not over yet. Next: Ana Ruiz, or whoever takes it. Possible: roll back to 1.0.0, retrain or snooze it.",
    ]
  `)
  expect(notification(it)).toMatchInlineSnapshot(
    `"Flight delay forecast: false notices 58 per 1,000 flights, back within the agreed limit, not over yet. Costs about 6,400 USD a week short of the target (late flights announced)"`,
  )
  const told: readonly string[] = [
    it.card('flight-ops'),
    await it.says('mara', 'flight-ops', '/kedge status'),
    await it.says('mara', 'flight-ops', '/kedge cases'),
    await it.says('mara', 'flight-ops', '/kedge digest'),
  ]
  for (const one of told) {
    expect(one).toMatch(/mean error of the forecast and false notices back within the agreed limit, not over yet/i)
    expect(one).not.toContain('beyond the agreed limit')
  }
})

test('[D7] title, notification and chart of a case are of what is still bad, not of what is good again', async () => {
  const it = await weekOf16April(58, 21.4)
  const [title, , ...rows] = it.card('flight-ops').split('\n')
  expect(title).toBe('FLIGHT DELAY FORECAST: MEAN ERROR OF THE FORECAST 21.4 MIN, LIMIT 18.5')
  expect(notification(it)).toContain('mean error of the forecast 21.4 min, limit 18.5, since 2 April 2001')
  expect(rows.find(row => row.startsWith('[picture: '))).toContain('[picture: Mean error of the forecast')
})
