import { describe, expect, test } from 'vitest'
import { openedTrouble } from '../../src/core/trouble.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { CASE, CHANGE, caseEvents, NOW } from '../fixtures/written.ts'

test('[E1] cases says what is open, since when, whose it is, what was asked for and until when it sleeps', async () => {
  const { world, at } = await worldOf()
  expect((await typed(world, 'cases')).words).toBe('┃ No case is open of the models shown here.')
  await openCaseIn(world)
  at('2001-04-16T12:30:00Z')
  expect((await typed(world, 'cases')).words).toMatchInlineSnapshot(`
    "┃ 1 case is open.
    ┃
    ┃ • Flight delay forecast (flight-delay, medium): mean error of the forecast beyond the agreed limit since 2 April 2001, open since 16 April 2001, for 3 hours 30 minutes; nobody took it, it is with Ana Ruiz; nothing was asked for"
  `)
  await change(world, WAITING)
  const until = '2001-04-17T12:30:00.000Z'
  await write(world, CASE, [
    happened('case.taken', 'bo', {}),
    happened('case.asked', 'bo', { change: CHANGE }),
    happened('case.snoozed', 'bo', { until, reason: 'expected', says: 'the timetable changed' }),
  ])
  expect((await typed(world, 'cases')).words).toMatchInlineSnapshot(`
    "┃ 1 case is open.
    ┃
    ┃ • Flight delay forecast (flight-delay, medium): mean error of the forecast beyond the agreed limit since 2 April 2001, open since 16 April 2001, for 3 hours 30 minutes; Bo Lindqvist has it; rollback to 1.0.0 asked for; snoozed until 17 April 2001, 12:30 UTC"
  `)
})

test('[E1] that no case is open is said of the models shown here alone, and where none is shown that none is', async () => {
  const { world } = await worldOf()
  await openCaseIn(world)
  for (const text of ['cases', 'cases here', 'cases all']) {
    const { words } = await typed(world, text, { channel: 'C0LUNCH' })
    expect(words).toContain('┃ No model is shown here, so no case is either.')
  }
  const quiet = await worldOf()
  for (const text of ['cases', 'cases here', 'cases all']) {
    expect((await typed(quiet.world, text)).words).toContain('┃ No case is open of the models shown here.')
  }
})

test('[E1] what is over is told where all is asked for, and what Kedge cannot do stands below', async () => {
  const { world } = await worldOf()
  await openCaseIn(world)
  const times = { onset: NOW, available: NOW, detected: NOW, recovered: '2001-04-23T00:00:00.000Z' }
  await write(world, CASE, [happened('case.closed', 'kedge', times)])
  const { subject, events } = openedTrouble({ says: 'x', fix: 'y', since: NOW, works: ['say'] })
  await write(world, subject, events)
  expect((await typed(world, 'cases')).words).toMatchInlineSnapshot(`
    "┃ No case is open of the models shown here.
    ┃
    ┃ · Kedge is stuck since 16 April 2001, 09:00 UTC with say."
  `)
  expect((await typed(world, 'cases all')).words).toMatchInlineSnapshot(`
    "┃ No case is open of the models shown here, and 1 is over.
    ┃
    ┃ • Flight delay forecast (flight-delay, medium): opened 16 April 2001, 09:00 UTC, recovered 23 April 2001
    ┃
    ┃ · Kedge is stuck since 16 April 2001, 09:00 UTC with say."
  `)
})

describe('[E1] of many cases', () => {
  async function many(n: number) {
    const ids = Array.from({ length: n }, (_, i) => `model-${String(i).padStart(2, '0')}`)
    const models = Object.fromEntries(ids.map(id => [id, { ...flightDelay, id, name: id }]))
    const it = await worldOf({ repository: { ...repository, models } })
    for (const id of ids) {
      const [opened] = caseEvents
      if (opened?.type !== 'case.opened') throw new Error('the first event opens the case')
      await write(it.world, `case/${id}-2001-04-09`, [
        { ...opened, body: { ...opened.body, model: id } } as typeof opened,
      ])
      it.at(new Date(it.world.now().getTime() + 60_000).toISOString())
    }
    return it.world
  }

  test('ten are shown, the oldest first, and how to see the next', async () => {
    const world = await many(23)
    const { words } = await typed(world, 'cases')
    expect(words).toContain('23 cases are open.')
    expect([...words.matchAll(/model-\d\d \(/g)].map(([found]) => found.slice(6, 8))).toEqual([
      '00',
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
    ])
    expect(words).toContain('Page 1 of 3. /kedge cases page 2 shows the next.')
    const last = await typed(world, 'cases page 3')
    expect([...last.words.matchAll(/model-\d\d \(/g)]).toHaveLength(3)
    expect(last.words).toContain('Page 3 of 3. It is the last.')
    expect((await typed(world, 'cases page 4')).words).toMatchInlineSnapshot(`
      "┃ There is no page 4.
      ┃
      ┃ · fix: write a page from 1 to 3"
    `)
  })

  test('and models and status are read by pages as well', async () => {
    const world = await many(11)
    for (const word of ['models', 'status']) {
      const [first, second] = [await typed(world, word), await typed(world, `${word} page 2`)]
      expect(first.words).toContain(`Page 1 of 2. /kedge ${word} page 2 shows the next.`)
      expect(first.words).not.toContain('model-10')
      expect(second.words).toContain('model-10')
    }
  })
})
