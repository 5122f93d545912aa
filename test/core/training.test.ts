import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideTraining,
  NO_TRAINING_NOW,
  type NoTrainingThen,
  scheduleDue,
  type Training,
  type TrainingQuestion,
} from '../../src/core/training.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const DAY = 86_400_000
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString()
const dayAgo = (days: number) => ago(days).slice(0, 10)
const BOTH = {
  triggers: ['schedule', 'new-data'],
  schedule: { everyDays: 30 },
  newData: { query: 'q', rows: 100 },
} as const
const scheduled = { triggers: ['schedule'], schedule: { everyDays: 30 } } as const
const fed = { triggers: ['new-data'], newData: { query: 'q', rows: 100 } } as const
const rows = (daysAgo: number, n: number) => ({ start: ago(daysAgo), end: ago(daysAgo - 1), n })
const question = (retraining: object, more: Partial<TrainingQuestion> = {}): TrainingQuestion => ({
  ...{ retraining, dated: { is: 'passed', on: ago(40) }, rows: [], onHold: false, busy: false, now: NOW },
  ...more,
})
const said = (it: Training): string => {
  if (it.is === 'left') return it.why
  if (it.is === 'unsure') return `unsure: ${it.at ?? 'undated'}`
  return `${it.trigger} since it ${it.since.is}${it.trigger === 'new-data' ? `, ${it.rows} rows` : ''}`
}
const passed = (days: number): Partial<TrainingQuestion> => ({ dated: { is: 'passed', on: ago(days) } })

