import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { pushedModel } from '../fixtures/desk.ts'
import { channelOfFiles, csv, LOOK, ROWS } from './dropped.ts'

test('[D2] a CSV dropped in a model’s channel is shown before it is stored, and then says who stored what', async () => {
  const it = await channelOfFiles()
  const { ts } = await it.drops('ana', csv(...ROWS))
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "

        week-15.csv holds readings, brought by Ana Ruiz. Nothing of it is stored yet.
        [ See what would be stored ]"
  `)
  expect(await it.looks('mara')).toMatchInlineSnapshot(`
    "week-15.csv
    Model: Flight delay forecast
    KPIs: mae and announced
    Periods: 2 April 2001 to 16 April 2001, end excluded
    Readings: 3 readings: 3 new, 0 revised, 0 stored already
    KPI        Version  Start         Value      n  Segment  Is
    ─────────  ───────  ────────────  ─────  ─────  ───────  ───
    mae        1.1.0    2 April 2001   19.5  30000           new
    mae        1.1.0    9 April 2001  20.25  31000           new
    announced  1.1.0    9 April 2001     41  31000           new
    "
  `)
  expect(await it.stored()).toEqual([])
  expect((await it.sends('mara')).told).toMatchInlineSnapshot(
    `"week-15.csv is being stored; the message below it says when that is done."`,
  )
  expect(await it.stored()).toMatchInlineSnapshot(`
    [
      "mae 1.1.0 2001-04-02 19.5 30000",
      "announced 1.1.0 2001-04-09 41 31000",
      "mae 1.1.0 2001-04-09 20.25 31000",
    ]
  `)
  const below = it.air.slack.thread('flight-ops', ts)
  expect(below.map(m => messageText(m.blocks))).toMatchInlineSnapshot(`
    [
      "week-15.csv: 3 readings of Flight delay forecast stored, by Mara Costa on 16 April 2001, 06:00 UTC: 3 new, 0 revised, 0 stored already.",
    ]
  `)
  expect(await it.says('ana', 'flight-ops', '/kedge history flight-delay')).toContain(
    'readings of a dropped file were stored, by Mara Costa: 3 new, 0 revised, 0 stored already',
  )
  expect(it.log.lines.filter(line => line.startsWith('error'))).toEqual([])
})

test('[D2] a later file says what is new, what it would replace and what is there already', async () => {
  const it = await channelOfFiles()
  await it.drops('ana', csv(...ROWS))
  await it.looks('ana')
  await it.sends('ana')
  it.clock.move(60_000)
  const more = ['flight-delay,unseen,1.1.0,2001-04-15,3.5,4000', 'flight-delay,mae,1.1.0,2001-04-02,19,30001']
  await it.drops('bo', csv(ROWS[1] ?? '', ...more))
  expect(await it.looks('bo')).toMatchInlineSnapshot(`
    "week-15.csv
    Model: Flight delay forecast
    KPIs: mae and unseen
    Periods: 2 April 2001 to 16 April 2001, end excluded
    Readings: 3 readings: 1 new, 1 revised, 1 stored already
    Would be replaced
    • mae of 1.1.0, 2 April 2001: 19.5 (n 30000) → 19 (n 30001)
    KPI     Version  Start          Value      n  Segment  Is
    ──────  ───────  ─────────────  ─────  ─────  ───────  ───────
    mae     1.1.0    9 April 2001   20.25  31000           stored
    unseen  1.1.0    15 April 2001    3.5   4000           new
    mae     1.1.0    2 April 2001      19  30001           revised
    "
  `)
  await it.sends('bo')
  expect(await it.stored()).toMatchInlineSnapshot(`
    [
      "mae 1.1.0 2001-04-02 19 30001",
      "announced 1.1.0 2001-04-09 41 31000",
      "mae 1.1.0 2001-04-09 20.25 31000",
      "unseen 1.1.0 2001-04-15 3.5 4000",
    ]
  `)
  expect(it.chat('flight-ops')).toContain('1 new, 1 revised, 1 stored already')
})

test('[D2] a wrong line stores nothing: each is shown with its line, why, and what to do', async () => {
  const it = await channelOfFiles()
  const wrong = [
    'flight-delay,mae,1.1.0,2001-04-03,19.5,30000',
    'flight-delay,maee,1.1.0,2001-04-02,19.5,30000',
    'flight-delay,mae,1.1.0,2001-04-16,19.5,30000',
    'flight-delay,mae,1.1.0,2001-04-09,n/a,30000',
    'flight-delay,mae,1.1.0,2001-04-09,=1+1,30000',
    'churn,mae,1.1.0,2001-04-09,19.5,30000',
    'flight-delay,mae,1.1.0,2001-04-02,19.5',
    'flight-delay,mae,1.1.0,2001-04-02,18.5,30000',
  ]
  await it.drops('ana', csv(ROWS[0] ?? '', ...wrong))
  expect(await it.looks('ana')).toMatchInlineSnapshot(`
    "week-15.csv
    Nothing would be stored. Mend the file, and drop it again.
    • line 3: start 2001-04-03 does not start a week in UTC. fix: Send the day of its Monday.
    • line 4: flight-delay has no KPI maee that is pushed. Did you mean mae? fix: Write announced, mae, false_notices or unseen, or let its query name a connection of type push in models/flight-delay.yaml
    • line 5: The period of start 2001-04-16 is not over. fix: Send it when it is over, and see the clock.
    • line 6: value is n/a, not a number. fix: Write it with a point and without anything else: 81.5
    • line 7: value is =1+1, not a number. fix: Write it with a point and without anything else: 81.5
    • line 8: churn is no model of this channel whose readings you may bring. fix: Write flight-delay, or have one of its owners drop the file in its own channel
    • line 9: It has 5 cells, and there are 6 columns. fix: Give each column its cell; put a cell that holds a comma in double quotes.
    • line 10: It contradicts line 2: another value of the same period. fix: Send one of the two."
  `)
  expect(it.person('ana').modal()?.submit).toBeFalsy()
  expect(await it.stored()).toEqual([])
})

test('[D2] what is stored already is shown as such, and there is nothing to press', async () => {
  const it = await channelOfFiles()
  await it.drops('ana', csv(...ROWS))
  await it.looks('ana')
  await it.sends('ana')
  await it.drops('mara', csv(...ROWS))
  expect(await it.looks('mara')).toContain('All of it is stored already: nothing to do.')
  expect(it.person('mara').modal()?.submit).toBeFalsy()
})

test('[D2] a double click, a redelivery and two people at once store it once (attack 36)', async () => {
  const it = await channelOfFiles()
  const { payload, ts } = await it.drops('ana', csv(...ROWS))
  await it.air.slack.raw('events_api', payload, { retry: { num: 1, reason: 'http_timeout' } })
  await it.air.slack.raw('events_api', { ...payload, event_id: 'Ev-again' })
  await it.settle()
  expect(it.air.slack.thread('flight-ops', ts)).toHaveLength(1)
  await it.looks('ana')
  await it.looks('mara')
  const [ana, mara] = [it.person('ana'), it.person('mara')]
  const click = () => ana.payload.submit(ana.modal() ?? fail(), {})
  const again = click()
  await Promise.all([
    it.air.slack.raw('interactive', again, { twice: true }),
    it.air.slack.raw('interactive', click()),
    mara.submit({}),
  ])
  await it.settle()
  const events = await it.events(`drop/${payload.event.file_id}-C0FLIGHTOPS`)
  expect(events.filter(e => e.type === 'drop.accepted')).toHaveLength(1)
  expect(events.filter(e => e.type === 'drop.stored').map(e => e.body)).toMatchObject([{ fresh: 3, same: 0 }])
  expect(await it.stored()).toHaveLength(3)
  const told = [...it.whispers('ana'), ...it.whispers('mara')]
  expect(told.filter(words => words.includes('is being stored;'))).toHaveLength(1)
  expect(told.filter(words => /is being stored already|was stored already/.test(words))).toHaveLength(2)
})

test('[D2] in a channel of several models the file says of which it is, or the form asks', async () => {
  const second = (await pushedModel())
    .replace('id: flight-delay', 'id: gate-delay')
    .replace(/name: Flight delay.*/, 'name: Gate delay')
  const it = await channelOfFiles({
    files: { 'models/gate-delay.yaml': second },
    parts: { pushes: { 'delay-desk': { type: 'push', token: 'x' } } },
  })
  await it.drops('ana', 'kpi,version,start,value,n\nmae,1.1.0,2001-04-09,20.25,31000\n')
  expect(await it.looks('ana')).toMatchInlineSnapshot(`
    "week-15.csv
    A column model in the file would say it.
    Of which model are these readings? [ Choose one ▾ ]"
  `)
  expect(await it.looks('mara')).toContain('Of which model')
  await it.sends('ana', { model: 'gate-delay' })
  expect(messageText(it.person('ana').modal()?.blocks ?? [])).toContain('Model: Gate delay')
  expect((await it.sends('ana')).told).toContain('is being stored')
  expect(await it.stored()).toEqual([])
  const late = await it.sends('mara', { model: 'flight-delay' })
  expect(late.told).toContain('week-15.csv was stored already, by Ana Ruiz.')
  expect(await it.store.readings({ model: 'gate-delay' })).toHaveLength(1)
  it.clock.move(60_000)
  await it.drops('ana', csv(...ROWS, 'gate-delay,mae,1.1.0,2001-04-02,18,29000'))
  expect(await it.looks('ana')).toContain('Models: Flight delay forecast and Gate delay')
  await it.sends('ana')
  expect(it.chat('flight-ops')).toContain('4 readings of Flight delay forecast and Gate delay stored')
})

test('[D2] over Socket Mode it is the same', async () => {
  const it = await channelOfFiles({ door: 'socket' })
  await it.drops('ana', 'kpi,version,start,value,n\nmae,1.1.0,2001-04-09,20.25,31000\n')
  expect(await it.looks('ana')).toContain('Readings: 1 reading: 1 new, 0 revised, 0 stored already')
  await it.sends('ana')
  expect(await it.stored()).toEqual(['mae 1.1.0 2001-04-09 20.25 31000'])
})

test('[D2] a file in the thread of a message is answered in that thread', async () => {
  const it = await channelOfFiles()
  const { ts: thread } = await it.drops('ana', 'a,b\n1,2\n')
  await it.drops('ana', csv(...ROWS), { thread })
  expect(it.holding('flight-ops', LOOK).thread_ts).toBe(thread)
})

test('[D2] of any other file nothing is said', async () => {
  const it = await channelOfFiles()
  const said = () => it.air.slack.messages('flight-ops').filter(m => m.text !== '').length
  await it.drops('ana', 'date,delay,origin\n2001-04-02,12,JFK\n')
  await it.drops('ana', csv(...ROWS), { name: 'notes.txt' })
  await it.drops('ana', Buffer.from('89504e470d0a1a0a', 'hex'), { name: 'chart.csv' })
  await it.drops('dana', 'a,b\n1,2\n')
  await it.person('ana').drops('lunch', { name: 'week.csv', text: csv(...ROWS) })
  await it.settle()
  expect(said()).toBe(0)
  expect(['ana', 'dana'].flatMap(who => it.whispers(who))).toEqual([])
})

test('[D2] a head that is meant for readings and is wrong is offered, and the form says what is wrong', async () => {
  const it = await channelOfFiles()
  await it.drops('ana', `model;kpi;version;start;value;n\n${ROWS[0]?.replaceAll(',', ';')}\n`)
  expect(await it.looks('ana')).toMatch(/line 1: Its columns are not parted by commas.*Save it as CSV with commas/)
  await it.person('ana').dismiss()
  await it.drops('ana', Buffer.from(`${csv(...ROWS)}flight-delay,mae,1.1.0,2001-03-26,19,1,Z\xfcrich`, 'latin1'))
  expect(await it.looks('ana')).toContain('It is not UTF-8. fix: Save it as CSV in UTF-8.')
  expect(it.holding('flight-ops', LOOK)).toBeDefined()
})

function fail(): never {
  throw new Error('no form is open')
}
