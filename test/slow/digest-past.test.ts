/** What began and was over between two digests is told by the second: nothing that fired is a quiet week. */
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { scenario } from '../scenarios/world.ts'

const HOUR_MS = 3_600_000
const weekly = (audience: string) => ({
  'policies/weekly.yaml': `kind: digest
id: weekly
because: Once a week is enough here.
channel: C0APPROVALS
audience: ${audience}
days: [wed]
at: "08:00"
timeZone: America/Chicago
begins: 2001-02-01
examples: [{ at: "2001-03-14T08:00:00-06:00", then: 2001-03-14 }]
`,
})

test('[E5] a warning that fired and was over within the week is told by name, at its start and at its end', async () => {
  const query = async (connection: string) => (connection === 'serving' ? [{ version: '1.1.0' }] : [])
  const files = weekly('operations')
  const it = await scenario({ at: '2001-03-07T14:30:00Z', files, parts: { query: () => query as never } })
  for (let day = 0; day < 8; day++) {
    const unseen = (r: { kpi: string; version: string; start: string }) =>
      r.kpi === 'unseen' && r.version === '1.1.0' && r.start >= '2001-03-07' && r.start < '2001-03-10'
    await it.store.addReadings(
      flightReadings(it.clock.now()).map(reading => ({ ...reading, ...(unseen(reading) && { value: 9 }) })),
    )
    await it.bot.watch()
    await it.reconciles()
    it.clock.move(24 * HOUR_MS)
  }
  expect(it.digests('approvals').at(-1)).toMatchInlineSnapshot(`
    "OPERATIONS, 14 MARCH 2001
    2 pieces of news.
    • False notices: 70 → 63 → 54 → 51 → 55 → 61 per 1,000 flights over 6 weeks, better; short of its target of 60 per 1,000 flights
    • Late flights announced: 43 → 41 → 42 → 43 → 44 → 46 % over 6 weeks, better; as agreed
    Since 7 March 2001
    • 13 March 2001: Flight delay forecast, no longer warned of Flights the model never saw
    • 10 March 2001: Flight delay forecast, warned of Flights the model never saw"
  `)
}, 60_000)

test.each(['operations', 'executive'])(
  '[E5] a warehouse that was down for a day and a half within the week is told to %s',
  async audience => {
    let isDown = false
    const query = async (connection: string) => {
      if (connection === 'serving') return [{ version: '1.1.0' }]
      if (isDown) throw new OutsideError('unavailable', 'flights does not answer.\n  fix: start flights')
      return []
    }
    const parts = { query: () => query as never }
    const it = await scenario({ at: '2001-03-07T14:30:00Z', files: weekly(audience), parts })
    for (let half = 0; half < 15; half++) {
      isDown = half >= 3 && half < 6
      if (!isDown) await it.store.addReadings(flightReadings(it.clock.now()))
      for (let round = 0; round < 3; round++) {
        await it.bot.watch()
        await it.reconciles()
        it.clock.move(4 * HOUR_MS)
      }
    }
    const lines = (it.digests('approvals').at(-1) ?? '').split('\n')
    const from = lines.findIndex(line => line.startsWith('Since '))
    expect([lines[1], ...lines.slice(from, from + 5)]).toMatchInlineSnapshot(`
      [
        "4 pieces of news.",
        "Since 7 March 2001",
        "• 10 March 2001: Flight delay forecast, no longer without data, after 14 hours 30 minutes",
        "• 10 March 2001: Flight delay forecast, no longer stuck with measuring, after 1 day 12 hours",
        "• 10 March 2001: Flight delay forecast, without data",
        "• 9 March 2001: Flight delay forecast, stuck with measuring",
      ]
    `)
  },
  60_000,
)