describe('[D8] a model asks for a training by itself', () => {
  const table: readonly (readonly [string, object, Partial<TrainingQuestion>, string])[] = [
    ['when what runs is as old as its schedule says, to the minute', scheduled, passed(30), 'schedule since it passed'],
    ['and not a minute before', scheduled, passed(30 - 1 / 1440), 'not-due'],
    [
      'counted from the end of the last day it learnt from',
      scheduled,
      { dated: { is: 'trained', on: '2026-01-31' }, now: new Date('2026-03-03T00:00:00Z') },
      'schedule since it trained',
    ],
    [
      'which is not over before that day is',
      scheduled,
      { dated: { is: 'trained', on: '2026-01-31' }, now: new Date('2026-03-02T23:59:00Z') },
      'not-due',
    ],
    ['or from when it was seen to run', scheduled, { dated: { is: 'runs', on: ago(31) } }, 'schedule since it runs'],
    ['not where nothing may ask by itself', { ...BOTH, triggers: ['breach', 'request'] }, passed(900), 'not-due'],
    [
      'not where a schedule stands beside triggers that leave it out',
      { ...scheduled, triggers: [] },
      passed(900),
      'not-due',
    ],
    ['not where nobody says how often', { triggers: ['schedule', 'new-data'] }, passed(900), 'not-due'],
    [
      'not when somebody has asked since, whoever it was',
      { ...scheduled, requests: [{ on: dayAgo(20) }] },
      passed(90),
      'not-due',
    ],
    [
      'when that is as long ago',
      { ...scheduled, requests: [{ on: dayAgo(60) }, { on: dayAgo(31) }] },
      passed(90),
      'schedule since it asked',
    ],
    [
      'not again after it was denied, until as many days have passed',
      scheduled,
      { ...passed(90), asked: ago(29) },
      'not-due',
    ],
    ['and then once more', scheduled, { ...passed(90), asked: ago(30) }, 'schedule since it asked'],
    ['not while it is on hold and serves nobody', scheduled, { ...passed(90), onHold: true }, 'on-hold'],
    ['not while another change is on its way', scheduled, { ...passed(90), busy: true }, 'change-open'],
    [
      'not before the model has cooled down',
      { ...scheduled, coolDownDays: 60, requests: [{ on: dayAgo(50) }] },
      passed(90),
      'cooling-down',
    ],
    [
      'not as long as a denied one has to cool down',
      { ...fed, coolDownDays: 5 },
      { rows: [rows(2, 500)], asked: ago(4) },
      'cooling-down',
    ],
    [
      'at most once a day, however few rows are enough',
      fed,
      { rows: [{ start: ago(0.8), end: ago(0.1), n: 500 }], asked: ago(0.9) },
      'cooling-down',
    ],
    [
      'not more often than it may in a quarter',
      { ...scheduled, mostPerQuarter: 2, requests: [{ on: dayAgo(91) }, { on: dayAgo(35) }] },
      passed(300),
      'most-reached',
    ],
    [
      'again when the first of them is older than a quarter',
      { ...scheduled, mostPerQuarter: 2, requests: [{ on: dayAgo(93) }, { on: dayAgo(35) }] },
      passed(300),
      'schedule since it asked',
    ],
    [
      'when enough rows have come since',
      fed,
      { rows: [rows(30, 60), rows(20, 40)] },
      'new-data since it passed, 100 rows',
    ],
    ['not for one row less', fed, { rows: [rows(30, 60), rows(20, 39)] }, 'not-due'],
    ['not for rows it learnt from', fed, { rows: [rows(41, 900), rows(40.5, 900)] }, 'not-due'],
    ['not for rows of a period that is not over', fed, { rows: [rows(0.5, 900)] }, 'not-due'],
    [
      'not for rows that came before the last one was asked for',
      fed,
      { rows: [rows(9, 900)], asked: ago(8) },
      'not-due',
    ],
    ['first by its schedule where both are due', BOTH, { rows: [rows(20, 900)] }, 'schedule since it passed'],
    [
      'by its rows where the schedule is not due',
      BOTH,
      { ...passed(20), rows: [rows(9, 900)] },
      'new-data since it passed, 900 rows',
    ],
    ['not where nobody knows how old it is', scheduled, { dated: undefined }, 'unsure: undated'],
    [
      '[attack] not from a day of the file that is to come',
      scheduled,
      { dated: { is: 'trained', on: '2206-01-01' } },
      'unsure: trained',
    ],
    [
      '[attack] not as if a training had been asked for on a day to come',
      { ...scheduled, requests: [{ on: '2206-01-01' }] },
      passed(90),
      'unsure: requests',
    ],
    [
      '[attack] and is not unsure when a clock jumps back over midnight',
      { ...scheduled, requests: [{ on: '2026-03-03' }] },
      passed(90),
      'not-due',
    ],
    [
      '[attack] not twice when a clock jumps back to before it asked',
      scheduled,
      { ...passed(90), asked: ago(-1) },
      'not-due',
    ],
    [
      '[attack] not never again when a clock that was years ahead had noted it',
      scheduled,
      { ...passed(90), asked: ago(-3000) },
      'schedule since it passed',
    ],
  ]
  test.each(table)('%s', (_, retraining, more, expected) => {
    expect(said(decideTraining(question(retraining, more)))).toBe(expected)
  })

  test('has a row for each reason not to', () => {
    const shown = new Set(table.map(([, , , expected]) => expected))
    expect(NO_TRAINING_NOW.filter(why => !shown.has(why))).toEqual([])
  })
})

/** A year of days: what the file says, what is merged or denied, and when somebody looks. */
const years = fc.record({
  everyDays: fc.integer({ min: 1, max: 60 }),
  rows: fc.integer({ min: 1, max: 300 }),
  coolDownDays: fc.integer({ min: 0, max: 40 }),
  mostPerQuarter: fc.integer({ min: 1, max: 5 }),
  looks: fc.array(
    fc.record({ hours: fc.double({ min: 0.1, max: 72, noNaN: true }), isMerged: fc.boolean(), n: fc.nat({ max: 90 }) }),
    { maxLength: 150 },
  ),
})
type Year = typeof years extends fc.Arbitrary<infer T> ? T : never

function lived({ looks, everyDays, rows: enough, ...limits }: Year, again = 1) {
  const asks: { at: number; isMerged: boolean }[] = []
  const came: { start: string; end: string; n: number }[] = []
  let now = NOW.getTime()
  for (const { hours, isMerged, n } of looks) {
    const start = new Date(now).toISOString()
    now += hours * 3_600_000
    came.push({ start, end: new Date(now).toISOString(), n })
    for (let time = 0; time < again; time++) {
      const requests = asks.filter(it => it.isMerged).map(({ at }) => ({ on: new Date(at).toISOString().slice(0, 10) }))
      const last = asks.at(-1)
      const asked = last && { asked: new Date(last.at).toISOString() }
      const retraining = {
        ...{ ...BOTH, schedule: { everyDays }, newData: { query: 'q', rows: enough } },
        ...{ ...limits, requests },
      }
      const it = decideTraining(question(retraining, { ...passed(0), rows: came, ...asked, now: new Date(now) }))
      if (it.is === 'due') asks.push({ at: now, isMerged })
    }
  }
  return asks
}

