import { describe, expect, test } from 'vitest'
import type { Modal } from '../../src/words/document.ts'
import { openCaseIn } from '../fixtures/change.ts'
import { formOf, typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { CASE } from '../fixtures/written.ts'

const LINE = 'for 4h because being-fixed the supplier sends it again at noon'

async function withCase() {
  const it = await worldOf()
  await openCaseIn(it.world)
  return it.world
}
const closed = happened('case.closed', 'kedge', { onset: '', available: '', detected: '', recovered: '' })

test.each(['flight-delay', 'Flight-Delay', CASE])('[D7] %s is snoozed, by whom, until when and why', async name => {
  const { words, outcome } = await typed(await withCase(), `snooze ${name} ${LINE}`, { who: 'bo' })
  expect(words).toMatchInlineSnapshot(
    `"┃ The case of Flight delay forecast is snoozed until 16 April 2001, 13:00 UTC. It wakes before that if another monitor fires, and closes as ever when it has recovered."`,
  )
  const body = {
    until: '2001-04-16T13:00:00.000Z',
    reason: 'being-fixed',
    says: 'the supplier sends it again at noon',
  }
  expect(outcome.parts).toEqual([{ subject: CASE, seen: 2, events: [{ type: 'case.snoozed', by: 'bo', body }] }])
})

describe('[E1] [E4] a line that ends too early opens the form, with what was typed filled in', () => {
  const filled = (form: Modal | undefined) =>
    form?.inputs.map(input => ('initial' in input ? [input.id, input.initial] : [input.id]))

  test.each([
    ['snooze flight-delay', [['for', '1d'], ['reason'], ['says']]],
    ['snooze Flight-Delay for 3D', [['for', '3d'], ['reason'], ['says']]],
    ['snooze flight-delay for 4h because being-fixed', [['for', '4h'], ['reason', 'being-fixed'], ['says']]],
  ])('%s', async (line, told) => {
    const world = await withCase()
    const form = await formOf(world, line)
    expect(form).toMatchObject({ callback: 'snooze', context: expect.stringContaining(CASE) })
    expect(filled(form)).toEqual(told)
    expect((await typed(world, line)).words).toContain('A form asks for the rest.')
  })

  test('all but the case is asked for, as its summary says: the word alone is told what is missing', async () => {
    const world = await withCase()
    expect(await formOf(world, 'snooze')).toBeUndefined()
    expect((await typed(world, 'snooze')).words).toContain('<model-or-case> is missing')
    expect((await typed(world, 'help snooze')).words).toContain('A form asks for all but the case.')
  })

  test('what is none of the choices is said above them, and not filled in', async () => {
    const form = await formOf(await withCase(), 'snooze flight-delay for 30d because')
    expect(filled(form)).toEqual([['for', '1d'], ['reason'], ['says']])
    expect(JSON.stringify(form?.blocks)).toContain('Choose for how long.')
  })

  test('nobody gets a form of a case that is over, of what is hidden, or as a stranger', async () => {
    const world = await withCase()
    expect(await formOf(world, 'snooze no-such-model')).toBeUndefined()
    expect(await formOf(world, 'snooze flight-delay', { who: 'zoe' })).toBeUndefined()
    await write(world, CASE, [closed])
    expect(await formOf(world, 'snooze flight-delay')).toBeUndefined()
    expect((await typed(world, 'snooze flight-delay')).words).toContain('fix:')
  })
})

describe('[D7] nothing is snoozed', () => {
  test.each([
    ['for longer than a week', 'snooze flight-delay for 30d because expected it is so', 'one of 1h, 4h, 1d, 3d, 7d'],
    ['for no reason of the list', 'snooze flight-delay for 1d because being-fix it is so', 'Did you mean being-fixed?'],
    ['of no case', 'snooze', '<model-or-case> is missing'],
    ['of a model that is not there', `snooze flight-dely ${LINE}`, 'Did you mean flight-delay?'],
    [
      'of a case that is not there',
      `snooze case/other-2001-04-09 ${LINE}`,
      'There is no model case/other-2001-04-09 here.',
    ],
  ])('%s', async (_, line, says) => {
    const { words, outcome } = await typed(await withCase(), line)
    expect(words).toContain(says)
    expect(outcome).toEqual({})
  })

  test('of a model without a case, or of a case that is closed', async () => {
    const { world } = await worldOf()
    for (const step of [openCaseIn, () => write(world, CASE, [closed])]) {
      if (step !== openCaseIn) await openCaseIn(world)
      if (step !== openCaseIn) await step(world)
      const { words, outcome } = await typed(world, `snooze flight-delay ${LINE}`)
      expect(words).toContain('No case of this model is open.')
      expect(outcome).toEqual({})
    }
  })

  test('[E6] of a model with a warning alone: that nobody is reminded of it', async () => {
    const { world } = await worldOf()
    const warned = { model: 'flight-delay', monitor: 'unseen-flights', since: '2001-04-02T00:00:00Z', value: 5.3 }
    await write(world, 'model/flight-delay', [happened('model.warned', 'kedge', warned)])
    const { words, outcome } = await typed(world, `snooze flight-delay ${LINE}`)
    expect(words).toMatchInlineSnapshot(`
      "┃ No case of this model is open, and a warning reminds nobody, so there is nothing to snooze: unseen-flights.
      ┃
      ┃ · fix: Change its policy where it fires too soon; it is told once more when it is over."
    `)
    expect(outcome).toEqual({})
    expect((await typed(world, 'snooze flight-delay')).words).toBe(words)
  })

  test('by whoever may not see it, in the words of what is not there', async () => {
    const world = await withCase()
    for (const name of ['flight-delay', CASE]) {
      const { words, outcome } = await typed(world, `snooze ${name} ${LINE}`, { channel: 'C0LUNCH' })
      expect(words).toContain(`There is no model ${name} here.`)
      expect(outcome).toEqual({})
    }
    expect((await typed(world, `snooze flight-delay ${LINE}`, { who: 'zoe' })).outcome).toEqual({})
  })
})
