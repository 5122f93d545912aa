import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[A12] explain shows what is missing as missing, and that a way back is not stopped by it', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay rollback')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: rollback from 1.1.0 to 1.0.0
    ┃
    ┃ • ? rollback-same-cases unknown (warn). target.kpis.mae.value is missing An error moves with the weather. Only the same flights show whether the version to go back to is better, so nobody rolls back into something worse. Fix: Compare flight-delay on the same flights, and think of training it anew instead: /kedge show flight-delay
    ┃ • ✓ rollback-target-passed pass. target.passed is true; target.order older is older; target.isCurrent is false
    ┃
    ┃ • approve-rollback: 1 of operations, 1 of model-validation, within 24 hours, merge auto. The way back to safety is quick, but never one person's alone: somebody who runs the flights and somebody who judges the model independently both say yes."
  `)
})

test('[A12] explain says aloud that a change nobody covers is blocked', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay retire')).words).toContain(
    'so it is blocked. fix: add one to policies/',
  )
})

test('[A12] explain knows a slip from a change', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'explain flight-delay promte')).words).toContain('Did you mean promote?')
  expect((await typed(world, 'explain flight-delay banana')).words).toContain('There is no change banana.\n')
})
