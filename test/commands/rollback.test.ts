import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[A4] rollback asks with the words that were typed, as who typed them', async () => {
  const { world } = await worldOf()
  const { outcome } = await typed(world, 'rollback flight-delay to 1.0.0 because it is  better, "really"')
  expect(outcome.parts?.flatMap(part => part.events).find(e => e.type === 'change.asked')).toMatchObject({
    by: 'ana',
    body: { kind: 'rollback', from: '1.1.0', to: '1.0.0', reason: 'it is  better, "really"', door: 'command' },
  })
  expect(outcome.jobs).toMatchObject([{ effect: 'show-pull' }])
})

test('[A12] rollback of what is not visible, or to what is not there, asks nothing', async () => {
  const { world } = await worldOf()
  const line = 'rollback flight-delay to 1.0.0 because it is better'
  const hidden = await typed(world, line, { channel: 'C0LUNCH' })
  expect(hidden).toMatchObject({ outcome: {}, words: expect.stringContaining('There is no model flight-delay here.') })
  const wrong = await typed(world, 'rollback flight-delay to 2.0.0 because it is better')
  expect(wrong).toMatchObject({ outcome: {}, words: expect.stringContaining('flight-delay has no version 2.0.0') })
})
