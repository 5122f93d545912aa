import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'

test('[C7] replace needs two models, and somebody who uses the first', async () => {
  const other = { ...flightDelay, id: 'other-model' }
  const models = { ...repository.models, 'other-model': other }
  const { world } = await worldOf({ repository: { ...repository, models } })
  const asks = async (words: string) => (await typed(world, `replace ${words} because it is better`)).words
  expect(await asks('flight-delay with other-model')).toContain('nobody is written down who uses flight-delay')
  expect(await asks('flight-delay with flight-delay')).toContain('cannot take its own place')
  expect(await asks('flight-delay with nothing-known')).toContain('There is no model nothing-known here.')
})
