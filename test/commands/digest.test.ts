import { expect, test } from 'vitest'
import { typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[E1] [E5] digest says what the next one of this channel would say, and where none comes how to have one', async () => {
  const { world } = await worldOf({ at: '2001-04-16T12:00:00Z' })
  expect((await typed(world, 'digest')).words).toMatchInlineSnapshot(`
    "┃ Operations, 16 April 2001
    ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ 4 KPIs without data and 1 model nobody saw run.
    ┃
    ┃ No data
    ┃
    ┃ • Flight delay forecast: Late flights announced, False notices, Mean error of the forecast and Flights the model never saw; there never was a reading
    ┃
    ┃ Not as wanted
    ┃
    ┃ • Flight delay forecast: nobody saw yet whether 1.1.0 runs"
  `)
  expect((await typed(world, 'digest', { channel: 'C0LUNCH' })).words).toMatchInlineSnapshot(`
    "┃ No digest comes to this channel.
    ┃
    ┃ · fix: add a policy of kind digest that names this channel"
  `)
})
