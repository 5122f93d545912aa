import { describe, expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import { canonicalJson } from '../../src/core/canonical.ts'
import { type Case, caseFrom } from '../../src/core/case.ts'
import { type CaseQuestion, decideCase } from '../../src/core/case-decide.ts'
import type { Quiet } from '../../src/core/case-monitors.ts'
import { HOUR_MS } from '../../src/core/period.ts'
import { happened } from '../fixtures/happened.ts'
import { written } from '../fixtures/written.ts'

const breach = (monitor: string, state: Breach['state'], more: Partial<Breach> = {}): Breach => ({
  monitor,
  kpi: 'mae',
  state,
  since: '2001-04-09T00:00:00.000Z',
  bad: 2,
  good: 0,
  latest: { start: '2001-04-09T00:00:00.000Z', end: '2001-04-16T00:00:00.000Z', value: 19.8, n: 9, version: '1.1.0' },
  ...more,
})
const question = (more: Partial<CaseQuestion>): CaseQuestion => ({
  model: 'm',
  owner: 'ana',
  breaches: [],
  quiet: [],
  available: '2001-04-16T06:00:00.000Z',
  open: undefined,
  closed: [],
  periodMs: 0,
  now: new Date('2001-04-16T07:00:00.000Z'),
  changeOpen: false,
  ...more,
})
/** Open because of these, as the store gives it back: keys in another order. */
function openWith(...breaches: Breach[]): Case {
  const events = written('case/m-1', decideCase(question({ breaches }))?.events ?? [])
  return caseFrom(JSON.parse(canonicalJson(events))) as Case
}
const openedWith = (monitors: readonly Breach[]) => [
  happened('case.opened', 'kedge', { model: 'm', monitors, owner: 'ana', onset: '', available: '' }),
]
/** One that was closed on 7 May, by the reading that ended then. */
function closedCase(id = 'case/m-2001-04-09', monitor = 'a'): Case {
  const latest = { ...breach(monitor, 'ok').latest, end: '2001-05-07T00:00:00.000Z' }
  const it = { ...openWith(breach(monitor, 'firing')), id, monitors: [breach(monitor, 'ok', { latest })] }
  const { onset, available, detected } = it
  return { ...it, closed: { onset, available, detected, recovered: latest.end } }
}
/** A person said that it was over; no reading did. */
function closedByHand(): NonNullable<Case['closed']> {
  const { onset, available, detected } = openWith(breach('a', 'firing'))
  return { onset, available, detected, because: 'AA flies no more', by: 'ana' }
}
const types = (more: Partial<CaseQuestion>) => decideCase(question(more))?.events.map(e => e.type)

const WEEK_BEFORE = { ...breach('a', 'ok').latest, start: '2001-04-02T00:00:00.000Z', end: '2001-04-09T00:00:00.000Z' }
const told = (state: Quiet['state'], latest = breach('a', 'ok').latest): Quiet => ({
  monitor: 'a',
  kpi: 'mae',
  state,
  latest,
})

describe('a case', () => {
  test('opens with the first breach, its name being the model and the day it began', () => {
    const early = breach('b', 'firing', { since: '2001-04-02T00:00:00.000Z' })
    expect(decideCase(question({ breaches: [breach('a', 'firing'), early] }))).toMatchObject({
      subject: 'case/m-2001-04-02',
      events: [{ type: 'case.opened', body: { onset: '2001-04-02T00:00:00.000Z', owner: 'ana' } }],
    })
  })

  test.each<[string, Partial<CaseQuestion>, string[] | undefined]>([
    ['no breach opens nothing', {}, undefined],
    ['what is over opens nothing', { breaches: [breach('a', 'ok')] }, undefined],
    [
      'the same again says nothing',
      { open: openWith(breach('a', 'firing')), breaches: [breach('a', 'firing')] },
      undefined,
    ],
    [
      'another bad week is told',
      { open: openWith(breach('a', 'firing')), breaches: [breach('a', 'firing', { bad: 3 })] },
      ['case.continued'],
    ],
    [
      'another monitor joins',
      { open: openWith(breach('a', 'firing')), breaches: [breach('a', 'firing'), breach('b', 'firing')] },
      ['case.continued'],
    ],
    [
      'a monitor that is over and was never in it does not join',
      { open: openWith(breach('a', 'firing')), breaches: [breach('a', 'firing'), breach('b', 'ok')] },
      undefined,
    ],
    [
      'one of two that is over keeps it open',
      {
        open: openWith(breach('a', 'firing'), breach('b', 'firing')),
        breaches: [breach('a', 'ok'), breach('b', 'firing')],
      },
      ['case.continued'],
    ],
    [
      'all over ends it',
      { open: openWith(breach('a', 'firing')), breaches: [breach('a', 'ok')] },
      ['case.continued', 'case.closed'],
    ],
    [
      'all over, but a change is on its way, keeps it open',
      { open: openWith(breach('a', 'firing')), breaches: [breach('a', 'ok')], changeOpen: true },
      ['case.continued'],
    ],
  ])('%s', (_, more, expected) => {
    expect(types(more)).toEqual(expected)
  })

  test.each<[string, Partial<CaseQuestion>, string[] | undefined]>([
    ['readings that are gone end nothing', { quiet: [{ monitor: 'a', kpi: 'mae', state: 'no-data' }] }, undefined],
    ['readings of too few samples end nothing', { quiet: [told('insufficient-data')] }, undefined],
    ['an error ends nothing', { quiet: [told('error')] }, undefined],
    ['late readings that only make it doubtful end nothing', { quiet: [told('pending')] }, undefined],
    ['late readings that say it never was end it', { quiet: [told('ok')] }, ['case.continued', 'case.closed']],
    [
      'what was good before it began ends nothing: a clock was put back',
      { quiet: [told('ok', WEEK_BEFORE)] },
      undefined,
    ],
    [
      'an episode that was over before ends nothing',
      { breaches: [breach('a', 'ok', { latest: WEEK_BEFORE })] },
      undefined,
    ],
    [
      'one that fired before does not join',
      {
        breaches: [
          breach('a', 'firing'),
          breach('b', 'firing', { latest: { ...WEEK_BEFORE, end: '2001-04-02T00:00:00.000Z' } }),
        ],
      },
      undefined,
    ],
  ])('[D6] %s', (_, more, expected) => {
    expect(types({ open: openWith(breach('a', 'firing')), ...more })).toEqual(expected)
  })

  const SINCE = '2001-04-16T07:00:00.000Z'
  const [bad, unwatched] = [breach('a', 'firing'), breach('a', 'firing', { unwatched: SINCE })]
  const other = { kpi: 'notices' }
  const [badOther, goodOther] = [breach('b', 'firing', other), { ...breach('b', 'ok', other), over: bad.latest.end }]
  const goodC = { ...breach('c', 'ok'), over: bad.latest.end }
  test.each<[string, Breach[], Partial<CaseQuestion>, Breach[]]>([
    ['stays in it', [bad], {}, [unwatched]],
    ['stays bad since the same day', [unwatched], { now: new Date('2001-04-17T07:00:00.000Z') }, [unwatched]],
    ['keeps it open where all else is well', [bad, badOther], { breaches: [goodOther] }, [goodOther, unwatched]],
    ['gives way to another that is bad', [bad], { breaches: [breach('c', 'firing')] }, [breach('c', 'firing')]],
    ['does not to one that is well', [bad, breach('c', 'firing')], { breaches: [goodC] }, [goodC, unwatched]],
    [
      'does not to one of a part',
      [bad],
      { breaches: [breach('c', 'firing', { segment: 'AA' })] },
      [breach('c', 'firing', { segment: 'AA' }), unwatched],
    ],
    [
      'is watched again',
      [unwatched],
      { breaches: [breach('a', 'firing', { bad: 3 })] },
      [breach('a', 'firing', { bad: 3 })],
    ],
    ['is watched again, without readings', [unwatched], { quiet: [told('no-data')] }, [bad]],
  ])('[D7] a monitor that no policy asks for any more %s', (_, knows, more, monitors) => {
    const open = { ...openWith(bad), monitors: knows }
    const events = decideCase(question({ open, ...more }))?.events ?? []
    expect(events.map(({ type }) => type)).not.toContain('case.closed')
    expect(caseFrom(written('case/m-1', [...openedWith(knows), ...events]))?.monitors).toEqual(monitors)
  })

  test('[D7] what had recovered ends a case also where nobody watches it any more', () => {
    const good = breach('a', 'ok')
    const open = { ...openWith(bad), monitors: [good, badOther] }
    expect(types({ open, breaches: [goodOther] })).toEqual(['case.continued', 'case.closed'])
    const reopened = { at: '2001-04-16T06:30:00.000Z', by: 'bo', because: 'no' }
    const after = breach('b', 'ok', { ...other, latest: { ...good.latest, end: '2001-04-23T00:00:00.000Z' } })
    expect(types({ open: { ...open, reopened }, breaches: [after] })).toEqual(['case.continued'])
  })

  const WEEK_MS = 7 * 24 * HOUR_MS
  const recovered = '2001-05-07T00:00:00.000Z'
  /** A breach that begins so many hours after the case had recovered, and fires some readings later. */
  const then = (hours: number, more: Partial<Breach> = {}) => {
    const since = new Date(Date.parse(recovered) + hours * HOUR_MS).toISOString()
    return breach('a', 'firing', {
      since,
      latest: { ...breach('a', 'ok').latest, end: '2001-06-04T00:00:00.000Z' },
      ...more,
    })
  }
  test.each<[string, Partial<CaseQuestion>, string[] | undefined]>([
    ['within a day it is the same case', { breaches: [then(24)] }, ['case.again']],
    ['after a day it is another one', { breaches: [then(24.1)] }, ['case.opened']],
    ['with the next weekly reading it is the same case', { breaches: [then(168)], periodMs: WEEK_MS }, ['case.again']],
    ['a week later it is another one', { breaches: [then(169)], periodMs: WEEK_MS }, ['case.opened']],
    ['another monitor makes another case', { breaches: [then(24, { monitor: 'b' })] }, ['case.opened']],
    [
      'readings that were corrected show that it was not over',
      { breaches: [breach('a', 'firing', { latest: { ...breach('a', 'ok').latest, end: recovered } })] },
      ['case.again'],
    ],
    ['a clock that was put back opens nothing again', { breaches: [breach('a', 'firing')] }, undefined],
    ['what is over opens nothing again', { breaches: [then(24, { state: 'ok' })] }, undefined],
    [
      'an older one is not opened again for what began long after it',
      { breaches: [then(24.1)], closed: [closedCase('case/m-later', 'b'), closedCase()] },
      ['case.opened'],
    ],
    [
      'what would have its name is the same case',
      {
        breaches: [then(0, { monitor: 'b', since: '2001-04-09T00:00:00.000Z' })],
        closed: [closedCase('case/m-2001-04-09', 'a')],
      },
      ['case.again'],
    ],
  ])('[D7] that fires again: %s', (_, more, expected) => {
    expect(types({ closed: [closedCase()], ...more })).toEqual(expected)
  })

  const byHand: Case = { ...closedCase(), monitors: [breach('a', 'firing')], closed: closedByHand() }
  const moved = { since: '2001-04-02T00:00:00.000Z', limit: 18.1, bad: 3 }
  const next = { ...breach('a', 'ok').latest, end: '2001-04-23T00:00:00.000Z' }
  test.each<[string, Breach, string[] | undefined]>([
    ['the same again', breach('a', 'firing'), undefined],
    ['another limit, by which it began sooner', breach('a', 'firing', moved), undefined],
    ['another limit, by which more was bad', breach('a', 'firing', { limit: 18.1, bad: 3 }), undefined],
    ['a good reading', breach('a', 'recovering', { good: 1, latest: next }), undefined],
    ['a good reading, by another limit', breach('a', 'recovering', { ...moved, good: 1, latest: next }), undefined],
    ['one more bad reading is news', breach('a', 'firing', { bad: 3, latest: next }), ['case.again']],
    ['one more, by another limit', breach('a', 'firing', { ...moved, bad: 4, latest: next }), ['case.opened']],
    [
      'another episode, seen late',
      breach('a', 'recovering', { since: '2001-04-30T00:00:00.000Z', latest: { ...next, end: recovered } }),
      ['case.opened'],
    ],
    ['another part', breach('a', 'firing', { segment: 'UA' }), ['case.again']],
  ])('[D6] [D7] closed by a person, what fires still is told: %s', (_, fires, expected) => {
    expect(types({ closed: [byHand], breaches: [fires] })).toEqual(expected)
  })

  test('[D6] [D7] closed by a person, counts of what was judged by one and then by another say nothing', () => {
    const by = {
      direction: 'lower-is-better',
      fires: { after: 2, of: 2 },
      clears: { after: 2 },
      minSamples: 1,
    } as const
    const fires = breach('a', 'firing', { by, bad: 3, latest: next })
    const known = breach('a', 'firing', { by, bad: 5 })
    const told = (known: Breach) => types({ closed: [{ ...byHand, monitors: [known] }], breaches: [fires] })
    expect(told(known)).toBeUndefined()
    expect(told({ ...known, later: [{ after: known.latest.end, by }] })).toEqual(['case.again'])
  })

  test('[D6] [D7] what judged since is kept where corrected readings say that it never was', () => {
    const by = {
      direction: 'lower-is-better',
      fires: { after: 2, of: 2 },
      clears: { after: 2 },
      minSamples: 1,
    } as const
    const later = [{ after: WEEK_BEFORE.end, by }]
    const quiet = [told('ok'), { ...told('pending'), since: WEEK_BEFORE.end, bad: 1 }]
    for (const one of quiet) {
      const [event] = decideCase(question({ open: openWith(bad), quiet: [{ ...one, later }] }))?.events ?? []
      expect(event?.body).toMatchObject({ monitors: [{ later }] })
    }
  })

  test('[D6] [D7] closed by a person, what had recovered in it is news where corrected readings say otherwise', () => {
    const it = { ...byHand, monitors: [breach('a', 'ok')] }
    expect(types({ closed: [it], breaches: [breach('a', 'firing')] })).toBeUndefined()
    const since = '2001-04-02T00:00:00.000Z'
    expect(types({ closed: [it], breaches: [breach('a', 'firing', { since })] })).toEqual(['case.opened'])
  })

  test('[D7] opened again has times of its own, and those of before are kept', () => {
    const [again] = decideCase(question({ closed: [closedCase()], breaches: [then(24)] }))?.events ?? []
    expect(again?.body).toEqual({
      monitors: [then(24)],
      onset: '2001-05-08T00:00:00.000Z',
      available: '2001-04-16T06:00:00.000Z',
    })
  })

  test('[D7] opened again by a person closes by readings of later periods alone', () => {
    const open = {
      ...openWith(breach('a', 'firing')),
      reopened: { at: '2001-05-08T09:00:00.000Z', by: 'bo', because: 'no' },
    }
    const good = (end: string) => breach('a', 'ok', { latest: { ...breach('a', 'ok').latest, end } })
    expect(types({ open, breaches: [good('2001-05-07T00:00:00.000Z')] })).toEqual(['case.continued'])
    expect(types({ open, breaches: [good('2001-05-14T00:00:00.000Z')] })).toEqual(['case.continued', 'case.closed'])
  })

  test.each<[string, Partial<CaseQuestion>, string[] | undefined]>([
    ['sleeps while its time lasts', { breaches: [breach('a', 'firing')] }, undefined],
    ['sleeps on while the same gets worse', { breaches: [breach('a', 'firing', { bad: 3 })] }, ['case.continued']],
    [
      'wakes when another monitor fires',
      { breaches: [breach('a', 'firing'), breach('b', 'firing')] },
      ['case.continued', 'case.woke'],
    ],
    [
      'wakes when its time is over',
      { breaches: [breach('a', 'firing')], now: new Date('2001-04-16T08:00:00.000Z') },
      ['case.woke'],
    ],
    ['closes in its sleep when it has recovered', { breaches: [breach('a', 'ok')] }, ['case.continued', 'case.closed']],
    ['is not closed by sleeping: readings that are gone end nothing', { quiet: [told('no-data')] }, undefined],
  ])('[D7] that is snoozed %s', (_, more, expected) => {
    const snoozed = {
      at: '2001-04-16T06:30:00.000Z',
      until: '2001-04-16T08:00:00.000Z',
      by: 'bo',
      reason: 'expected',
      says: 'so',
    } as const
    expect(types({ open: { ...openWith(breach('a', 'firing')), snoozed }, ...more })).toEqual(expected)
  })

  const part = (segment: string, state: Breach['state'], more: Partial<Breach> = {}) =>
    breach('a', state, { segment, ...more })
  test.each<[string, Partial<CaseQuestion>, string[] | undefined]>([
    [
      'is joined by another segment of the same monitor',
      { open: openWith(part('AA', 'firing')), breaches: [part('AA', 'firing'), part('UA', 'firing')] },
      ['case.continued'],
    ],
    [
      'is not over while one of them is bad',
      {
        open: openWith(part('AA', 'firing'), part('UA', 'firing')),
        breaches: [part('AA', 'ok'), part('UA', 'firing')],
      },
      ['case.continued'],
    ],
    [
      'is over when each of them is',
      { open: openWith(part('AA', 'firing'), part('UA', 'firing')), breaches: [part('AA', 'ok'), part('UA', 'ok')] },
      ['case.continued', 'case.closed'],
    ],
    [
      'is not over by a segment that has vanished',
      {
        open: openWith(part('AA', 'firing')),
        breaches: [part('UA', 'ok')],
        quiet: [{ monitor: 'a', kpi: 'mae', segment: 'AA', state: 'no-data' }],
      },
      undefined,
    ],
    [
      'is not over by good readings of the whole',
      { open: openWith(part('AA', 'firing')), breaches: [part('AA', 'firing')], quiet: [told('ok')] },
      undefined,
    ],
  ])('[D5] of segments %s', (_, more, expected) => {
    expect(types(more)).toEqual(expected)
  })

  test('[D5] opens for a segment although the same monitor told the whole in a case that is over', () => {
    const closed = [{ ...closedCase(), rounds: [] }]
    const later = { since: '2001-06-11T00:00:00.000Z' }
    expect(types({ closed, breaches: [part('AA', 'firing', later)] })).toEqual(['case.opened'])
  })

  test('[D5] wakes when another segment of the same monitor fires', () => {
    const snoozed = {
      ...{ at: '2001-04-16T06:30:00.000Z', until: '2001-04-16T08:00:00.000Z', by: 'bo', says: 'so' },
      reason: 'expected' as const,
    }
    const open = { ...openWith(part('AA', 'firing')), snoozed }
    expect(types({ open, breaches: [part('AA', 'firing'), part('UA', 'firing')] })).toEqual([
      'case.continued',
      'case.woke',
    ])
  })

  test('closes with the times that have one meaning each', () => {
    const open = { ...openWith(breach('a', 'firing')), acted: { at: '2001-04-23T10:00:00.000Z', version: '1.0.0' } }
    const good = breach('a', 'ok', { latest: { ...breach('a', 'ok').latest, end: '2001-05-07T00:00:00.000Z' } })
    expect(decideCase(question({ open, breaches: [good] }))?.events.at(-1)?.body).toEqual({
      onset: '2001-04-09T00:00:00.000Z',
      available: '2001-04-16T06:00:00.000Z',
      detected: open.detected,
      acted: '2001-04-23T10:00:00.000Z',
      recovered: '2001-05-07T00:00:00.000Z',
    })
  })

  test.each([
    [{}, '2001-04-16T00:00:00.000Z'],
    [{ came: '2001-04-17T09:00:00.000Z' }, '2001-04-17T09:00:00.000Z'],
  ])('[D6] [D7] recovered with the correction that says it never was: %j', (came, recovered) => {
    const quiet = [{ ...told('ok'), ...came }]
    expect(decideCase(question({ open: openWith(breach('a', 'firing')), quiet }))?.events.at(-1)?.body).toMatchObject({
      recovered,
    })
  })

  const later = { ...breach('a', 'ok').latest, end: '2001-06-04T00:00:00.000Z' }
  const good = (over?: string, monitor = 'a') => breach(monitor, 'ok', { latest: later, ...(over && { over }) })
  const MAY = ['2001-05-07T00:00:00.000Z', '2001-05-14T00:00:00.000Z'] as const
  const knows = (...monitors: Breach[]): Case => ({ ...openWith(breach('a', 'firing')), monitors })
  const reopened = { at: '2001-05-20T09:00:00.000Z', by: 'bo', because: 'no' }
  test.each<[string, Case, Breach[], string]>([
    ['as the readings say', knows(breach('a', 'firing')), [good(MAY[0])], MAY[0]],
    ['as was told, where all is judged anew', knows(good(MAY[1])), [good(MAY[0])], MAY[1]],
    ['of the last monitor', knows(breach('a', 'firing'), good(MAY[1], 'b')), [good(MAY[0]), good(MAY[1], 'b')], MAY[1]],
    ['later, where a person did not believe it', { ...knows(good(MAY[0])), reopened }, [good(MAY[0])], later.end],
    ['the newest, where none was kept', knows(breach('a', 'firing')), [good()], later.end],
  ])('[D7] recovered with the good reading that ended it, however many follow: %s', (_, open, breaches, recovered) => {
    expect(decideCase(question({ open, breaches }))?.events.at(-1)?.body).toMatchObject({ recovered })
  })
})
