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
