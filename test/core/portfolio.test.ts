import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import type { Event } from '../../src/core/event.ts'
import type { Model } from '../../src/core/model.ts'
import { type PortfolioFacts, type PortfolioModel, portfolioOf } from '../../src/core/portfolio.ts'
import { event } from '../fixtures/record.ts'
import { flightDelay } from '../fixtures/world.ts'

const SINCE = '2026-05-01T06:00:00.000Z'
const NOW = '2026-06-01T06:00:00.000Z'
const { value: _, cost: __, stage: ___, documents: ____, ...bare } = flightDelay
const ALL = { owners: true, kpis: true, monitors: true, profile: true, validation: true }

const one = (id: string, more: Partial<Model> = {}, rest: Partial<PortfolioModel> = {}): PortfolioModel => ({
  model: { ...bare, id, name: id, ...more },
  ...{ over: false, has: ALL },
  ...rest,
})
const facts = (models: readonly PortfolioModel[], more: Partial<PortfolioFacts> = {}) =>
  portfolioOf({ models, cases: [], changes: [], late: [], events: [], since: SINCE, now: NOW, ...more })

const useCase = { kind: 'use-case', id: 'u', name: 'U', owner: 'ana' } as const

describe('[R39] the portfolio counts', () => {
  test('every model once, by stage and tier; what says no stage is told last, and what is over is asked for nothing more', () => {
    const found = facts([
      one('a', { tier: 'low', stage: 'production' }),
      one('b', { tier: 'high', stage: 'production' }),
      one('c', { tier: 'high' }),
      one('d', { tier: 'high', stage: 'idea' }),
      one('e', { tier: 'low', stage: 'retired' }, { over: true, has: { ...ALL, monitors: false } }),
    ])
    expect(found.stages).toEqual([
      { stage: 'idea', tier: 'high', models: 1 },
      { stage: 'production', tier: 'high', models: 1 },
      { stage: 'production', tier: 'low', models: 1 },
      { stage: 'retired', tier: 'low', models: 1 },
      { tier: 'high', models: 1 },
    ])
    expect([found.models, found.live, found.coverage.monitors, found.unmeasured]).toEqual([5, 4, 4, 0])
  })

  test('risk by the class of what a model is used for, and what is in none as that', () => {
    const { risks } = facts([
      one('a', {}, { useCase: { ...useCase, risk: 'limited' } }),
      one('b', {}, { useCase: { ...useCase, risk: 'high' } }),
      one('c', {}, { useCase }),
      one('d'),
    ])
    expect(risks).toEqual([{ risk: 'high', models: 1 }, { risk: 'limited', models: 1 }, { models: 2 }])
  })

  test('what nobody would see fail: no KPI is measured, or no monitor looks', () => {
    const blind = (more: object) => one('x', {}, { has: { ...ALL, ...more } })
    expect(facts([blind({ kpis: false }), blind({ monitors: false }), blind({ profile: false })]).unmeasured).toBe(2)
  })
})

describe('[R39] money', () => {
  const usd = (perMonth: number) => ({ perMonth, currency: 'USD' })
  test('is added by currency and never across, and a value nobody stated is not nought', () => {
    const { value, cost } = facts([
      one('a', { value: usd(100), cost: usd(0) }),
      one('b', { value: usd(20) }),
      one('c', { value: { perMonth: 5, currency: 'EUR' } }),
      one('d'),
      one('e', { value: usd(7) }, { over: true }),
    ])
    expect(value).toEqual({
      sums: [
        { currency: 'EUR', amount: 5, of: 1 },
        { currency: 'USD', amount: 120, of: 2 },
      ],
      notStated: 1,
    })
    expect(cost).toEqual({ sums: [{ currency: 'USD', amount: 0, of: 1 }], notStated: 3 })
  })

  test('whatever is stated, each model is in one currency or not stated, and each currency has its own sum', () => {
    const stated = fc.record({ perMonth: fc.nat(1_000_000), currency: fc.constantFrom('USD', 'EUR', 'JPY') })
    fc.assert(
      fc.property(fc.array(fc.option(stated, { nil: undefined }), { maxLength: 30 }), all => {
        const { value, live } = facts(all.map((it, i) => one(`m${i}`, it && { value: it })))
        expect(value.sums.reduce((sum, it) => sum + it.of, value.notStated)).toBe(live)
        for (const { currency, amount } of value.sums) {
          const mine = all.flatMap(it => (it?.currency === currency ? [it.perMonth] : []))
          expect(amount).toBe(mine.reduce((a, b) => a + b, 0))
        }
      }),
    )
  })

  const breach = (kpi: string, value: number, more: object = {}) => ({
    ...{ monitor: kpi, kpi, state: 'firing' as const, since: '2026-05-18T06:00:00.000Z', bad: 2, good: 0 },
    latest: { start: '2026-05-18T00:00:00Z', end: '2026-05-25T00:00:00Z', value, n: 9, version: '1.1.0' },
    ...more,
  })
  const open = (monitors: Case['monitors'], more: Partial<Case> = {}) => {
    // A case that goes on from an earlier breach began before what fires now.
    const times = { onset: '2026-03-01T06:00:00.000Z', available: NOW, detected: NOW }
    const it: Case = { id: 'case/a', model: 'a', owner: 'ana', taken: false, monitors, ...times, ...more }
    return { it, events: [] }
  }
  // False notices: 75 was agreed, each is 690 USD a week, and two weeks are over.
  test.each<[string, Case['monitors'], object]>([
    ['of what broke, for each week since', [breach('false_notices', 85)], { sums: [usdOf(13_800)], notStated: 0 }],
    [
      'once for each KPI, though two monitors watch it',
      [breach('false_notices', 85), breach('false_notices', 85, { monitor: 'other' })],
      { sums: [usdOf(13_800)], notStated: 0 },
    ],
    [
      'nothing once it is as agreed',
      [breach('false_notices', 85, { state: 'ok' })],
      { sums: [usdOf(0)], notStated: 0 },
    ],
    ['not stated where the file gives no money', [breach('mae', 99)], { sums: [], notStated: 1 }],
    ['not stated of a segment', [breach('false_notices', 85, { segment: 'WN' })], { sums: [], notStated: 1 }],
  ])('what an open case costs: %s', (_name, monitors, costs) => {
    expect(facts([one('a')], { cases: [open(monitors)] }).breaches).toEqual({ open: 1, ...costs })
  })

  test('a case that is over costs nothing more, and one of another model is not counted', () => {
    const closed = open([breach('false_notices', 85)], { closed: {} as NonNullable<Case['closed']> })
    const other = open([breach('false_notices', 85)], { model: 'hidden' })
    expect(facts([one('a')], { cases: [closed, other] }).breaches).toEqual({ open: 0, sums: [], notStated: 0 })
  })

  function usdOf(amount: number) {
    return { currency: 'USD', amount, of: 1 }
  }
})

