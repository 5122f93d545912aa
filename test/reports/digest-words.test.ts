import { expect, test } from 'vitest'
import { type Case, caseFrom } from '../../src/core/case.ts'
import type { DigestFacts, Happening, ModelNews, Waiting } from '../../src/core/digest.ts'
import type { Event, NewEvent } from '../../src/core/event.ts'
import { FUNCTIONS } from '../../src/core/function-counts.ts'
import type { Kpi } from '../../src/core/kpi.ts'
import { portfolioOf } from '../../src/core/portfolio.ts'
import type { Trend } from '../../src/core/trend.ts'
import { type Trouble, troubleFrom } from '../../src/core/trouble.ts'
import { caseText } from '../../src/reports/case-file.ts'
import { digestDocument } from '../../src/reports/digest.ts'
import { functionRows } from '../../src/reports/digest-functions.ts'
import { happenedItems } from '../../src/reports/digest-happened.ts'
import { silentWords, trendBlocks } from '../../src/reports/digest-trends.ts'
import { waitingCounts, waitingItems } from '../../src/reports/digest-waiting.ts'
import { waitsBlocks } from '../../src/reports/digest-waits.ts'
import type { Block } from '../../src/words/document.ts'
import { asked, foldOf, mergedBy, openedPull, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, words } from '../fixtures/world.ts'
import { CASE, CHANGE, caseEvents, NOW, written } from '../fixtures/written.ts'

const SINCE = '2001-04-09T09:00:00.000Z'
const HOUR_MS = 3_600_000

const shown = (...blocks: readonly Block[]) => words({ summary: '', blocks }).replaceAll(/^┃ ?(• )?/gm, '')

const news = (more: Partial<ModelNews> = {}): ModelNews => ({
  ...{
    model: flightDelay,
    serves: true,
    runs: '1.1.0',
    trends: [trend([41])],
    silent: [],
    broken: [],
    warned: [],
    changes: [],
  },
  ...more,
})
const facts = (more: Partial<DigestFacts> = {}): DigestFacts => ({
  ...{
    channel: 'C0FLIGHTOPS',
    audience: 'operations',
    timeZone: 'UTC',
    since: SINCE,
    now: NOW,
    commit: 'c'.repeat(40),
    models: [],
  },
  ...{ waiting: [], happened: [], troubles: [], waits: { stages: [], roles: [], reasons: [] } },
  portfolio: portfolioOf({ models: [], cases: [], changes: [], late: [], events: [], since: SINCE, now: NOW }),
  ...more,
})

const change = foldOf([asked(), openedPull])
const monitors = (caseFrom(written(CASE, caseEvents)) as Case).monitors

