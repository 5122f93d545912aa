/** What a channel hears on its schedule, by the real parts and a clock that is set by hand. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { MODEL, scenario } from './world.ts'

const EXECUTIVE = `
kind: digest
id: monthly-overview
because: Whoever answers for all of it sees what is on each desk.
channel: C0APPROVALS
audience: executive
at: "08:00"
monthDay: 17
timeZone: America/Chicago
begins: 2001-03-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`.trimStart()

test('[E5] the morning after a breach the channel hears the business first, what is open, and what waits on it', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.passes({ hours: 24 })
  await it.reconciles()
  expect(it.digests('flight-ops')).toHaveLength(1)
  expect(it.digests('flight-ops').at(-1)).toMatchInlineSnapshot(`
    "OPERATIONS, 16 APRIL 2001
    1 case open, 3 KPIs beyond what was agreed, 1 model warned of, 1 thing waiting here and 1 thing waiting elsewhere, 1 late.
    • False notices: 61 → 56 → 67 → 68 → 82 → 83 per 1,000 flights over 6 weeks, worse; beyond its limit of 75 per 1,000 flights
    • Late flights announced: 46 → 43 → 46 → 44 → 41 → 41 % over 6 weeks, worse; short of its target of 45 %
    • Mean error of the forecast: 15.1 → 18.2 → 15.8 → 15.2 → 19.3 → 19.8 min over 6 weeks, worse; beyond its limit of 18.5 min
    • Flights the model never saw: 5.3 → 5.3 → 5.3 → 5.3 → 5.3 → 5.3 % over 6 days, the same; beyond its limit of 5 %
    Open cases, and what is on hold
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, open for 1 day; nobody took it, it is with Ana Ruiz
    Not as wanted
    • Flight delay forecast: warned of Flights the model never saw
    Waits here
    • Flight delay forecast, its case, for 1 day: nobody took it; it is with Ana Ruiz; rollback to 1.0.0 asked for
    Waits elsewhere
    • Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #1), in <#C0APPROVALS>, for 1 day (late, and nobody said why): asked for by Ana Ruiz; needs operations (Bo Lindqvist or Eli Novak) and model-validation (Chen Wei or Fay Osei)
    Since 15 April 2001
    • 17 April 2001: Flight delay forecast, late by the promise approve-in-time
    • 16 April 2001: Flight delay forecast, rollback to 1.0.0 asked for by Ana Ruiz
    • 16 April 2001: Flight delay forecast, a case was opened: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001
    • 16 April 2001: Flight delay forecast, warned of Flights the model never saw
    To detect, act and recover
    • flight-operations (business line): to detect 7 days 6 hours; 1 case open
    • Flight delay forecast: to detect 7 days 6 hours; 1 case open"
  `)
})

test('[E5] the overview has a line for each function, and how long things took', async () => {
  const it = await scenario({ files: { 'policies/monthly-overview.yaml': EXECUTIVE } })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  await it.passes({ hours: 32 })
  await it.reconciles()
  expect(it.digests('approvals')).toHaveLength(2)
  expect(it.digests('approvals').at(-1)).toMatchInlineSnapshot(`
    "OVERVIEW, 17 APRIL 2001
    1 case open, 3 KPIs beyond what was agreed and 1 model warned of.
    • False notices: 61 → 56 → 67 → 68 → 82 → 83 per 1,000 flights over 6 weeks, worse; beyond its limit of 75 per 1,000 flights
    • Late flights announced: 46 → 43 → 46 → 44 → 41 → 41 % over 6 weeks, worse; short of its target of 45 %
    • Mean error of the forecast: 15.1 → 18.2 → 15.8 → 15.2 → 19.3 → 19.8 min over 6 weeks, worse; beyond its limit of 18.5 min
    • Flights the model never saw: 5.3 → 5.3 → 5.3 → 5.3 → 5.3 → 5.3 % over 6 days, the same; beyond its limit of 5 %
    Data science: 1 open case, the oldest for 1 day 8 hours; 1 model warned of; 3 KPIs beyond what was agreed; 1 case opened, 1 more than the month before
    DevOps: what runs is what is wanted; 1 version delivered, 1 more than the month before
    DataOps: all data is there
    ITOps: Kedge works and measures
    Compliance: every rule is kept, and nothing is late; 1 change merged, 1 more than the month before
    1 model by stage and tier
    • Production: 1 medium
    Risk, value and cost
    • Risk: 1 minimal
    • Value: 305,000 USD a month (1 model)
    • Cost: 9,500 USD a month (1 model)
    • Open cases: about 6,800 USD since they began (1 case)
    Nothing is overdue.
    Coverage
    • 1 of 1: a business and a technical owner whom the people policy knows
    • 1 of 1: a KPI that a query measures
    • 1 of 1: a monitor over such a KPI
    • 0 of 1: a profile of its inputs
    • 0 of 1: a validation in force
    Open cases, and what is on hold
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, open for 1 day 8 hours; nobody took it, it is with Ana Ruiz; acted on, 1.0.0 runs since 17 April 2001, 14:00 UTC
    Not as wanted
    • Flight delay forecast: warned of Flights the model never saw
    Since 16 April 2001
    • 17 April 2001: Flight delay forecast, 1.0.0 runs as wanted
    To detect, act and recover
    • flight-operations (business line): to detect 7 days 6 hours; to act 1 day 8 hours; 1 case open
    • Flight delay forecast: to detect 7 days 6 hours; to act 1 day 8 hours; 1 case open
    How long it took
    • From merge to what runs: 1 day 8 hours
    • From a case to an act: 1 day 8 hours
    The same numbers as a file, from a clone: kedge portfolio --digest monthly-overview --format csv"
  `)
})

test('[E5] [E6] what waits says why nobody can approve it any more: its time is over, or somebody denied it', async () => {
  const it = await scenario({ files: { 'policies/monthly-overview.yaml': EXECUTIVE } })
  await it.watch()
  await it.asks()
  const waits = async () => {
    const digest = await it.says('bo', 'approvals', '/kedge digest')
    return digest.split('\n').find(line => line.startsWith('• Roll flight-delay back'))
  }
  expect(await waits()).toMatchInlineSnapshot(
    `"• Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #1), for less than a minute: asked for by Ana Ruiz; needs operations (Bo Lindqvist or Eli Novak) and model-validation (Chen Wei or Fay Osei)"`,
  )
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'The evidence is of one week alone.')
  expect(await waits()).toMatchInlineSnapshot(
    `"• Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #1), for less than a minute: asked for by Ana Ruiz; denied by Chen Wei: “The evidence is of one week alone.” fix: Talk to them: a denial blocks until they take it back, or whoever asked presses Withdraw on its card."`,
  )
  await it.passes({ hours: 25 })
  expect(await waits()).toContain('denied by Chen Wei')
  await it.presses('chen', 'Approve')
  expect(await waits()).toMatchInlineSnapshot(
    `"• Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #1), for 1 day 1 hour (late): asked for by Ana Ruiz; The time to approve ended at 17 April 2001, 06:00 UTC. fix: Ask for the change again."`,
  )
})

test('[E5] what is merged and waits for a delivery by hand is told with who delivers it', async () => {
  const it = await scenario({ files: { 'policies/monthly-overview.yaml': EXECUTIVE } })
  await it.pushesToMain('root', MODEL, text =>
    text.replace('delivery: { workflow: deliver-model.yml }', 'delivery: { manual: { by: bo, remindHours: 24 } }'),
  )
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  const digest = await it.says('bo', 'approvals', '/kedge digest')
  expect(digest.split('\n').filter(line => /merged in|merged, and not/.test(line))).toMatchInlineSnapshot(`
    [
      "• Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, merged in pull request #1), for less than a minute: Bo Lindqvist to bring it to where it runs by hand",
      "• Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, merged in pull request #1), for less than a minute: Bo Lindqvist to bring it to where it runs by hand",
    ]
  `)
  expect(digest).toContain('thing waiting here')
})

test('[C8] a delivery by hand that does not come is told in one thread, with its age, ever calmer, to more people', async () => {
  const it = await scenario()
  await it.pushesToMain('root', MODEL, text =>
    text
      .replace('delivery: { workflow: deliver-model.yml }', 'delivery: { manual: { by: chen, remindHours: 24 } }')
      .replace(/deputies: .*\n/, 'deputies: { technical: bo }\n'),
  )
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  for (let day = 1; day <= 10; day++) {
    it.clock.move(24 * 3_600_000)
    await it.reconciles()
  }
  const all = [...it.air.slack.messages('flight-ops'), ...it.air.slack.messages('approvals')]
  const called = all
    .map(m => [m.thread_ts, messageText(m.blocks)] as const)
    .filter(([, text]) => /o do by hand/.test(text))
  const threads = new Set(called.map(([thread]) => thread))
  expect([threads.size, threads.has(undefined)]).toEqual([1, false])
  expect(called.map(([, text]) => text.split('\n')[0])).toMatchInlineSnapshot(`
    [
      "To do by hand. @U0CHEN please bring flight-delay 1.0.0 to where it runs.",
      "Still to do by hand, for 1 day. @U0CHEN please bring flight-delay 1.0.0 to where it runs.",
      "Still to do by hand, for 3 days. @U0CHEN or @U0ANA or @U0BO please bring flight-delay 1.0.0 to where it runs.",
      "Still to do by hand, for 6 days. @U0CHEN or @U0ANA or @U0BO please bring flight-delay 1.0.0 to where it runs.",
      "Still to do by hand, for 9 days. @U0CHEN or @U0ANA or @U0BO please bring flight-delay 1.0.0 to where it runs.",
    ]
  `)
})

test('[E5] what waits for approval elsewhere is told where its model is, and the overview says that it is late', async () => {
  const overview = EXECUTIVE.replace('C0APPROVALS', 'C0FLIGHTOPS')
  const it = await scenario({ files: { 'policies/monthly-overview.yaml': overview } })
  await it.watch()
  await it.asks()
  await it.passes({ hours: 32 })
  await it.reconciles()
  const told = it.digests('flight-ops').slice(-2)
  expect(told.map(digest => digest.split('\n')[0])).toEqual(['OPERATIONS, 17 APRIL 2001', 'OVERVIEW, 17 APRIL 2001'])
  for (const digest of told) {
    expect(digest).toContain('1 thing waiting elsewhere, 1 late.')
    expect(digest).toMatch(
      /Waits elsewhere\n• Roll flight-delay back .*, in <#C0APPROVALS>, for 1 day 8 hours \(late\): /,
    )
  }
  expect(told[1]).toMatch(/Compliance: .*1 late elsewhere/)
})

test('[E5] where nothing happened it is one line', async () => {
  const it = await scenario({ at: '2001-03-05T12:30:00Z' })
  await it.watch()
  await it.reconciles()
  await it.passes({ days: 1 })
  await it.reconciles()
  expect(it.digests('flight-ops')).toMatchInlineSnapshot(`
    [
      "Quiet since 4 March 2001: nothing fires on Flight delay forecast; Late flights announced 44 % (short of its target of 45 %); False notices 55 per 1,000 flights (as agreed).",
      "Quiet since 5 March 2001: nothing fires on Flight delay forecast; Late flights announced 44 % (short of its target of 45 %); False notices 55 per 1,000 flights (as agreed).",
    ]
  `)
})

test('[E5] that another version runs than is wanted is told for as long as it does, to every audience', async () => {
  const files = Object.fromEntries(
    (['business', 'executive'] as const).map(audience => [
      `policies/daily-${audience}.yaml`,
      EXECUTIVE.replace('monthly-overview', `daily-${audience}`)
        .replace('executive', audience)
        .replace('monthDay: 17\n', ''),
    ]),
  )
  const it = await scenario({ at: '2001-03-05T12:30:00Z', files })
  await it.watch()
  await it.reconciles()
  await it.pushesToMain('root', MODEL, text => text.replace('serving:\n  version: 1.1.0', 'serving:\n  version: 1.0.0'))
  for (let day = 0; day < 3; day++) {
    await it.passes({ days: 1, hours: 1 })
    await it.reconciles()
  }
  const told = [...it.digests('flight-ops').slice(-1), ...it.digests('approvals').slice(-2)]
  expect(told).toHaveLength(3)
  for (const digest of told) {
    expect(digest).toContain('1 model that runs another version')
    expect(digest).toContain('1.1.0 runs, and 1.0.0 is wanted')
    expect(digest).toContain('runs-what-is-wanted')
    expect(digest).not.toContain('All as agreed')
  }
})

test('[E5] [attack 64] it is posted once a day, though everybody looks again and again, and one that was slept through comes late, once', async () => {
  const it = await scenario()
  await it.watch()
  for (let i = 0; i < 3; i++) await it.reconciles()
  const first = it.digests('flight-ops').length
  await it.passes({ days: 3, hours: 8 })
  for (let i = 0; i < 3; i++) await it.reconciles()
  expect([first, it.digests('flight-ops').length]).toEqual([1, 2])
})

test('[E5] one that comes late is titled by its day, and its news is told once', async () => {
  const it = await scenario({ at: '2001-04-16T06:00:00Z' })
  await it.watch()
  await it.reconciles()
  await it.asks()
  // The digest of the 19th is due at six in the morning, Chicago; it comes the day after, at half past five.
  await it.passes({ days: 4, hours: 4, minutes: 30 })
  await it.reconciles()
  await it.passes({ hours: 2 })
  await it.reconciles()
  const told = it.digests('flight-ops').slice(-2)
  expect(told.map(digest => digest.split('\n')[0])).toEqual(['OPERATIONS, 19 APRIL 2001', 'OPERATIONS, 20 APRIL 2001'])
  const news = it
    .digests('flight-ops')
    .flatMap(digest => digest.split('\n').filter(line => /^• \d+ April 2001: /.test(line)))
  expect(news.length).toBeGreaterThan(2)
  expect(new Set(news).size).toBe(news.length)
})

test('[E5] [attack 73] what a channel may not show is in none of its digests', async () => {
  const it = await scenario({
    files: { 'policies/monthly-overview.yaml': EXECUTIVE.replace('C0APPROVALS', 'C0LUNCH') },
  })
  await it.watch()
  await it.asks()
  await it.passes({ hours: 32 })
  await it.reconciles()
  const told = it.digests('lunch').join('\n')
  expect(told).not.toMatch(/flight/i)
  expect(told).toMatchInlineSnapshot(`"Quiet since 17 March 2001: no model is told of here."`)
})

test('[E5] /kedge digest shows what the next one would say, to who asks alone', async () => {
  const it = await scenario()
  await it.watch()
  const before = it.air.slack.messages('flight-ops').length
  expect(await it.says('ana', 'flight-ops', '/kedge digest')).toContain('OPERATIONS, 16 APRIL 2001')
  expect(await it.says('ana', 'lunch', '/kedge digest')).toMatchInlineSnapshot(`
    "No digest comes to this channel.
    fix: add a policy of kind digest that names this channel"
  `)
  expect(it.air.slack.messages('flight-ops')).toHaveLength(before)
})

test('[E5] a day on which nothing new happened is told in few words: what is beyond its limit, what waits, and how old it is', async () => {
  const it = await scenario({ at: '2001-04-17T06:00:00Z' })
  for (let days = 0; days < 5; days++) {
    await it.passes({ hours: 24 })
    await it.reconciles()
  }
  const told = it.digests('flight-ops')
  expect(told.map(digest => digest.split('\n').length)).toEqual([18, 17, 11, 11, 11])
  expect(told.at(-1)).toMatchInlineSnapshot(`
    "OPERATIONS, 21 APRIL 2001
    Nothing new since 21 April 2001: 1 case open, 3 KPIs beyond what was agreed, 1 model warned of and 1 thing waiting here, 1 late.
    • False notices: 61 → 56 → 67 → 68 → 82 → 83 per 1,000 flights over 6 weeks, worse; beyond its limit of 75 per 1,000 flights
    • Late flights announced: 46 → 43 → 46 → 44 → 41 → 41 % over 6 weeks, worse; short of its target of 45 %
    • Mean error of the forecast: 15.1 → 18.2 → 15.8 → 15.2 → 19.3 → 19.8 min over 6 weeks, worse; beyond its limit of 18.5 min
    • Flights the model never saw: 5.3 → 5.3 → 5.3 → 5.3 → 5.3 → 5.3 % over 6 days, the same; beyond its limit of 5 %
    Not as wanted
    • Flight delay forecast: warned of Flights the model never saw
    Waits here
    • Flight delay forecast, its case, for 4 days (late, and nobody said why): nobody took it; it is with Ana Ruiz; nothing was asked for
    All of it: /kedge digest"
  `)
  expect(await it.says('ana', 'flight-ops', '/kedge digest')).toContain('Open cases, and what is on hold')
})

test('[E5] [E6] a digest of few words names the case that is put off, until when and why, and what is on hold', async () => {
  const it = await scenario({ at: '2001-04-17T06:00:00Z' })
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge snooze flight-delay for 7d because waits-for-others the data team looks')
  for (let days = 0; days < 3; days++) {
    await it.passes({ hours: 24 })
    await it.reconciles()
  }
  expect(it.digests('flight-ops').at(-1)).toMatchInlineSnapshot(`
    "OPERATIONS, 19 APRIL 2001
    Nothing new since 19 April 2001: 1 case open, 3 KPIs beyond what was agreed and 1 model warned of.
    • False notices: 61 → 56 → 67 → 68 → 82 → 83 per 1,000 flights over 6 weeks, worse; beyond its limit of 75 per 1,000 flights
    • Late flights announced: 46 → 43 → 46 → 44 → 41 → 41 % over 6 weeks, worse; short of its target of 45 %
    • Mean error of the forecast: 15.1 → 18.2 → 15.8 → 15.2 → 19.3 → 19.8 min over 6 weeks, worse; beyond its limit of 18.5 min
    • Flights the model never saw: 5.3 → 5.3 → 5.3 → 5.3 → 5.3 → 5.3 % over 6 days, the same; beyond its limit of 5 %
    Open cases, and what is on hold
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, open for 3 days; nobody took it, it is with Ana Ruiz. Snoozed until 24 April 2001, 06:00 UTC by Ana Ruiz: it waits for somebody else (the data team looks)
    Not as wanted
    • Flight delay forecast: warned of Flights the model never saw
    All of it: /kedge digest"
  `)
  const held = 'Held while the data team looks at the timetable.'
  await it.pushesToMain('root', MODEL, text =>
    text.replace('  mode: batch', `  mode: batch\n  hold: { since: 2001-04-19, because: ${held} }`),
  )
  for (let days = 0; days < 2; days++) {
    await it.passes({ hours: 24 })
    await it.reconciles()
  }
  const told = it.digests('flight-ops').at(-1)
  expect(told).toContain('Nothing new since')
  expect(told).toContain('on hold since 19 April 2001: Held while the data team looks at the timetable')
})

test('[E5] six readings of nine weeks are no six weeks', async () => {
  const it = await scenario()
  const gone = ['2001-03-12', '2001-03-19', '2001-03-26']
  const told = flightReadings(it.clock.now()).filter(
    ({ start, kpi }) => kpi === 'unseen' || !gone.includes(start.slice(0, 10)),
  )
  await it.store.addReadings(told)
  await it.bot.watch()
  await it.settle()
  const digest = await it.says('ana', 'flight-ops', '/kedge digest')
  expect(digest).toContain('Late flights announced: 42 → 43 → 44 → 46 → 41 → 41 % over 6 readings, worse')
  expect(digest).toContain('% over 6 days, the same')
})

test('[E5] what a playbook asked for is told by its name in a digest, as on the card', async () => {
  const it = await scenario({ files: playbookFile(['retrain']), at: '2001-04-15T20:00:00Z' })
  await it.watch()
  await it.reconciles()
  await it.passes({ hours: 24 })
  await it.reconciles()
  const who = 'asked for by the playbook by-itself, automatically'
  expect(it.digests('flight-ops').at(-1)).toContain(`Flight delay forecast, retrain ${who}`)
  expect(it.card('approvals').toLowerCase()).toContain(who)
  expect(it.digests('flight-ops').at(-1)).not.toContain('by kedge')
})