describe('[R39] what is overdue', () => {
  const finding = { says: 'x', severity: 'low', found: '2026-01-01', owner: 'ana' } as const
  const validation = { by: 'chen', on: '2025-01-01', version: '1.1.0', outcome: 'approved' } as const
  const vendor = { name: 'V', allowedUse: 'x' }
  test.each<[string, Partial<Model>, number]>([
    ['review', { review: { everyMonths: 6, last: '2025-12-01' } }, 0],
    ['review', { review: { everyMonths: 6, last: '2025-11-30' } }, 1],
    ['review', { review: { everyMonths: 6 } }, 0],
    ['review', { review: { everyMonths: 60, last: '2025-12-01', expires: '2026-05-31' } }, 1],
    ['validation', { validation: { ...validation, expires: '2026-06-01' } }, 0],
    ['validation', { validation: { ...validation, expires: '2026-05-31' } }, 1],
    ['finding', { findings: { a: { ...finding, due: '2026-05-31' }, b: { ...finding, due: '2026-05-30' } } }, 2],
    ['finding', { findings: { a: { ...finding, due: '2026-05-31', closed: '2026-06-01' } } }, 0],
    ['vendor', { vendor: { ...vendor, reviewBy: '2026-05-31' } }, 1],
    ['vendor', { vendor: { ...vendor, reviewBy: '2026-06-01' } }, 0],
  ])('%s of %j: %d', (of, more, count) => {
    expect(facts([one('a', more)]).overdue.find(it => it.of === of)?.count).toBe(count)
    expect(facts([one('a', more, { over: true })]).overdue.find(it => it.of === of)?.count).toBe(0)
  })
})

describe('[E5] what each function did', () => {
  const opened = (at: string, n: number): Event =>
    event(`case/a-${n}`, 1, at, 'case.opened', { model: 'a', monitors: [], owner: 'ana', onset: at, available: at })
  const than = { from: '2026-04-01T06:00:00.000Z', says: 'month', whole: true } as const
  const cases = ['2026-04-02', '2026-05-01', '2026-05-02', '2026-05-30', '2026-06-01'].map((day, n) => ({
    it: { id: `case/a-${n}`, model: 'a', monitors: [], onset: NOW } as unknown as Case,
    events: [opened(`${day}T06:00:00.000Z`, n)],
  }))
  const counts = (more: Partial<PortfolioFacts>) =>
    facts([one('a')], { cases, ...more }).functions.find(({ of }) => of === 'data-science')?.counts[0]

  test('is counted from one post to the next, each event in one of them', () => {
    expect(counts({ than, begun: than.from })).toMatchObject({ now: 3, before: 2 })
  })

  test('is held against nothing that nobody kept, and nought is then not the answer', () => {
    expect(counts({ than, begun: '2026-04-01T06:00:00.001Z' })).not.toHaveProperty('before')
    expect(counts({ than })).not.toHaveProperty('before')
    expect(counts({ begun: than.from })).not.toHaveProperty('before')
  })

  test('each function has events of its own', () => {
    const trouble = (works: readonly string[]) =>
      event('trouble/x', 1, NOW, 'trouble.opened', {
        ...{ category: 'technical', says: '', fix: '' },
        since: NOW,
        works,
      })
    const all = [
      event('change/1', 1, NOW, 'change.done', { version: '2' }),
      event('change/1', 2, NOW, 'change.done', {}),
      event('change/1', 3, NOW, 'change.delivered', { model: 'a', conclusion: 'failure' }),
      event('change/1', 4, NOW, 'change.delivered', { model: 'a', conclusion: 'success' }),
      event('model/a', 1, NOW, 'model.broke-rule', { model: 'a', policy: 'p', outcome: 'fail', says: '' }),
      trouble(['readings']),
      trouble(['show-case']),
    ]
    const said = facts([one('a')], { events: all }).functions.flatMap(({ of, counts: mine }) =>
      mine.flatMap(it => (it.now > 0 ? [`${of}: ${it.now} ${it.what}`] : [])),
    )
    expect(said).toEqual([
      'devops: 1 version-delivered',
      'devops: 1 delivery-failed',
      'dataops: 1 data-trouble',
      'itops: 1 own-trouble',
      'compliance: 1 rule-broken',
    ])
  })
})
