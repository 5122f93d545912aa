import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { observedWorld } from '../fixtures/world.ts'

test('[C7] retire moves the stage, from today', async () => {
  const { world } = await observedWorld()
  const { outcome } = await typed(world, 'retire flight-delay because another one took its place')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'retire',
    edits: [
      { at: ['stage'], from: 'production', to: 'retired' },
      { at: ['stageSince'], from: '2001-02-01', to: '2001-04-16' },
    ],
  })
})
