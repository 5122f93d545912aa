import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { lastRound, roundsBegin } from '../../src/flows/rounds.ts'
import { openTroubles } from '../../src/flows/standing.ts'
import { troubles } from '../../src/flows/troubles.ts'
import { watch } from '../../src/flows/watch.ts'
import { worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

let minute = 0
beforeEach(() => {
  minute = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => minute * 60_000)
  onTestFinished(() => clock.mockRestore())
})

async function running() {
  const it = await worldOf()
  roundsBegin(it.store, it.world.now())
  const told = async (at: number) => {
    minute = at
    await troubles(it.world)
    return (await openTroubles(it.store)).flatMap(({ it }) => (it.works.includes('rounds') ? it.says : []))
  }
  return { ...it, told }
}

test('[D12] that Kedge itself measures nothing is a trouble once, until a round ends again', async () => {
  const it = await running()
  expect(await it.told(14)).toEqual([])
  expect(lastRound(it.store)).toBeUndefined()
  for (const at of [16, 17, 40])
    expect(await it.told(at)).toEqual(['Kedge has measured nothing for 16 minutes: no round of measuring has ended.'])
  await watch(it.world)
  expect(await it.told(41)).toEqual([])
  expect(lastRound(it.store)).toEqual(new Date(NOW))
})

test('[D12] a clock that jumps by a week stalls nothing', async () => {
  const it = await running()
  await watch(it.world)
  it.at('2001-04-23T09:00:00.000Z')
  expect(await it.told(1)).toEqual([])
})
