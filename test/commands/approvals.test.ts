import { expect, test } from 'vitest'
import { change, mergedBy, voted, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[A12] what waits for one is told apart from what waits for others', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'approvals')).words).toContain('Nothing that is shown here waits for approval.')
  await change(world, [...WAITING, voted('bo')])
  expect((await typed(world, 'approvals', { who: 'chen' })).words).toMatchInlineSnapshot(`
    "┃ 1 of 1 waits for you.
    ┃
    ┃ Flight delay forecast: rollback 1.1.0 → 1.0.0 (https://acme.slack.test/archives/C0APPROVALS/p55), pull request #7, asked for by Ana Ruiz, waits for less than a minute: pending, 1 of 2
    ┃
    ┃ ✓ operations: Bo Lindqvist
    ┃ ○ model-validation: Chen Wei or Fay Osei"
  `)
  expect((await typed(world, 'approvals', { who: 'bo' })).words).toContain('Nothing waits for you here.')
})

test('[A12] what is merged waits no more, and what is not visible is not counted', async () => {
  const merged = await worldOf()
  await change(merged.world, [...WAITING, mergedBy])
  expect((await typed(merged.world, 'approvals')).words).toContain('Nothing that is shown here waits for approval.')
  const hidden = await worldOf()
  await change(hidden.world, WAITING)
  expect((await typed(hidden.world, 'approvals', { channel: 'C0LUNCH' })).words).toContain(
    'Nothing that is shown here waits for approval.',
  )
})
