import { expect, test } from 'vitest'
import { change, voted, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

async function waiting() {
  const house = await worldOf()
  await change(house.world, [...WAITING, voted('bo')])
  return house
}

test('[C3] whatif says what a vote would make of an open change, by its number or its model, and changes nothing', async () => {
  const { world, did, store } = await waiting()
  const before = await store.subjects({ kind: 'change', open: true })
  const { words, outcome } = await typed(world, 'whatif 7 approve chen@github')
  expect(words).toMatchInlineSnapshot(`
    "┃ Were it so on Flight delay forecast now (approve chen@github): pending → approved: Approved by bo and chen.
    ┃
    ┃ • + counts: chen for model-validation (approve-rollback)
    ┃ • - is open: model-validation (approve-rollback): chen or fay
    ┃
    ┃ · Nothing was changed."
  `)
  expect(outcome).toEqual({})
  expect((await typed(world, 'whatif flight-delay approve chen@github')).words).toBe(words)
  expect((await typed(world, 'whatif “Flight delay forecast” approve chen@github')).words).toBe(words)
  expect(did).toEqual([])
  expect(await store.subjects({ kind: 'change', open: true })).toEqual(before)
})

test('[C3] whatif says why a vote would not count, and that a denial blocks', async () => {
  const { world } = await waiting()
  expect((await typed(world, 'whatif #7 approve ana')).words).toContain('asked-it-yourself')
  expect((await typed(world, 'whatif 7 deny chen')).words).toContain('pending → denied: Denied by chen.')
})

test('[C3] whatif shows nobody what they may not see, not even that it is there', async () => {
  const { world } = await waiting()
  const hidden = await typed(world, 'whatif 7 approve bo', { channel: 'C0LUNCH' })
  const none = await typed(world, 'whatif 8 approve bo')
  expect(hidden.words).toBe(none.words.replace('8', '7'))
  expect(hidden.words).toContain('There is no open change 7 here.')
})

test('[C3] whatif knows a slip', async () => {
  const { world } = await waiting()
  expect((await typed(world, 'whatif 7 aprove bo')).words).toContain('Did you mean approve?')
  expect((await typed(world, 'whatif 7 approve chan')).words).toContain('Did you mean chen?')
  expect((await typed(world, 'whatif 7 approve bo@mail')).words).toContain('Write bo, bo@slack or bo@github')
})

test('[C3] whatif takes several votes at once, and facts, in Slack as on the command line', async () => {
  const house = await worldOf()
  await change(house.world, WAITING)
  const both = await typed(house.world, 'whatif 7 approve bo, chen@github')
  expect(both.words).toContain('pending → approved: Approved by bo and chen.')
  const mixed = await typed(house.world, 'whatif 7 approve bo and deny chen')
  expect(mixed.words).toContain('pending → denied: Denied by chen.')
  const fact = await typed(house.world, 'whatif 7 approve bo and chen, target.passed=false')
  expect(fact.words).toMatchInlineSnapshot(`
    "┃ Were it so on Flight delay forecast now (approve bo chen target.passed=false): pending → blocked: rollback-target-passed does not allow it: The way back leads to a version that is known to be good: an older one that passed its gates, and not the one that is to be left.
    ┃
    ┃ • fix: Name an older version of flight-delay that passed its gates: /kedge show flight-delay lists them.
    ┃ • + counts: bo for operations (approve-rollback)
    ┃ • + counts: chen for model-validation (approve-rollback)
    ┃ • - is open: operations (approve-rollback): bo or eli
    ┃ • - is open: model-validation (approve-rollback): chen or fay
    ┃ • rollback-target-passed: pass → fail (block)
    ┃ • target.passed is false
    ┃ • target.order older is older
    ┃ • target.isCurrent is false
    ┃
    ┃ · Nothing was changed."
  `)
  expect((await typed(house.world, 'whatif flight-delay model.businessKpis=0')).words).toMatchInlineSnapshot(`
    "┃ Were it so on Flight delay forecast now (model.businessKpis=0): still pending: 0 of 2 approvals; operations and model-validation to come.
    ┃
    ┃ · Nothing was changed."
  `)
  expect(house.did).toEqual([])
})

test('[C3] whatif says of a fact that is none what was meant, and who is missing', async () => {
  const { world } = await waiting()
  expect((await typed(world, 'whatif 7 kpis.mea.value=3')).words).toMatch(/Did you mean|kpis\.mae/)
  expect((await typed(world, 'whatif 7 approve')).words).toContain('It does not say who votes.')
  expect((await typed(world, 'whatif 7 approve bo deny')).words).toContain('It does not say who votes.')
  expect((await typed(world, 'whatif 7 model.tier=huge')).words).toContain('huge')
})
