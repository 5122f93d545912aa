import { expect, test } from 'vitest'
import { lastRound, roundsBegin } from '../../src/flows/rounds.ts'
import { openTroubles } from '../../src/flows/standing.ts'
import { troubles } from '../../src/flows/troubles.ts'
import { watch } from '../../src/flows/watch.ts'
import { worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const minutes = (n: number) => new Date(Date.parse(NOW) + n * 60_000).toISOString()

test('[D12] that Kedge itself measures nothing is a trouble once, until a round ends again', async () => {
  const it = await worldOf()
  const told = async () =>
    (await openTroubles(it.store)).flatMap(({ it }) => (it.works.includes('rounds') ? it.says : []))
  roundsBegin(it.store, it.world.now())
  await troubles(it.world)
  it.at(minutes(14))
  await troubles(it.world)
  expect(await told()).toEqual([])
  expect(lastRound(it.store)).toBeUndefined()
  for (const minute of [16, 17, 40]) {
    it.at(minutes(minute))
    await troubles(it.world)
    expect(await told()).toEqual(['Kedge has measured nothing for 16 minutes: no round of measuring has ended.'])
  }
  await watch(it.world)
  await troubles(it.world)
  expect(await told()).toEqual([])
  expect(lastRound(it.store)).toEqual(new Date(minutes(40)))
})

test('[D12] a round that ended is counted from: a machine that slept over night says so when it wakes', async () => {
  const it = await worldOf()
  roundsBegin(it.store, it.world.now())
  await watch(it.world)
  it.at(minutes(8 * 60))
  await troubles(it.world)
  const [first] = (await openTroubles(it.store)).filter(({ it }) => it.works.includes('rounds'))
  expect(first?.it).toMatchObject({ since: NOW, says: expect.stringContaining('8 hours') })
})
