import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[C7] waive is a policy of its own: of whoever asks, granted by whoever may, until a day', async () => {
  const { world } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by @chen because it is on trial'
  const { outcome } = await typed(world, line)
  const request = askedOf(outcome)
  expect(request).toMatchObject({ kind: 'rules', about: ['flight-delay'] })
  expect(request?.model).toBeUndefined()
  expect(request?.edits).toMatchObject([{ path: 'policies/waive-serves-what-passed.yaml' }])
  expect(JSON.stringify(request?.edits)).toContain('granted: { by: chen, on: 2001-04-16 }')
})

test('[C7] waive refuses who may not grant it', async () => {
  const { world } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by bo because it is on trial'
  expect((await typed(world, line)).words).toContain('bo may not waive serves-what-passed')
})

test('[C4] a waiver is on no list where the model it is for may not be seen', async () => {
  const { world, store } = await worldOf()
  const line = 'waive serves-what-passed for flight-delay until 2001-06-30 granted by chen because it is on trial'
  const { outcome } = await typed(world, line)
  await store.commit({ at: world.now(), parts: outcome.parts ?? [] })
  expect((await typed(world, 'approvals')).words).toContain('Waive serves-what-passed for flight-delay')
  expect((await typed(world, 'approvals', { channel: 'C0LUNCH' })).words).toContain('Nothing waits for approval.')
})
