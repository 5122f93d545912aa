import { describe, expect, test } from 'vitest'
import { openCaseIn } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents } from '../fixtures/written.ts'

const closed = happened('case.closed', 'kedge', { onset: '', available: '', detected: '', recovered: '' })
const LINE = 'because two days of readings were those of the test system'

async function withClosed() {
  const it = await worldOf()
  await openCaseIn(it.world)
  await write(it.world, CASE, [closed])
  return it.world
}

test.each(['flight-delay', CASE])('[D7] the last case of %s is opened again, with its reason', async name => {
  const { words, outcome } = await typed(await withClosed(), `reopen ${name} ${LINE}`, { who: 'bo' })
  expect(words).toMatchInlineSnapshot(
    `"┃ The case of Flight delay forecast is open again. It closes when readings of later periods are good."`,
  )
  const body = { because: 'two days of readings were those of the test system' }
  expect(outcome.parts).toEqual([{ subject: CASE, seen: 3, events: [{ type: 'case.reopened', by: 'bo', body }] }])
})

describe('[D7] nothing is opened again', () => {
  test('where a case is open: a model has one at a time', async () => {
    const { world } = await worldOf()
    await openCaseIn(world)
    const { words, outcome } = await typed(world, `reopen flight-delay ${LINE}`)
    expect(words).toContain('A case of this model is open, and a model has one at a time.')
    expect(outcome).toEqual({})
  })

  test('where there never was one, and none but the last', async () => {
    const none = await typed((await worldOf()).world, `reopen flight-delay ${LINE}`)
    expect(none.words).toContain('Only the last case of a model is opened again, once it is closed, and this is none.')
    const world = await withClosed()
    await write(world, 'case/flight-delay-2001-05-09', [...caseEvents, closed])
    const older = await typed(world, `reopen ${CASE} ${LINE}`)
    expect(older.words).toContain('Only the last case of a model is opened again, once it is closed, and this is none.')
    expect([none.outcome, older.outcome]).toEqual([{}, {}])
  })

  test('by whoever may not see it', async () => {
    const { words, outcome } = await typed(await withClosed(), `reopen ${CASE} ${LINE}`, { channel: 'C0LUNCH' })
    expect(words).toContain(`There is no model ${CASE} here.`)
    expect(outcome).toEqual({})
  })
})