test('[E7] what happened is a sentence for each kind of event, of a change and of a case', () => {
  const round = { onset: SINCE, available: SINCE }
  const closed = { ...round, detected: SINCE }
  const ofCase: readonly NewEvent[] = [
    happened('case.again', 'kedge', { ...round, monitors }),
    happened('case.reopened', 'bo', { because: 'the readings were wrong' }),
    happened('case.snoozed', 'bo', { until: NOW, reason: 'expected', says: 'the holidays' }),
    happened('case.closed', 'bo', { ...closed, because: 'it is measured no more' }),
    happened('case.closed', 'bo', closed),
    happened('case.closed', 'kedge', { ...closed, recovered: NOW }),
    happened('model.broke-rule', 'kedge', { model: 'flight-delay', policy: 'a-rule', outcome: 'fail', says: '' }),
    happened('model.broke-rule', 'kedge', { model: 'flight-delay', policy: 'a-rule', outcome: 'unknown', says: '' }),
    happened('model.kept-rule', 'kedge', { model: 'flight-delay', policy: 'a-rule' }),
    happened('promise.late', 'kedge', { sla: 'act-soon', due: NOW, to: [] }),
  ]
  const ofChange: readonly NewEvent[] = [
    asked(),
    mergedBy,
    happened('change.registered', 'kedge', { model: 'flight-delay', version: '1.2.0' }),
    happened('change.done', 'kedge', {}),
    happened('change.done', 'kedge', { version: '1.0.0' }),
    happened('change.closed', 'kedge', { outcome: 'expired', says: 'its time was over' }),
    happened('change.review-owed', 'kedge', { because: 'it was an emergency', due: NOW }),
    happened('change.reviewed', 'chen', { says: 'all was in order' }),
  ]
  const five = ['A', 'B', 'C', 'D', 'E'].map(name => ({ ...flightDelay, name }))
  const all: readonly Happening[] = [
    ...written(CASE, ofCase).map(event => ({ event, models: [flightDelay] })),
    ...written(CHANGE, ofChange).map(event => ({ event, change, models: [] })),
    ...written(CHANGE, [mergedBy]).map(event => ({ event, change, models: five.slice(0, 2) })),
    ...written(CHANGE, [mergedBy]).map(event => ({ event, change, models: five })),
    { event: written(CHANGE, [mergedBy])[0] as Event, models: [] },
  ]
  const items = happenedItems(facts({ happened: all.toReversed() }))
  expect(shown({ is: 'list', items })).toMatchInlineSnapshot(`
    "16 April 2001: Flight delay forecast, its case fired again: mean error of the forecast beyond the agreed limit since 2 April 2001
    16 April 2001: Flight delay forecast, its case was opened again by Bo Lindqvist: the readings were wrong
    16 April 2001: Flight delay forecast, its case was put off by Bo Lindqvist: it was to be expected (the holidays)
    16 April 2001: Flight delay forecast, its case was closed by Bo Lindqvist: it is measured no more
    16 April 2001: Flight delay forecast, its case was closed by Bo Lindqvist
    16 April 2001: Flight delay forecast, its case was closed: recovered 16 April 2001
    16 April 2001: Flight delay forecast, does not keep a-rule
    16 April 2001: Flight delay forecast, does not keep a-rule: nobody can say
    16 April 2001: Flight delay forecast, keeps a-rule again
    16 April 2001: Flight delay forecast, late by the promise act-soon
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, rollback to 1.0.0 asked for by Ana Ruiz
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, rollback to 1.0.0 merged
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, the new version 1.2.0 is registered
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, rollback to 1.0.0 is in force
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, 1.0.0 runs as wanted
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, rollback to 1.0.0 ended: its time was over
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, somebody has to look at it: it was an emergency
    16 April 2001: Roll flight-delay back from 1.1.0 to 1.0.0, looked at by Chen Wei: all was in order
    16 April 2001: A and B, rollback to 1.0.0 merged
    16 April 2001: A, B, C and 2 more, rollback to 1.0.0 merged
    16 April 2001: a change merged"
  `)
})

test('[E5] what was warned of is one line a monitor, and a trouble is one of those it is told to', () => {
  const model = 'flight-delay'
  const warned = (segment: string) =>
    happened('model.warned', 'kedge', { model, monitor: 'm', kpi: 'mae', segment, since: SINCE, value: 20 })
  const over = { model, monitor: 'm', at: NOW, segment: 'AA' }
  const ofModel = (more: Pick<Happening, 'kpi'>, at: string, ...events: readonly NewEvent[]) =>
    events.flatMap(event =>
      written('model/flight-delay', [event], at).map(it => ({ event: it, models: [flightDelay], ...more })),
    )
  const opened = { category: 'technical', says: 's', fix: 'f', since: SINCE } as const
  const ofTrouble = (works: readonly string[], models: Happening['models']) =>
    written('trouble/t', [
      happened('trouble.opened', 'kedge', { ...opened, works }),
      happened('trouble.closed', 'kedge', {}),
    ]).map((event, _, all) => ({ event, models, trouble: troubleFrom(all) as Trouble }))
  const all: readonly Happening[] = [
    ...ofModel({ kpi: 'mae' }, SINCE, warned('AA'), warned('UA')),
    ...ofModel({ kpi: 'mae' }, NOW, happened('model.warning-over', 'kedge', over)),
    ...ofModel({}, SINCE, happened('model.warning-over', 'kedge', { ...over, unwatched: true })),
    ...ofTrouble(['readings'], [flightDelay]),
    ...ofTrouble(['measuring'], [flightDelay]),
    ...ofTrouble(['say', 'show-case'], []),
    ...ofTrouble(['cards of cases'], []),
  ]
  const items = happenedItems(facts({ happened: all.toReversed() }))
  expect(shown({ is: 'list', items })).toMatchInlineSnapshot(`
    "9 April 2001: Flight delay forecast, warned of Mean error of the forecast (UA and AA)
    16 April 2001: Flight delay forecast, no longer warned of Mean error of the forecast (AA)
    9 April 2001: Flight delay forecast, no longer warned of m (AA), which is watched no more
    16 April 2001: Flight delay forecast, without data
    16 April 2001: Flight delay forecast, no longer without data, after 7 days
    16 April 2001: Flight delay forecast, stuck with measuring
    16 April 2001: Flight delay forecast, no longer stuck with measuring, after 7 days
    16 April 2001: Kedge, stuck with say and show-case
    16 April 2001: Kedge, no longer stuck with say and show-case, after 7 days
    16 April 2001: Kedge, holding back cards of cases
    16 April 2001: Kedge, no longer holding back cards of cases, after 7 days"
  `)
})

