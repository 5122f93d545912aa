import { expect, test } from 'vitest'
import { adoptions } from '../../src/flows/adoptions.ts'
import { remember } from '../../src/flows/pulls-known.ts'
import type { Merged } from '../../src/flows/world.ts'
import { asked, change } from '../fixtures/change.ts'
import { worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

type Since = { readonly mergedSince: Date; readonly movedSince: Date }

/** A world in which these were merged, and what it was asked. */
async function merging(merged: Omit<Merged, 'moved'>) {
  const looks: Since[] = []
  const it = await worldOf({
    see: {
      openPulls: async () => [],
      mergedPulls: async since => {
        looks.push(since)
        return { moved: [], ...merged }
      },
    },
  })
  await change(it.world, [asked()])
  const [first] = await it.store.eventsAfter(0, 1)
  const begun = new Date(first?.event.at ?? '')
  return { ...it, looks, begun }
}

const hours = (n: number) => new Date(Date.parse(NOW) + n * 3_600_000)

test('[C12] (attack 77) the first look goes back to the first event, the next to the last one and an hour', async () => {
  const { world, looks, begun, at } = await merging({ numbers: [] })
  at(hours(5).toISOString())
  await adoptions(world)
  at(hours(6).toISOString())
  await adoptions(world)
  expect(looks).toEqual([
    { mergedSince: begun, movedSince: begun },
    { mergedSince: begun, movedSince: hours(4) },
  ])
})

test('[C12] (attack 77) as long as some are not taken up, the next look goes as far back', async () => {
  const { world, looks, begun, store } = await merging({ numbers: [8, 9] })
  expect((await adoptions(world)).map(({ key }) => key)).toEqual(['adopt-pull:8', 'adopt-pull:9'])
  remember(store, 8, 'merged')
  expect((await adoptions(world)).map(({ key }) => key)).toEqual(['adopt-pull:9'])
  remember(store, 9, 'merged')
  expect(await adoptions(world)).toEqual([])
  await adoptions(world)
  expect(looks.map(({ movedSince }) => movedSince.getTime() === begun.getTime())).toEqual([true, true, true, false])
})

test('[C12] (attack 77) where there are more than are read, that is said, with what to do', async () => {
  const { world } = await merging({ numbers: [], unseenBefore: '2026-03-01T00:00:00Z' })
  const said: unknown[] = []
  const log = { ...world.log, warn: (...words: unknown[]) => said.push(words) }
  await adoptions({ ...world, log })
  expect(said).toEqual([
    [
      {
        unseenBefore: '2026-03-01T00:00:00Z',
        fix: 'run kedge verify in a clone: it finds what was merged without an approval on record',
      },
      'not every merged pull request was looked at',
    ],
  ])
})