describe('[D8] over any year', () => {
  test('no two are asked for within the cool-down or a day, and no more are merged in a quarter than may be', () => {
    const check = (year: Year) => {
      const asks = lived(year)
      for (const [i, { at }] of asks.entries()) {
        const earlier = asks.slice(0, i)
        expect(earlier.filter(it => at - it.at < Math.max(year.coolDownDays, 1) * DAY)).toEqual([])
        // The file keeps days, so a quarter begins with one.
        const merged = earlier.filter(it => it.isMerged && at - it.at < 91 * DAY)
        expect(merged.length).toBeLessThan(year.mostPerQuarter)
      }
    }
    fc.assert(fc.property(years, check))
  })

  test('looking again, as after a crash or in another process, asks for nothing more', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 2, max: 4 }), (year, again) => {
        expect(lived(year, again)).toEqual(lived(year))
      }),
    )
  })
})

describe('[D8] when a schedule falls due', () => {
  test('is told before, is nobody’s to say of what has no age, and is nothing without a schedule', () => {
    expect(scheduleDue(question(scheduled, passed(10)))).toEqual({ is: 'on', at: new Date(ago(-20)) })
    expect(scheduleDue(question(scheduled, passed(40)))).toEqual({ is: 'on', at: new Date(ago(10)) })
    expect(scheduleDue(question(scheduled, { dated: undefined }))).toEqual({ is: 'unsure' })
    expect(scheduleDue(question(scheduled, passed(-9)))).toMatchObject({ is: 'unsure', at: 'passed' })
    expect(scheduleDue(question(fed, passed(10)))).toBeUndefined()
  })

  test.each<[string, object, Partial<TrainingQuestion>, NoTrainingThen | undefined]>([
    ['on hold', {}, { ...passed(40), onHold: true }, 'on-hold'],
    ['on hold, before it is due', {}, { ...passed(10), onHold: true }, 'on-hold'],
    ['with a change on its way', {}, { ...passed(40), busy: true }, 'change-open'],
    ['with a change on its way that may be over by then', {}, { ...passed(10), busy: true }, undefined],
    ['asked for lately', { coolDownDays: 90, requests: [{ on: ago(40) }] }, passed(100), 'cooling-down'],
    [
      'asked for so lately that it still is by then',
      { coolDownDays: 90, requests: [{ on: ago(5) }] },
      passed(100),
      'cooling-down',
    ],
    ['asked for as often as may be', { mostPerQuarter: 1, requests: [{ on: ago(40) }] }, passed(100), 'most-reached'],
    [
      'asked for as often as may be until then',
      { mostPerQuarter: 1, coolDownDays: 9, requests: [{ on: ago(10) }] },
      passed(100),
      'most-reached',
    ],
  ])('says why none is asked for all the same: %s', (_, more, asked, not) => {
    const it = question({ ...scheduled, ...more }, asked)
    const due = scheduleDue(it)
    expect(due).toMatchObject({ is: 'on' })
    expect(due && 'not' in due ? due.not : undefined).toBe(not)
    if (due?.is === 'on' && due.at <= it.now) expect(decideTraining(it).is).toBe(not === undefined ? 'due' : 'left')
  })

  test('is the moment from which a training is due, and not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: -1, max: 1 }), (days, off) => {
        const retraining = { triggers: ['schedule'], schedule: { everyDays: days } }
        const next = scheduleDue(question(retraining, passed(0)))
        const now = new Date((next?.is === 'on' ? next.at.getTime() : Number.NaN) + off)
        expect(decideTraining(question(retraining, { ...passed(0), now })).is).toBe(off < 0 ? 'left' : 'due')
      }),
    )
  })
})
