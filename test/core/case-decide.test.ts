import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/core/canonical.ts'
import { type Case, caseFrom } from '../../src/core/case.ts'
import { type CaseQuestion, decideCase } from '../../src/core/case-decide.ts'
import type { Quiet } from '../../src/core/case-monitors.ts'
import type { Breach } from '../../src/core/event.ts'
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
  told: {},
  changeOpen: false,
  ...more,
})
/** Open because of these, as the store gives it back: keys in another order. */
function openWith(...breaches: Breach[]): Case {
  const events = written('case/m-1', decideCase(question({ breaches }))?.events ?? [])
  return caseFrom(JSON.parse(canonicalJson(events))) as Case
}
const types = (more: Partial<CaseQuestion>) => decideCase(question(more))?.events.map(e => e.type)

const WEEK_BEFORE = { ...breach('a', 'ok').latest, start: '2001-04-02T00:00:00.000Z', end: '2001-04-09T00:00:00.000Z' }
const told = (state: Quiet['state'], latest = breach('a', 'ok').latest): Quiet => ({ monitor: 'a', state, latest })

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
      'what an earlier case told opens nothing',
      { breaches: [breach('a', 'firing')], told: { a: breach('a', 'firing').since } },
      undefined,
    ],
    [
      'what fires since another day opens',
      { breaches: [breach('a', 'firing')], told: { a: '2001-02-26T00:00:00.000Z' } },
      ['case.opened'],
    ],
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
    [
      'a monitor that no policy asks for any more is not in it',
      { open: openWith(breach('a', 'firing')), breaches: [] },
      ['case.continued'],
    ],
  ])('%s', (_, more, expected) => {
    expect(types(more)).toEqual(expected)
  })

  test.each<[string, Partial<CaseQuestion>, string[] | undefined]>([
    ['readings that are gone end nothing', { quiet: [{ monitor: 'a', state: 'no-data' }] }, undefined],
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
})
