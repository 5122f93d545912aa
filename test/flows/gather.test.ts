import { expect, test } from 'vitest'
import { gather } from '../../src/flows/gather.ts'
import { opened } from '../fixtures/store.ts'
import { pushedDay, watchedOver } from '../fixtures/watched.ts'

test('[D11] [D12] readings of several models are written together, and those of one that are wrong stop no other', async () => {
  const store = await opened()
  const it = watchedOver(store)
  const [good, bad] = [pushedDay(it, 'model-0', 20_000), pushedDay(it, 'model-1', 20_000, { value: Number.NaN })]
  const batches: number[] = []
  const gathered = gather({
    addReadings: readings => {
      batches.push(readings.length)
      return store.addReadings(readings)
    },
  })
  const failed: string[] = []
  gathered.add(good, () => failed.push('model-0'))
  gathered.add(pushedDay(it, 'model-2', 20_000), () => failed.push('model-2'))
  await gathered.write()
  expect(batches).toEqual([4])
  gathered.add(bad, error => failed.push(String(error)))
  gathered.add(pushedDay(it, 'model-3', 20_000), () => failed.push('model-3'))
  await gathered.write()
  expect(failed).toEqual([expect.stringContaining('model-1/precision is NaN')])
  expect(await store.readings({ model: 'model-3' })).toHaveLength(2)
  await gathered.write()
  expect(batches).toEqual([4, 4, 2, 2])
})
