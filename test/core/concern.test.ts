import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Concern, concernsOf, newsOf, retold, type Told, toldOf } from '../../src/core/concern.ts'

const SINCE = '2026-03-02T09:00:00.000Z'
const concern = (model: string, ...kpis: string[]): Concern => ({ model, kpis, says: `${model} waits`, since: SINCE })
const MANY: Told = { a: ['mae', 'bias'], b: [] }

describe('[D12] what is news of the models that wait', () => {
  test.each([
    ['nothing, where all was told', [concern('a', 'mae', 'bias'), concern('b')], undefined],
    ['nothing, where one KPI of several came back', [concern('a', 'mae'), concern('b')], undefined],
    ['another KPI', [concern('a', 'mae', 'psi'), concern('b')], { added: { a: ['psi'] }, gone: [] }],
    ['another model', [concern('a'), concern('b'), concern('c', 'mae')], { added: { c: ['mae'] }, gone: [] }],
    ['a model of which nothing is known but that it waits', [concern('a'), concern('b'), concern('c')], addedOnly('c')],
    ['a model that waits no more', [concern('a')], { added: {}, gone: ['b'] }],
    ['one for another', [concern('a'), concern('c', 'mae')], { added: { c: ['mae'] }, gone: ['b'] }],
    [
      'a model whose name every object has',
      [concern('a'), concern('b'), concern('constructor')],
      addedOnly('constructor'),
    ],
  ])('%s', (_, all, news) => {
    expect(newsOf(MANY, all, all)).toEqual(news)
  })

  test('what does not count yet is not added, and not gone either', () => {
    expect(newsOf(MANY, [concern('a')], [concern('a'), concern('b'), concern('c')])).toBeUndefined()
  })

  test('work that is about no model concerns none, and one that says which model concerns that', () => {
    const held = { says: 'It fails.', since: SINCE }
    expect(concernsOf([held, { ...held, model: 'a' }])).toEqual([{ model: 'a', kpis: [], ...held }])
  })
})

const NAMES = ['a', 'b', '__proto__', 'constructor', 'c']
const concerns = fc.array(
  fc.record({
    model: fc.constantFrom(...NAMES),
    kpis: fc.uniqueArray(fc.constantFrom('mae', 'bias', 'psi', 'toString'), { maxLength: 4 }),
    ...{ says: fc.constant('It waits.'), since: fc.constant(SINCE) },
  }),
  { maxLength: 6 },
)
const withNews = (told: Told, all: readonly Concern[]) => {
  const news = newsOf(told, all, all)
  return news ? retold(told, news.added, news.gone) : told
}

test('[D12] whatever falls silent and comes back, those that wait are the ones that were told, with all they miss', () => {
  fc.assert(
    fc.property(fc.array(concerns, { minLength: 1, maxLength: 8 }), rounds => {
      let told: Told = {}
      for (const all of rounds) {
        told = withNews(told, all)
        const now = toldOf(all)
        expect(Object.keys(told).sort()).toEqual(Object.keys(now).sort())
        for (const [model, kpis] of Object.entries(now)) expect(told[model]).toEqual(expect.arrayContaining([...kpis]))
        expect(newsOf(told, all, all)).toBeUndefined()
      }
    }),
  )
})

test('[D12] what flickers while its models wait is told once', () => {
  fc.assert(
    fc.property(concerns, fc.array(fc.array(fc.nat({ max: 3 }), { maxLength: 6 }), { maxLength: 8 }), (all, rounds) => {
      const told = withNews({}, all)
      for (const dropped of rounds) {
        const fewer = all.map((it, i) => ({ ...it, kpis: it.kpis.filter((_, k) => dropped[i] !== k) }))
        expect(newsOf(told, fewer, fewer)).toBeUndefined()
      }
    }),
  )
})

function addedOnly(model: string) {
  return { added: { [model]: [] }, gone: [] }
}
