import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

test('[A12] show tells what runs from what is wanted, and which version is a way back', async () => {
  const { world } = await worldOf()
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  const { words } = await typed(world, 'show flight-delay')
  expect(words).toMatch(/1\.0\.0.*\(a way back\)/)
  expect(words).toMatch(/1\.1\.0.*\(runs\)/)
})

test('[A12] show claims nothing of what nobody has looked at', async () => {
  const { world } = await worldOf()
  const { words } = await typed(world, 'show flight-delay')
  expect(words).toContain('not observed')
  expect(words).not.toMatch(/\(runs\)|way back/)
})