test('[E7] what waits says what it is, where, for how long, whether it is late and on whom', () => {
  const it = caseFrom(written(CASE, caseEvents)) as Case
  const since = '2001-04-16T07:00:00.000Z'
  const approval = { is: 'approval' as const, change, since, late: false, missing: [] }
  const stands = { says: 'Its time is over.', fix: 'ask again: `/kedge rollback`' }
  const review = { because: 'it was an emergency', due: '2001-04-18T09:00:00.000Z' }
  const waiting = [
    approval,
    { ...approval, missing: [{ role: 'operations', people: ['bo', 'chen'] }] },
    {
      ...approval,
      missing: [
        { role: 'operations', people: [] },
        { role: 'risk', people: ['bo'] },
      ],
    },
    { ...approval, late: true, stands, elsewhere: {} },
    { ...approval, late: true, stands: { ...stands, denied: { by: 'bo' } }, elsewhere: { channel: 'C0OTHER' } },
    { ...approval, change: foldOf([asked()]), stands: { ...stands, denied: { by: 'bo', because: 'too soon' } } },
    { is: 'case', it: { ...it, taken: false }, model: flightDelay, since, late: true },
    {
      ...{ is: 'case', it: { ...it, taken: true }, model: flightDelay, since, late: true },
      ...{ asked: change, why: { reason: 'being-fixed', says: 'by Friday' } },
    },
    { is: 'case', it, model: flightDelay, since, late: false, asked: { ...change, closed: {} } },
    { is: 'review', change: { ...change, review }, since, late: false },
    { is: 'review', change: { ...foldOf([asked()]), review }, since, late: false },
    { is: 'delivery', change, by: ['bo'], since, late: false },
    { is: 'case', it, model: flightDelay, since, late: false, asked: foldOf([asked(), openedPull, mergedBy]) },
    { is: 'drop', it: { name: 'readings.csv', by: 'ana' }, since, late: false },
    { is: 'sighting', it: { name: 'A chat bot', reports: [{ by: 'ana' }] }, asks: ['bo', 'chen'], since, late: false },
  ] as readonly unknown[] as readonly Waiting[]
  expect(shown({ is: 'list', items: waitingItems(waiting, NOW) })).toMatchInlineSnapshot(`
    "Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #7), for 2 hours: asked for by Ana Ruiz, nobody is missing: its check or its merge is
    Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #7), for 2 hours: asked for by Ana Ruiz; needs operations (Bo Lindqvist or Chen Wei)
    Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #7), for 2 hours: asked for by Ana Ruiz; needs operations (nobody can give it) and risk (Bo Lindqvist)
    Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #7), its card not posted yet, for 2 hours (late): asked for by Ana Ruiz; Its time is over. fix: ask again: /kedge rollback
    Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #7), in #C0OTHER, for 2 hours (late): asked for by Ana Ruiz; denied by Bo Lindqvist fix: ask again: /kedge rollback
    Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0), for 2 hours: asked for by Ana Ruiz; denied by Bo Lindqvist: “too soon” fix: ask again: /kedge rollback
    Flight delay forecast, its case, for 2 hours (late, and nobody said why): nobody took it; it is with Ana Ruiz; nothing was asked for
    Flight delay forecast, its case, for 2 hours (late: somebody is working on it (by Friday)): Ana Ruiz has it; rollback to 1.0.0 asked for
    Flight delay forecast, its case, for 2 hours: nobody took it; it is with Ana Ruiz; rollback to 1.0.0 asked for, which came to nothing
    Roll flight-delay back from 1.1.0 to 1.0.0 (in force, pull request #7), for 2 hours: it was an emergency; until 18 April 2001, 09:00 UTC
    Roll flight-delay back from 1.1.0 to 1.0.0 (in force), for 2 hours: it was an emergency; until 18 April 2001, 09:00 UTC
    Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, merged in pull request #7), for 2 hours: Bo Lindqvist to bring it to where it runs by hand
    Flight delay forecast, its case, for 2 hours: nobody took it; it is with Ana Ruiz; rollback to 1.0.0 merged, and not in force yet
    The file readings.csv, for 2 hours: dropped by Ana Ruiz, and nobody has said yes to what would be stored
    A chat bot, in use and not registered, for 2 hours: reported by Ana Ruiz; asked is Bo Lindqvist; asked is Chen Wei"
  `)
  expect(waitingCounts(facts({ waiting }))).toMatchInlineSnapshot(`
    [
      "13 things waiting here, 2 late",
      "2 things waiting elsewhere, 2 late",
    ]
  `)
  expect(waitingCounts(facts({ waiting: waiting.slice(0, 1) }))).toEqual(['1 thing waiting here'])
})

