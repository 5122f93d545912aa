import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[C7] hold says since when and why', async () => {
  const { world } = await worldOf()
  const { outcome } = await typed(world, 'hold flight-delay because its notices mislead people')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'hold',
    edits: [{ at: ['serving', 'hold'], put: { since: '2001-04-16', because: 'its notices mislead people' } }],
  })
})
