import { describe, expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import { type Case, caseFrom } from '../../src/core/case.ts'
import type { Request } from '../../src/core/change.ts'
import type { NewEvent } from '../../src/core/event.ts'
import type { Bodies } from '../../src/core/event-bodies.ts'
import type { Model } from '../../src/core/model.ts'
import { problem } from '../../src/core/problem.ts'
import { type CaseCard, caseCard } from '../../src/reports/case-card.ts'
import { foremost, headline } from '../../src/reports/case-headline.ts'
import { APPROVED, asked, foldOf, mergedBy, openedPull, request, sealed, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, words } from '../fixtures/world.ts'
import { CASE, caseEvents, written } from '../fixtures/written.ts'

const fold = (...more: ReturnType<typeof happened>[]) => caseFrom(written(CASE, [...caseEvents, ...more])) as Case
const said = (is: string) => happened('change.verdict', 'kedge', { is, head: 'c1', by: [] })
const { from: _, to: __, ...ofNoVersion } = request
const askedNow = (kind: Request['kind']) => happened('change.asked', 'ana', { ...ofNoVersion, kind })
const card = (more: Partial<CaseCard> = {}): string =>
  words(
    caseCard({
      it: fold(),
      model: flightDelay,
      causes: { causes: [], unseen: ['inputs'] },
      business: [],
      wayBack: { version: '1.0.0', comparison: undefined },
      change: undefined,
      offers: ['rollback', 'take'],
      ...more,
    }),
  )
const breach = fold().monitors[0]
if (!breach) throw new Error('no breach')

describe('the card of a case', () => {
  test('with little known says what is not known', () => {
    expect(card()).toMatchInlineSnapshot(`
      "┃ Flight delay forecast: mean error of the forecast 19.8 min, limit 18.5
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ Mean error of the forecast beyond the agreed limit since 2 April 2001. Next: Ana Ruiz, or whoever takes it. Possible: roll back to 1.0.0.
      ┃
      ┃ Mean error of the forecast  19.8 min, limit 18.5 min; 2 bad weeks since 2 April 2001
      ┃
      ┃ · No likely cause was found. Not looked at: its inputs, which are not measured.
      ┃
      ┃ · What 1.0.0 would have done on the same cases is not known.
      ┃
      ┃ · Owner until somebody takes it: Ana Ruiz. Opened 16 April 2001, 09:00 UTC.
      ┃
      ┃ [ Roll back to 1.0.0 ] [ It’s mine ]"
    `)
  })

  test('without a way back offers none, and says why', () => {
    const it = card({ wayBack: undefined })
    expect(it).toContain('No older version of Flight delay forecast passed its gates, so there is no way back.')
    expect(it).not.toContain('Roll')
  })

  test('says nothing of a way back once it was taken', () => {
    const acted = fold(happened('case.acted', 'kedge', { version: '1.0.0' }))
    expect(card({ it: acted, wayBack: undefined })).not.toContain('no way back')
  })

  test('offers only what the playbook does', () => {
    expect(card({ offers: ['take'] })).not.toContain('Roll back')
    expect(card({ offers: [] })).not.toContain('[')
    expect(card({ it: fold(happened('case.taken', 'bo', {})) })).not.toContain('mine')
  })

  test.each([
    [[asked()], 'is being prepared.'],
    [APPROVED, 'waits for approval in #7'],
    [[...APPROVED, mergedBy], 'merged in #7'],
    [
      [...APPROVED, happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed without a merge' })],
      ': closed without a merge',
    ],
  ] as const)('tells where its rollback stands (%#)', (events, says) => {
    const url = 'https://github.test/pull/7'
    expect(card({ change: { it: foldOf(events), url } })).toContain(says)
  })

  test.each([
    [
      asked(),
      [happened('change.done', 'kedge', { version: '1.0.0' })],
      /merged in #7 and running since 16 April 2001, 09:\d\d UTC\./,
    ],
    [
      askedNow('hold'),
      [happened('change.done', 'kedge', {})],
      /^┃ Hold asked .* merged in #7 and in force since 16 April 2001, 09:\d\d UTC\./m,
    ],
    [askedNow('retrain'), [], /merged in #7; waiting for a version to be trained\./],
    [
      askedNow('retrain'),
      [
        happened('change.registered', 'kedge', { model: 'flight-delay', version: '1.2.0' }),
        happened('change.done', 'kedge', {}),
      ],
      /merged in #7; what was trained is 1\.2\.0, since 16 April 2001, 09:\d\d UTC\./,
    ],
  ] as const)('tells what came of a merge by its kind (%#)', (first, then, says) => {
    const it = foldOf([first, openedPull, mergedBy, ...then])
    expect(card({ change: { it, url: '' } })).toMatch(says)
  })

  test.each([
    ['approved', 'approved; waits to be merged in #7.', false],
    ['denied', 'another can be asked for once whoever asked presses Withdraw on its card.', false],
    ['lapsed', 'denied in #7, and its time to approve is over; another can be asked for.', true],
    ['expired', 'not approved in time in #7.', true],
  ] as const)('tells that its pull request is %s, and offers another where none is in the way', (is, says, offers) => {
    const lapsed = happened('change.verdict', 'kedge', { is: 'denied', head: 'c1', by: [], lapsed: true })
    const it = card({ change: { it: foldOf([...APPROVED, is === 'lapsed' ? lapsed : said(is)]), url: '' } })
    expect(it).toContain(says)
    expect(it.includes('[ Roll back')).toBe(offers)
  })

  test('tells of what a playbook asked for, and nobody withdraws, that its pull request is to be closed', () => {
    const it = foldOf([...APPROVED, said('denied')])
    expect(card({ change: { it: { ...it, asked: { ...it.asked, by: 'kedge' } }, url: '' } })).toContain(
      'denied in #7; another can be asked for once that is closed.',
    )
  })

  const behind = happened('change.sealed', 'kedge', {
    ...(sealed.body as Bodies['change.sealed']),
    problems: [problem('behind-main', 'x', 'y')],
  })
  const moved = { ...flightDelay, serving: { ...flightDelay.serving, version: '1.0.0' } }
  const is = (kind: Request['kind']) => [askedNow(kind), openedPull]
  test.each<readonly [string, readonly NewEvent[], Model, boolean, boolean]>([
    ['a rollback that waits', WAITING, flightDelay, false, false],
    ['a rollback that is behind the main branch', [...WAITING, behind], flightDelay, true, true],
    ['a merged rollback', [...APPROVED, mergedBy], moved, false, false],
    ['a merged rollback to another version', [...APPROVED, mergedBy], flightDelay, true, false],
    ['a training that waits', is('retrain'), flightDelay, true, false],
    ['a training that goes on', [...is('retrain'), mergedBy], flightDelay, true, false],
    ['a hold that waits', is('hold'), flightDelay, true, false],
  ])('beside %s it offers what the rules allow', (_, events, model, rollback, retrain) => {
    const it = card({ change: { it: foldOf(events), url: '' }, model, offers: ['rollback', 'retrain'] })
    expect([it.includes('[ Roll back'), it.includes('[ Retrain')]).toEqual([rollback, retrain])
  })

  test('offers no way back while one waits for approval, though a hold was asked for after it', () => {
    const [hold, back] = [is('hold'), WAITING].map(events => ({ it: foldOf(events), url: '' }))
    if (!hold || !back) throw new Error('nothing was asked for')
    const it = { change: hold, offers: ['rollback', 'retrain', 'take'] }
    expect(card(it)).toContain('[ Roll back')
    expect(card({ ...it, besides: [back] })).not.toContain('[ R')
  })

  test('offers the way back again after a rollback that came to nothing', () => {
    const closed = happened('change.closed', 'github', { outcome: 'abandoned', says: 'closed' })
    expect(card({ change: { it: foldOf([asked(), closed]), url: '' } })).toContain('[ Roll back to 1.0.0 ]')
    expect(card({ change: { it: foldOf([asked()]), url: '' } })).not.toContain('[ Roll back')
    const hold = foldOf([askedNow('hold'), ...APPROVED.slice(1), mergedBy, happened('change.done', 'kedge', {})])
    const besides = [{ it: foldOf([asked()]), url: '' }]
    expect(card({ change: { it: hold, url: '' } })).toContain('[ Roll back to 1.0.0 ]')
    expect(card({ change: { it: hold, url: '' }, besides })).not.toContain('[ Roll back')
  })

  test('tells bad readings, good ones after them, and those that are over', () => {
    const state = (more: object) => card({ it: { ...fold(), monitors: [{ ...breach, ...more }] } })
    expect(state({ bad: 1 })).toContain('1 bad week since 2 April 2001')
    expect(state({ state: 'recovering', good: 1 })).toContain('2 bad weeks since 2 April 2001, then 1 good one')
    expect(state({ state: 'ok' })).toMatch(/limit 18\.5 min; recovered$/m)
  })

  test('that is closed has its times and no buttons', () => {
    const times = {
      onset: '2001-04-09T00:00:00Z',
      available: '2001-04-16T05:00:00Z',
      detected: '2001-04-16T06:00:00Z',
      recovered: '2001-05-07T00:00:00Z',
    }
    const closed = { ...fold(happened('case.closed', 'kedge', times)), monitors: [{ ...breach, state: 'ok' as const }] }
    expect(card({ it: closed })).toMatchInlineSnapshot(`
      "┃ Flight delay forecast: recovered
      ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      ┃
      ┃ Back within its limits. Over 20 days after it was found. Nobody has to act.
      ┃
      ┃ Mean error of the forecast  19.8 min, limit 18.5 min; recovered
      ┃
      ┃ Recovered. Onset 9 April 2001 (its first bad period ended), available 16 April 2001, 05:00 UTC, detected 16 April 2001, 06:00 UTC, nobody acted, recovered 7 May 2001 (20 days after it was detected).
      ┃
      ┃ · Owner until somebody takes it: Ana Ruiz. Opened 16 April 2001, 09:00 UTC."
    `)
  })
})

test('the headline names what is beyond its limit, and nothing that is back', () => {
  expect(headline(flightDelay, [breach, { ...breach, kpi: 'unseen', state: 'ok' }])).toBe(
    'mean error of the forecast beyond the agreed limit since 2 April 2001',
  )
  expect(headline(flightDelay, [{ ...breach, state: 'ok' }])).toBe('back within its limits')
  expect(headline(flightDelay, [])).toBe('no monitor watches it any more')
})

test('[E2] the chart of a case is of what its card names first', () => {
  const notices = { ...breach, kpi: 'false_notices' }
  expect(foremost(flightDelay, [breach, notices])).toBe(notices)
  expect(foremost(flightDelay, [breach, { ...notices, state: 'ok' }])).toBe(breach)
  expect(foremost(flightDelay, [breach, { ...notices, state: 'recovering' }])).toBe(breach)
  expect(
    foremost(
      flightDelay,
      [breach, { ...notices, state: 'ok' }].map(m => ({ ...m, state: 'ok' as const })),
    )?.kpi,
  ).toBe('false_notices')
  expect(
    foremost(flightDelay, [
      { ...breach, state: 'ok' },
      { ...breach, state: 'recovering' },
    ])?.state,
  ).toBe('recovering')
  expect(foremost(flightDelay, [{ ...breach, method: 'ewma' }, breach])).toBe(breach)
  expect(foremost(flightDelay, [])).toBeUndefined()
})

test.each([
  [[25], 'mean error of the forecast not good yet by its rule since 2 April 2001'],
  [
    [25, 5],
    'mean error of the forecast and flights the model never saw not good yet by their rules since 2 April 2001',
  ],
  [
    [25, undefined],
    'flights the model never saw beyond the agreed limit and mean error of the forecast not good yet by its rule since 2 April 2001',
  ],
])('[E2] [E4] what is within a limit that was raised is not called beyond it: %j', (limits, words) => {
  const { mae, unseen } = flightDelay.kpis ?? {}
  if (!mae || !unseen) throw new Error('the sample has these KPIs')
  const [limit, other = unseen.limit] = limits
  const kpis = { ...flightDelay.kpis, mae: { ...mae, limit }, unseen: { ...unseen, limit: other } }
  const more =
    limits.length > 1
      ? [{ ...breach, kpi: 'unseen', latest: { ...breach.latest, value: 5 + (limits[1] === undefined ? 0.5 : 0) } }]
      : []
  expect(headline({ ...flightDelay, kpis } as typeof flightDelay, [breach, ...more])).toBe(words)
})

test('[D5] the headline speaks of a limit only where the limit judged', () => {
  const judged = { ...breach, monitor: 'creeping', method: 'cusum' }
  expect(headline(flightDelay, [judged])).toBe('mean error of the forecast worse than usual since 2 April 2001')
  expect(headline(flightDelay, [breach, { ...judged, kpi: 'unseen' }])).toBe(
    'mean error of the forecast beyond the agreed limit and flights the model never saw worse than usual since 2 April 2001',
  )
})

test('[D7] what is good again is told as that, by a limit and by a method, and is not over yet', () => {
  const good = { ...breach, state: 'recovering' } as const
  const judged = { ...good, kpi: 'unseen', monitor: 'creeping', method: 'cusum' }
  expect(headline(flightDelay, [good, judged])).toBe(
    'mean error of the forecast back within the agreed limit and flights the model never saw as usual again, not over yet',
  )
  expect(card({ it: { ...fold(), monitors: [judged] } })).toMatch(/^┃ .* 19\.8 %, as usual again, not over yet$/m)
  expect(headline(flightDelay, [{ ...breach, state: 'ok' }])).toBe('back within its limits')
})

test.each<[string, Partial<Breach>, Partial<CaseCard>, string]>([
  ['the limit it was judged by', { limit: 18.5 }, {}, '19.8 min, limit 18.5 min;'],
  ['that it was moved since', { limit: 18.5 }, { limits: [{ ...breach, limit: 30 }] }, 'limit 18.5 min, now 30 min;'],
  ['that the model agrees to another', { limit: 17 }, {}, 'limit 17 min, now 18.5 min;'],
  [
    'the monitor’s own, where that was not moved',
    { limit: 17 },
    { limits: [{ ...breach, limit: 17 }] },
    'limit 17 min;',
  ],
  ['which method judged, and no limit that it did not use', { method: 'cusum' }, {}, '19.8 min, judged by cusum;'],
])('[D6] a case says %s', (_, more, shown, says) => {
  expect(card({ it: { ...fold(), monitors: [{ ...breach, ...more }] }, ...shown })).toContain(says)
})

test.each<[string, Partial<Breach>, Partial<CaseCard>, RegExp]>([
  ['was not moved', { limit: 18.5 }, {}, /^┃ .* 19\.8 min, limit 18\.5$/m],
  ['is the one of now, of a case that kept none', {}, { limits: [{ ...breach, limit: 17 }] }, /19\.8 min, limit 17$/m],
  ['is the monitor’s', { limit: 17 }, { limits: [{ ...breach, limit: 17 }] }, /^┃ .* 19\.8 min, limit 17$/m],
  ['was moved', { limit: 18.5 }, { limits: [{ ...breach, limit: 30 }] }, /^┃ .* 19\.8 min, limit 18\.5, now 30$/m],
  ['of the file was moved', { limit: 17 }, {}, /^┃ .* 19\.8 min, limit 17, now 18\.5$/m],
])('[E2] [E4] the title says where the limit %s', (_, more, shown, says) => {
  expect(card({ it: { ...fold(), monitors: [{ ...breach, ...more }] }, ...shown })).toMatch(says)
})

test('[D5] the title says what is worse than usual where only methods judged, and nothing of an agreement', () => {
  const [limit, method] = [
    { ...breach, state: 'firing' },
    { ...breach, state: 'firing', method: 'ewma' },
  ] as const
  expect(card({ it: { ...fold(), monitors: [method] } }).toLowerCase()).not.toContain('agreed')
  expect(card({ it: { ...fold(), monitors: [method] } })).toMatch(/^┃ .* 19\.8 min, worse than usual$/m)
  expect(card({ it: { ...fold(), monitors: [method, limit] } })).toMatch(/^┃ .* 19\.8 min, limit 18\.5$/m)
})

describe('[E2] in two lines a card says what, how bad in the unit of the business, since when, what is possible and who acts', () => {
  const notices = { ...breach, monitor: 'false-notices', kpi: 'false_notices', latest: { ...breach.latest, value: 83 } }
  const both = { ...fold(), monitors: [breach, notices] }
  const lines = (more: Partial<CaseCard>) =>
    card(more)
      .split('\n')
      .filter(line => /^┃ [^━]/.test(line))
      .slice(0, 2)
      .map(line => line.slice(2))

  test('what the business counts comes first, with the money its file gives', () => {
    expect(lines({ it: both })).toEqual([
      'Flight delay forecast: false notices 83 per 1,000 flights, limit 75',
      'Costs about 5,500 USD a week beyond the limit (false notices). Mean error of the forecast and false notices beyond the agreed limit since 2 April 2001. Next: Ana Ruiz, or whoever takes it. Possible: roll back to 1.0.0.',
    ])
  })

  test('where what broke has no price, what else the business misses has', () => {
    const [, second] = lines({ business: [{ kpi: 'announced', value: 41 }] })
    expect(second).toMatch(/^Costs about 6,400 USD a week short of the target\. Mean error/)
    expect(card({ business: [{ kpi: 'announced', value: 41 }] })).toMatch(/41 %, target 45 %; 6,400 USD a week short/)
    expect(lines({ business: [{ kpi: 'announced', value: 46 }] })[1]).toMatch(/^Mean error/)
  })

  test('a case that is over costs nothing any more, but what it is short of is told', () => {
    const times = { onset: '2001-04-09', available: '2001-04-16', detected: '2001-04-16', recovered: '2001-05-07' }
    const over = { ...fold(happened('case.closed', 'kedge', times)), monitors: [{ ...breach, state: 'ok' as const }] }
    expect(lines({ it: over, business: [{ kpi: 'announced', value: 16 }] })[1]).toBe(
      'Back within its limits. Over 21 days after it was found. Nobody has to act. It still costs about 46,000 USD a week short of the target.',
    )
  })

  test('a part of the cases has no price of its own, since the price is of all of them', () => {
    expect(lines({ it: { ...both, monitors: [{ ...notices, segment: 'AA' }] } })).toEqual([
      'Flight delay forecast: false notices (AA) 83 per 1,000 flights, limit 75',
      expect.stringMatching(/^False notices \(AA\) beyond the agreed limit/),
    ])
  })

  test.each<[string, Partial<CaseCard>, string]>([
    ['nobody took it', {}, 'Next: Ana Ruiz, or whoever takes it.'],
    ['it was taken', { it: fold(happened('case.taken', 'bo', {})) }, 'Next: Bo Lindqvist, who took it.'],
    ['it is asked for', { change: { it: foldOf([asked()]), url: '' } }, 'Next: Kedge, which opens the pull request.'],
    ['it waits', { change: { it: foldOf(APPROVED), url: '' } }, 'Next: whoever approves #7.'],
    [
      'it is approved, and a person merges it',
      { change: { it: foldOf([...APPROVED, said('approved')]), url: '', merge: 'manual' } },
      'Next: whoever merges #7 on GitHub.',
    ],
    [
      'it is approved, and Kedge merges it',
      { change: { it: foldOf([...APPROVED, said('approved')]), url: '', merge: 'auto' } },
      'Next: Kedge, which merges #7.',
    ],
    [
      'it is denied',
      { change: { it: foldOf([...APPROVED, said('denied')]), url: '' } },
      'Next: Ana Ruiz, or whoever takes it.',
    ],
    [
      'a training is merged',
      { change: { it: foldOf([askedNow('retrain'), openedPull, mergedBy]), url: '' } },
      'Next: nobody; it is being trained.',
    ],
    [
      'it is merged',
      { change: { it: foldOf([...APPROVED, mergedBy]), url: '' } },
      'Next: nobody; 1.0.0 is on the way to where it runs.',
    ],
    [
      'its delivery failed',
      {
        change: {
          it: foldOf([
            ...[...APPROVED, mergedBy],
            happened('change.delivered', 'github', { model: 'flight-delay', run: 5, conclusion: 'failure' }),
          ]),
          url: '',
        },
      },
      'Next: Ana Ruiz mends it.',
    ],
    [
      'somebody brings it there by hand',
      {
        change: {
          it: foldOf([
            ...[...APPROVED, mergedBy],
            happened('change.dispatched', 'kedge', { model: 'flight-delay', manual: 'bo' }),
          ]),
          url: '',
        },
      },
      'Next: Bo Lindqvist does it by hand.',
    ],
    [
      'it was acted on',
      { it: fold(happened('case.acted', 'kedge', { version: '1.0.0' })) },
      'Next: nobody; it closes when the readings are good.',
    ],
    [
      'it sleeps',
      { it: fold(happened('case.snoozed', 'bo', { until: '2001-04-17T09:00:00Z', reason: 'being-fixed', says: 'x' })) },
      'Next: Ana Ruiz, when it wakes 17 April 2001, 09:00 UTC.',
    ],
  ])('%s', (_, more, says) => {
    expect(lines(more)[1]).toContain(says)
  })

  test('the line of the notification says it too', () => {
    const { summary } = caseCard({
      ...{ it: both, model: flightDelay, business: [], wayBack: undefined, change: undefined, offers: [] },
    })
    expect(summary).toBe(
      'Flight delay forecast: false notices 83 per 1,000 flights, limit 75, since 2 April 2001. Costs about 5,500 USD a week beyond the limit (false notices)',
    )
  })

  test('the line of the notification says since when what it names is bad, whatever broke before', () => {
    const monitors = both.monitors.map(m => (m.kpi === 'mae' ? { ...m, since: '2001-04-02T00:00:00.000Z' } : m))
    const { summary } = caseCard({
      ...{ it: { ...both, monitors: monitors.toSorted((a, b) => (a.since < b.since ? -1 : 1)) }, model: flightDelay },
      ...{ business: [], wayBack: undefined, change: undefined, offers: [] },
    })
    expect(summary).toContain('limit 75, since 2 April 2001')
  })
})
