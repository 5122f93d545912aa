import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { worldOf } from '../fixtures/world.ts'

test('[C7] hold says since when and why', async () => {
  const { world } = await worldOf()
  const { outcome } = await typed(world, 'hold flight-delay for data-in-doubt because its notices mislead people')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'hold',
    edits: [{ at: ['serving', 'hold'], put: { since: '2001-04-16', because: 'its notices mislead people' } }],
  })
})

test('[C7] a hold that cannot wait says so; another urgency is none', async () => {
  const { world } = await worldOf()
  const urgent = await typed(
    world,
    'hold flight-delay as emergency for data-in-doubt because its notices mislead people',
  )
  expect(askedOf(urgent.outcome)).toMatchObject({
    kind: 'hold',
    emergency: true,
    reason: 'its notices mislead people',
  })
  expect(urgent.words).toContain('As an emergency')
  const { words, outcome } = await typed(
    world,
    'hold flight-delay as soon for expected because its notices mislead people',
  )
  expect(words).toContain('Nothing is asked for as soon.')
  expect(outcome).toEqual({})
})

test('[E6] a hold names one of the fixed reasons, and a slip in it is met with the nearest', async () => {
  const { world } = await worldOf()
  const { words, outcome } = await typed(world, 'hold flight-delay for data-in-dout because its notices mislead people')
  expect(words).toMatchInlineSnapshot(`
    "┃ Nothing is held for this reason: data-in-dout. Did you mean data-in-doubt?
    ┃
    ┃ · fix: one of being-fixed, waits-for-others, expected, data-in-doubt, small-harm"
  `)
  expect(askedOf(outcome)).toBeUndefined()
})

test('[E6] a hold whose list word and whose reason are both wrong hears both at once', async () => {
  const { world } = await worldOf()
  const { words, outcome } = await typed(world, 'hold flight-delay as soon for bad because bad')
  expect(words).toMatchInlineSnapshot(`
    "┃ Nothing is asked for as soon.
    ┃
    ┃ · fix: write as emergency where it cannot wait, or leave it out
    ┃
    ┃ Nothing is held for this reason: bad.
    ┃
    ┃ · fix: one of being-fixed, waits-for-others, expected, data-in-doubt, small-harm
    ┃
    ┃ bad says too little for those who decide on it.
    ┃
    ┃ · fix: say it in at least ten letters"
  `)
  expect(askedOf(outcome)).toBeUndefined()
})

test('[E6] a hold without its list word hears which there are', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'hold flight-delay because its notices mislead people')).words).toMatchInlineSnapshot(`
    "┃ expected for after flight-delay, not because.
    ┃
    ┃ · fix: write /kedge hold <model> [as <urgency>] for <why> because <reason...>; <why> is one of being-fixed, waits-for-others, expected, data-in-doubt, small-harm"
  `)
})