const kpi = { name: 'Found', kind: 'business', unit: '%', direction: 'higher-is-better', query: 'q' } as const
const weekBefore = (weeks: number) => new Date(Date.parse('2001-04-16T00:00:00Z') - weeks * 604_800_000).toISOString()
const trend = (values: readonly number[], more: Partial<Kpi> = {}, silent = false): Trend => ({
  ...{ id: 'found', kpi: { ...kpi, ...more } as Kpi, every: 'week', silent },
  values: values.map((value, i) => ({ end: weekBefore(values.length - 1 - i), value })),
})

test('[E7] a trend says where it goes, and how it stands to what was agreed', () => {
  const trends = [
    trend([46, 44, 39], { limit: 40 }),
    trend([43, 44], { limit: 40, target: 45 }),
    trend([41, 41], { limit: 40 }),
    trend([41]),
    trend([41, 40], {}, true),
  ]
  expect(shown(...trendBlocks(facts({ models: [news({ trends })] })))).toMatchInlineSnapshot(`
    "Found: 46 → 44 → 39 % over 3 weeks, worse; beyond its limit of 40 %
    Found: 43 → 44 % over 2 weeks, better; short of its target of 45 %
    Found: 41 → 40 % over 2 weeks, worse; nothing newer than 16 April 2001
    Found: 41 %; nothing was agreed
    Found: 41 → 41 % over 2 weeks, the same; as agreed"
  `)
  const two = [news(), news({ trends: [] })]
  expect(shown(...trendBlocks(facts({ models: two })))).toBe('Flight delay forecast, Found: 41 %; nothing was agreed')
  const silent = [trend([], {}, true), trend([41], { name: 'Lost' }, true)]
  const items = silentWords([news({ trends: silent.slice(0, 1) }), news({ trends: silent })])
  expect(shown({ is: 'list', items })).toMatchInlineSnapshot(`
    "Flight delay forecast: Found; there never was a reading
    Flight delay forecast: Found and Lost; the newest reading ended 16 April 2001"
  `)
})

test('[E5] of many trends the worst are told, the business first, and of the others how they stand', () => {
  const beyond = { limit: 40, kind: 'technical' } as const
  const trends = [
    ...Array.from({ length: 8 }, () => trend([41], { limit: 40 })),
    ...Array.from({ length: 3 }, () => trend([43], { target: 45 })),
    ...Array.from({ length: 9 }, () => trend([39], { ...beyond, name: 'Error' })),
    trend([38], { limit: 40, name: 'Lost' }),
    trend([41, 40], { limit: 40 }, true),
    trend([41]),
  ]
  const told = shown(...trendBlocks(facts({ models: [news({ trends })] })))
  const lines = told.split('\n').filter(line => line !== '')
  expect(lines.map(line => line.slice(0, line.indexOf(':')))).toEqual([
    ...['Lost', 'Found', 'Found'],
    ...Array.from({ length: 9 }, () => 'Error'),
    expect.stringContaining('11 KPIs more'),
  ])
  expect(lines.at(-1)).toBe(
    '· and 11 KPIs more (1 short of a target, 1 with nothing newer, 1 with nothing agreed and 8 as agreed): /kedge status',
  )
})

test('[E7] a digest begins with what it counts, or says that it is quiet', () => {
  const trouble = { id: 't', says: 's', fix: 'f', since: SINCE, opened: SINCE, works: ['measure'], told: {}, cards: [] }
  const [event] = written(CHANGE, [mergedBy])
  const summaries = [
    facts(),
    facts({ models: [news({ trends: [trend([])] })] }),
    facts({ models: [news(), news({ trends: [trend([43])] })] }),
    facts({ models: [news({ warned: ['Found'] })] }),
    facts({ happened: event ? [{ event, change, models: [] }] : [] }),
    facts({ troubles: [trouble] }),
    facts({
      audience: 'compliance',
      portfolio: { ...facts().portfolio, overdue: [{ of: 'finding', count: 2 }] },
    }),
  ].map(it => digestDocument(it).summary)
  expect(summaries).toMatchInlineSnapshot(`
    [
      "Quiet since 9 April 2001: no model is told of here",
      "Operations, 16 April 2001: 1 model unmeasured",
      "Quiet since 9 April 2001: nothing fires on 2 models; Flight delay forecast, Found 41 % (nothing was agreed); Flight delay forecast, Found 43 % (nothing was agreed)",
      "Operations, 16 April 2001: 1 model warned of",
      "Operations, 16 April 2001: 1 piece of news",
      "Operations, 16 April 2001: 1 trouble of Kedge itself",
      "Compliance, 16 April 2001: 2 things overdue by the files",
    ]
  `)
})

