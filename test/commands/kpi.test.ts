import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { observedWorld } from '../fixtures/world.ts'

test('[C7] kpi moves the limit of one KPI', async () => {
  const { world } = await observedWorld()
  const { outcome } = await typed(world, 'kpi flight-delay mae limit 20 because the summer is harder')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'edit',
    edits: [{ at: ['kpis', 'mae', 'limit'], from: '18.5', to: '20' }],
  })
})

test('[C7] kpi refuses what is no KPI and what is no number', async () => {
  const { world } = await observedWorld()
  const asks = async (words: string) => (await typed(world, `kpi flight-delay ${words} because of it`)).words
  expect(await asks('maee limit 20')).toContain('did you mean mae?')
  expect(await asks('mae limit twenty')).toContain('twenty is no number')
})
