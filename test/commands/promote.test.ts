import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { observedWorld } from '../fixtures/world.ts'

test('[C7] promote is to a version or into an environment, and not to both', async () => {
  const { world } = await observedWorld()
  const asks = async (words: string) => (await typed(world, `promote flight-delay ${words} because it has to be`)).words
  expect(await asks('to 1.0.0')).toContain('1.0.0 is older than 1.1.0')
  expect(await asks('into test')).toContain('flight-delay has no environment test')
  expect(await asks('to 1.1.0 into test')).toContain('A promotion is to a version or into an environment.')
  expect(await asks('as emergency')).toContain('A promotion is to a version or into an environment.')
})
