import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { roundOf, unmeasured } from '../../src/flows/unmeasured.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const { visibility: _, ...open } = flightDelay
const hidden = { ...open, visibility: { roles: ['risk'] } }
const fails = (says: string) => new OutsideError('unavailable', `${says} fails.\n  fix: start flights`)

async function said(models: Record<string, typeof open>) {
  const { store } = await worldOf()
  const round = roundOf(store, new Date(NOW))
  for (const id of Object.keys(models)) round.failed(`query ${id}`, id, fails(id))
  round.end()
  const all = Object.fromEntries(Object.entries(models).map(([id, model]) => [id, { ...model, id }]))
  return unmeasured(store, { ...repository, models: all })?.map(({ says }) => says)
}

test('[D12] [C4] what one fix mends for several models is told in the words of one that everybody sees (attack 73)', async () => {
  expect(await said({ secret: hidden, seen: open })).toEqual(['seen fails.', 'seen fails.'])
  const nameless = 'What is asked of models that only some may see fails.'
  expect(await said({ secret: hidden, hushed: hidden })).toEqual([nameless, nameless])
  expect(await said({ secret: hidden })).toEqual(['secret fails.'])
})

test('[D12] before the first round has ended nobody knows', async () => {
  const { store } = await worldOf()
  expect(unmeasured(store, repository)).toBeUndefined()
})
