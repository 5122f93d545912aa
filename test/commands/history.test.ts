import { expect, test } from 'vitest'
import type { Bodies } from '../../src/core/event-bodies.ts'
import { APPROVED, asked, change, dispatched, mergedBy, voted } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { worldOf, write } from '../fixtures/world.ts'
import { CASE, CHANGE, caseEvents, observed } from '../fixtures/written.ts'

async function aDay() {
  const it = await worldOf({ at: '2001-04-15T06:00:00Z' })
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  it.at('2001-04-16T06:00:00Z')
  await write(it.world, CASE, [...caseEvents, happened('case.taken', 'bo', {})])
  it.at('2001-04-16T09:00:00Z')
  await change(it.world, [...APPROVED, voted('fay', 'deny', 'The hold-out was never looked at.'), mergedBy, dispatched])
  it.at('2001-04-17T06:00:00Z')
  await write(it.world, CHANGE, [happened('change.done', 'kedge', { version: '1.0.0' })])
  return it.world
}

test('[A12] history tells what happened and who did it, oldest first, and where the whole of it is', async () => {
  expect((await typed(await aDay(), 'history flight-delay')).words).toMatchInlineSnapshot(`
    "┃ flight-delay: 10 entries
    ┃
    ┃ • 15 April 2001, 06:00 UTC: 1.1.0 is what runs
    ┃ • 16 April 2001, 06:00 UTC: a case opened: forecast-error, since 2 April 2001
    ┃ • 16 April 2001, 06:00 UTC: the case was taken, by Bo Lindqvist
    ┃ • 16 April 2001, 09:00 UTC: rollback 1.1.0 → 1.0.0 was asked for, by Ana Ruiz: Since the summer timetable the notices are wrong too often.
    ┃ • 16 April 2001, 09:00 UTC: pull request #7 was opened, by Kedge
    ┃ • 16 April 2001, 09:00 UTC: approved by Slack: Bo Lindqvist
    ┃ • 16 April 2001, 09:00 UTC: approved by Slack: Chen Wei
    ┃ • 16 April 2001, 09:00 UTC: denied by Slack: Fay Osei: The hold-out was never looked at.
    ┃ • 16 April 2001, 09:00 UTC: merged as fffffff, by Kedge
    ┃ • 17 April 2001, 06:00 UTC: the change is done: 1.0.0 runs
    ┃
    ┃ · kedge history flight-delay in a clone prints everything, from the record that anyone can verify."
  `)
})

test('[A12] history ends with the day that is named', async () => {
  const world = await aDay()
  expect((await typed(world, 'history flight-delay as-of 2001-04-15')).words).toMatchInlineSnapshot(`
    "┃ flight-delay: 1 entry up to 15 April 2001
    ┃
    ┃ • 15 April 2001, 06:00 UTC: 1.1.0 is what runs
    ┃
    ┃ · kedge history flight-delay --as-of 2001-04-15 in a clone prints everything, from the record that anyone can verify."
  `)
  expect((await typed(world, 'history flight-delay as-of 2001-04-16')).words).not.toContain('1.0.0 runs')
})

test('[A12] history of nothing says so, of what is no day says how to write one, of what is hidden nothing', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'history flight-delay')).words).toContain('nothing has happened yet')
  expect((await typed(world, 'history flight-delay as-of 2001-02-30')).words).toContain('fix: write YYYY-MM-DD')
  expect((await typed(await aDay(), 'history flight-delay', { channel: 'C0LUNCH' })).words).not.toContain('Ana')
})

test('[A12] history says of what moves no version what it is', async () => {
  const { world } = await worldOf()
  const { from: _, to: __, ...request } = asked({ kind: 'hold' }).body as Bodies['change.asked']
  await change(world, [happened('change.asked', 'ana', request)])
  const { words } = await typed(world, 'history flight-delay')
  expect(words).toContain(': hold was asked for, by Ana Ruiz: ')
})