test('[E7] each function says what is on its desk, of many models the first', () => {
  const counts = FUNCTIONS.map(of => ({ of, counts: [] }))
  const portfolio = { ...facts().portfolio, functions: counts }
  const other = (name: string) => news({ model: { ...flightDelay, name }, runs: '0.9.0', broken: ['a-rule'] })
  const rows = (more: Partial<DigestFacts>) => shown({ is: 'facts', rows: functionRows(facts({ portfolio, ...more })) })
  expect(rows({ models: [news()] })).toMatchInlineSnapshot(`
    "Data science  every model does as agreed
    DevOps        what runs is what is wanted
    DataOps       all data is there
    ITOps         Kedge works and measures
    Compliance    every rule is kept, and nothing is late"
  `)
  const merged = foldOf([asked(), openedPull, mergedBy])
  const drifted = trend([50], { limit: 1, direction: 'lower-is-better', drift: {} } as Partial<Kpi>)
  const models = [
    ...['A', 'B', 'C', 'D', 'E'].map(other),
    news({ trends: [drifted, trend([], {}, true)], warned: ['Found'], changes: [merged] }),
  ]
  const late = { since: SINCE, late: true }
  const waiting: readonly Waiting[] = [
    { ...late, is: 'review', change },
    { ...late, is: 'review', change, elsewhere: {} },
  ]
  const it = caseFrom(written(CASE, caseEvents)) as Case
  expect(rows({ models: [...models, news({ open: it })], waiting })).toMatchInlineSnapshot(`
    "Data science  1 open case, the oldest for less than a minute; 1 model warned of; 1 KPI beyond what was agreed; what lacks data nobody can judge
    DevOps        A, B, C and 2 other models run another version than is wanted; 1 delivery on the way
    DataOps       1 KPI of Flight delay forecast without data; inputs of Flight delay forecast have drifted
    ITOps         Kedge works and measures
    Compliance    5 rules not kept now by A, B, C and 2 other models; 1 late here; 1 late elsewhere; 2 reviews owed"
  `)
  expect(rows({ models: [other('A')] })).toContain('A runs another version than is wanted')
})

test('[E7] what took time is told by stage, by role and by reason', () => {
  const wait = { count: 3, medianMs: HOUR_MS, longestMs: 30 * HOUR_MS }
  const waits = {
    stages: [{ stage: 'approval' as const, ...wait }],
    roles: [{ role: 'operations', ...wait }],
    reasons: [{ reason: 'expected' as const, ...wait }],
  }
  expect(shown(...waitsBlocks(facts({ waits })))).toMatchInlineSnapshot(`
    "How long it took

    From asking to approval: 1 hour (median of 3 times, 1 day 6 hours at most)
    The word of operations: 1 hour (median of 3 times, 1 day 6 hours at most)
    Put off: it was to be expected: 1 hour (median of 3 times, 1 day 6 hours at most)"
  `)
})

test('[E7] a case file says that a review was owed, and by whom it was done', () => {
  const owed = happened('change.review-owed', 'kedge', { because: 'it was an emergency', due: NOW })
  const text = (...more: readonly NewEvent[]) =>
    caseText({
      ...{ change: foldOf([...WAITING, owed, ...more]), story: { people: {}, events: [] } as never },
      ...{ rules: 'c1', head: { n: 9, hash: 'h1' }, notes: ['the rules of then.'] },
    })
  expect(text()).toMatchInlineSnapshot(`
    "# change/00000001: rollback 1.1.0 → 1.0.0, pull request 7.
    # Roll flight-delay back from 1.1.0 to 1.0.0
    # From the record up to line 9, h1; people and policies as of commit c1.
    # A review was owed since it was an emergency: until 2001-04-16T09:00:00.000Z.
    # NOT ON RECORD: the rules of then.
    people: {}
    events: []
    "
  `)
  expect(text(happened('change.reviewed', 'chen', { says: 'all was in order' }))).toContain(
    '# A review was owed since it was an emergency: reviewed by chen.',
  )
})
