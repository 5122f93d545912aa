import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import kind, { checkOf, type Monitor } from '../../src/policies/monitor.ts'
import { flightDelay, monitor } from '../fixtures/flight-delay.ts'

const example = (then: Monitor['examples'][number]['then'], values: number[], more: object = { limit: 18.5 }) =>
  ({ ...more, values, then }) as Monitor['examples'][number]
const policy: Monitor = {
  kind: 'monitor',
  id: 'error',
  because: 'b',
  fix: 'f',
  watches: { kpi: 'mae' },
  fires: { after: 2 },
  clears: { after: 2, limit: 18 },
  severity: 'breach',
  examples: [example('firing', [19, 19])],
}
const repository = (...models: Model[]) =>
  ({ models: Object.fromEntries(models.map(m => [m.id, m])) }) as unknown as Repository
const complaints = (change: Partial<Monitor>, ...models: Model[]) =>
  kind.complaints?.({ ...policy, ...change }, repository(...(models.length ? models : [flightDelay])))
const without = (kpi: object): Model => ({
  ...flightDelay,
  kpis: { mae: { ...flightDelay.kpis?.mae, ...kpi } as NonNullable<Model['kpis']>[string] },
})

describe('a monitor policy', () => {
  test.each(['unseen-flights', 'forecast-error', 'false-notices'])(
    '%s answers its examples, and one of them fires',
    id => {
      const answers = kind.examples?.(monitor(id)) ?? []
      expect(answers.map(a => a.got)).toEqual(answers.map(a => a.expected))
      expect(answers.some(a => kind.failing?.includes(a.got))).toBe(true)
      expect(kind.complaints?.(monitor(id), repository(flightDelay))).toEqual([])
    },
  )

  test('takes limit, samples and freshness from the KPI, unless it says otherwise', () => {
    expect(checkOf(policy, flightDelay)).toEqual({
      direction: 'lower-is-better',
      limit: 18.5,
      fires: { after: 2, of: 2 },
      clears: { after: 2, limit: 18 },
      minSamples: 1000,
      staleHours: 192,
    })
    expect(
      checkOf({ ...policy, limit: 20, fires: { after: 2, of: 3 }, clears: { after: 1 }, staleHours: 24 }, flightDelay),
    ).toMatchObject({
      limit: 20,
      fires: { of: 3 },
      clears: { limit: 20 },
      staleHours: 24,
    })
  })

  test('watches nothing where it does not apply or no limit was agreed', () => {
    expect(checkOf({ ...policy, appliesTo: { tiers: ['high'] } }, flightDelay)).toBeUndefined()
    expect(checkOf({ ...policy, watches: { kpi: 'announced' } }, flightDelay)).toBeUndefined()
    expect(checkOf({ ...policy, watches: { kpi: 'nothing' } }, flightDelay)).toBeUndefined()
  })

  test('explains an example by the readings that moved it', () => {
    const [answer] = kind.examples?.({ ...policy, examples: [example('ok', [15, 19, 20])] }) ?? []
    expect(answer).toEqual({
      index: 0,
      expected: 'ok',
      got: 'firing',
      trace: ['19 (value 2): ok → pending', '20 (value 3): pending → firing'],
    })
  })

  test('reads an example of a KPI of which more is better', () => {
    const examples = [example('firing', [39, 38], { limit: 40, direction: 'higher-is-better' })]
    expect(kind.examples?.({ ...policy, clears: { after: 1 }, examples })[0]?.got).toBe('firing')
  })

  test.each<[string, Partial<Monitor>, Model | undefined, string, string]>([
    [
      'a KPI nobody has',
      { watches: { kpi: 'mea' } },
      undefined,
      'no model this monitor applies to has a KPI mea',
      'Did you mean mae?',
    ],
    [
      'a KPI without a limit',
      { watches: { kpi: 'announced' } },
      undefined,
      'flight-delay agreed to no limit for announced',
      'Give the KPI a `limit` in the model, or the monitor one.',
    ],
    [
      'more bad readings than it looks at',
      { fires: { after: 3, of: 2 } },
      undefined,
      '3 of 2 readings can never be bad',
      'Say at least 3, or leave `of` out.',
    ],
    [
      'a clear limit beyond the limit',
      { clears: { after: 2, limit: 19 } },
      undefined,
      'on flight-delay, 19 is still beyond the limit 18.5',
      'Say 18.5 or less.',
    ],
    [
      'a clear limit below one that is a floor',
      { clears: { after: 2, limit: 18 } },
      without({ direction: 'higher-is-better' }),
      'on flight-delay, 18 is still beyond the limit 18.5',
      'Say 18.5 or more.',
    ],
    [
      'a KPI where no model has any',
      {},
      { ...flightDelay, kpis: {} },
      'no model this monitor applies to has a KPI mae',
      'Give a model the KPI mae.',
    ],
    [
      'an example without a limit',
      { examples: [example('firing', [1], {})] },
      undefined,
      'the example has no limit to compare with',
      'Add `limit` to it.',
    ],
  ])('is refused with %s', (_, change, model, says, fix) => {
    expect(complaints(change, ...(model ? [model] : []))).toEqual([expect.objectContaining({ says, fix })])
  })
})
