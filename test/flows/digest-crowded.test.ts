import { expect, test } from 'vitest'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { APPROVED, change, mergedBy, openCaseIn } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, repository, words, worldOf, write } from '../fixtures/world.ts'

const SINCE = '2001-04-01T00:00:00Z'
test('[E5] warnings that came and went push neither a case nor a merge out of a digest', async () => {
  const models = Object.fromEntries(
    ['flight-delay', ...Array.from({ length: 5 }, (_, i) => `m-${i}`)].map(id => [
      id,
      { ...flightDelay, id, name: id === 'flight-delay' ? flightDelay.name : `Model ${id}` },
    ]),
  )
  const it = await worldOf({ repository: { ...repository, models } as never })
  await it.store.addReadings(flightReadings(it.world.now()))
  await openCaseIn(it.world)
  await change(it.world, [...APPROVED, mergedBy])
  // Later that week a warning begins and is over at five other models.
  for (const [n, id] of Object.keys(models).slice(1).entries()) {
    const later = new Date(it.world.now().getTime() + (n + 1) * 3_600_000).toISOString()
    it.at(later)
    await write(it.world, `model/${id}`, [
      happened('model.warned', 'kedge', {
        model: id,
        monitor: 'unseen-flights',
        kpi: 'unseen',
        since: SINCE,
        value: 5.2,
      }),
    ])
    it.at(new Date(Date.parse(later) + 60_000).toISOString())
    await write(it.world, `model/${id}`, [
      happened('model.warning-over', 'kedge', { model: id, monitor: 'unseen-flights', at: later }),
    ])
  }
  it.at(new Date(it.world.now().getTime() + 3_600_000).toISOString())
  const facts = await digestFacts(it.world, {
    channel: 'C0APPROVALS',
    timeZone: 'America/Chicago',
    since: SINCE,
    audience: 'executive',
  })
  const told = words(digestDocument(facts))
  const since = told.slice(told.indexOf('Since '))
  expect(since).toMatch(/merged|a case opened|beyond/)
})
