import { expect, test } from 'vitest'
import { scenario } from './world.ts'

type Scenario = Awaited<ReturnType<typeof scenario>>

/** One more day, of so many flights that it decides: what each version had on them. */
async function hadOnSameCases(it: Scenario, had: Readonly<Record<string, number>>): Promise<void> {
  await it.passes({ hours: 1 })
  const [newest] = (await it.store.readings({ model: 'flight-delay', kpi: 'mae' })).slice(-1)
  if (!newest) throw new Error('there is no reading')
  const end = it.clock.now().toISOString()
  const day = { ...newest, start: newest.end, end, available: end, n: 10_000_000 }
  await it.store.addReadings(Object.entries(had).map(([version, value]) => ({ ...day, version, value })))
}

test('[C7] [attack 68] a way back to a version that breaches worse is refused, with what to do instead', async () => {
  const it = await scenario()
  await it.watch()
  await hadOnSameCases(it, { '1.0.0': 60, '1.1.0': 25 })
  const said = await it.says('ana', 'flight-ops', '/kedge rollback flight-delay to 1.0.0 because it was better then')
  expect(said).toContain('rollback-same-cases')
  expect(said).toContain('think of training it anew instead')
  expect(await it.store.subjects({ kind: 'change' })).toEqual([])
})

test('[C7] [attack 68] where both are beyond the limit and the older one is better, it may be asked for', async () => {
  const it = await scenario()
  await it.watch()
  await hadOnSameCases(it, { '1.0.0': 20, '1.1.0': 25 })
  await it.says('ana', 'flight-ops', '/kedge rollback flight-delay to 1.0.0 because it is better all the same')
  expect((await it.events('change')).map(({ type }) => type)).toContain('change.opened')
})

test('[C7] [attack 68] it stops one that was asked for before, also when people have approved it', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await hadOnSameCases(it, { '1.0.0': 60, '1.1.0': 25 })
  await it.reconciles()
  await it.presses('chen', 'Approve')
  expect((await it.pull()).merged).toBe(false)
  expect((await it.check()).output.summary).toContain('rollback-same-cases')
})
