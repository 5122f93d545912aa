import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { scenario } from './world.ts'

const WEEK = 7 * 86_400_000

const served = async (connection: string) => (connection === 'serving' ? [{ version: '1.1.0' }] : [])

/** A round in which nothing new is measured, and what follows from it. */
async function looks(it: Awaited<ReturnType<typeof scenario>>, ms: number) {
  it.clock.move(ms)
  await it.bot.watch()
  await it.reconciles()
}

test('[D12] a source that falls silent is told once where somebody can see to it, and over when data comes', async () => {
  const it = await scenario({ at: '2001-02-26T06:00:00Z', parts: { query: () => served } })
  await it.watch()
  await it.reconciles()
  expect(it.chat('flight-ops')).toBe('')
  await looks(it, WEEK)
  await looks(it, 1000)
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY GETS NO DATA
    flight-delay gets nothing new of unseen from flights: the newest reading ended on 26 February 2001.
    fix: see that new data arrives where flights reads, or is sent to it; readings follow by themselves
    Since: 28 February 2001, 00:00 UTC
    Category: technical
    Waits: readings × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  await it.watch()
  await it.reconciles()
  expect(it.card('flight-ops')).toContain('FLIGHT-DELAY GOES ON')
})

test('[D12] a query that fails does not stop the others, and is told when it fails for a quarter of an hour', async () => {
  const broken = async (connection: string) => {
    if (connection !== 'serving')
      throw new OutsideError('unavailable', 'flights does not answer.\n  fix: start flights')
    return [{ version: '1.1.0' }]
  }
  const it = await scenario({ at: '2001-02-26T06:00:00Z', parts: { query: () => broken } })
  await looks(it, 0)
  expect((await it.events('model/flight-delay')).map(({ type }) => type)).toContain('model.observed')
  expect(it.chat('flight-ops')).toBe('')
  await looks(it, 16 * 60_000)
  await looks(it, 60_000)
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    flights does not answer.
    fix: start flights
    Since: 26 February 2001, 06:00 UTC
    Category: technical
    Waits: measuring × 2
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
})
