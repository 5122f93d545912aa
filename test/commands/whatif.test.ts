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
    "┃ If chen voted approve on Flight delay forecast now: pending → approved: Approved by bo and chen.
    ┃
    ┃ • + counts: chen for model-validation (approve-rollback)
    ┃ • - is open: model-validation (approve-rollback): chen or fay
    ┃
    ┃ · Nothing was changed."
  `)
  expect(outcome).toEqual({})
  expect((await typed(world, 'whatif flight-delay approve chen@github')).words).toBe(words)
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
