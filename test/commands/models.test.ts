import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

test('[A12] models says what runs, or that nobody has looked', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'models')).words).toContain('Flight delay forecast (medium, batch): not observed')
  await write(world, 'model/flight-delay', [observed('1.0.0')])
  expect((await typed(world, 'models')).words).toMatchInlineSnapshot(`
    "┃ • flight-delay Flight delay forecast (medium, batch): runs 1.0.0, wanted 1.1.0
    ┃
    ┃ · /kedge show <model> says more."
  `)
})

test('[A12] where no model is visible, none is counted', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'models', { channel: 'C0LUNCH' })).words).toMatchInlineSnapshot(`
    "┃ There is no model you may see here.
    ┃
    ┃ · fix: ask in the model’s own channel, or add it: one file in models/"
  `)
})
