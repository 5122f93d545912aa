import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { observedWorld } from '../fixtures/world.ts'

test('[C7] attest is for those who own the model', async () => {
  const { world } = await observedWorld()
  const { outcome } = await typed(world, 'attest flight-delay')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'edit',
    reason: 'Its file was read, and is true.',
    edits: [{ at: ['review'], put: { everyMonths: 6, last: '2001-04-16' } }],
  })
  const other = await typed(world, 'attest flight-delay', { who: 'dana' })
  expect(other).toMatchObject({ outcome: {}, words: expect.stringContaining('dana is no owner of flight-delay') })
})
