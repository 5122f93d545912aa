import { expect, test } from 'vitest'
import { type Silent, stuckBySilence } from '../../src/core/unmeasured.ts'

const silent = (model: string, more: Partial<Silent> = {}): Silent => ({
  ...{
    model,
    connection: 'flights',
    kpi: 'mae',
    newest: '2026-03-01T00:00:00.000Z',
    since: '2026-03-09T00:00:00.000Z',
  },
  ...more,
})
const told = (all: readonly Silent[], hidden: readonly string[] = []) =>
  stuckBySilence(all, id => !hidden.includes(id)).map(({ says, model, count, since }) => ({
    says,
    model,
    count,
    since,
  }))

test('[D5] where only some parts are missing, they are named, and not those of hidden models', () => {
  const of = (segment: string, model = 'a') => silent(model, { of: segment })
  const words = (all: readonly Silent[], hidden?: readonly string[]) => told(all, hidden)[0]?.says.split(' from ')[0]
  expect(words([of('AA'), of('UA')])).toBe('a gets nothing new of AA and UA')
  expect(words([of('AA'), silent('a')])).toBe('a gets nothing new of mae')
  expect(words([of('AA'), of('UA', 'b')], ['b'])).toBe('a and 1 other model get nothing new of AA and 1 other part')
  expect(words('12345678'.split('').map(n => of(n)))).toBe('a gets nothing new of 1, 2, 3, 4, 5 and 3 other parts')
})

test('[D12] one source is one trouble, however many models wait for it, since the first of them', () => {
  const later = { since: '2026-03-10T00:00:00.000Z', newest: '2026-03-02T00:00:00.000Z' }
  expect(
    told([silent('a', later), silent('b'), silent('b', { kpi: 'bias' }), silent('c', { connection: 'desk' })]),
  ).toEqual([
    {
      says: 'c gets nothing new of mae from desk: the newest reading ended on 1 March 2026.',
      model: 'c',
      count: 1,
      since: '2026-03-09T00:00:00.000Z',
    },
    {
      says: 'a and b get nothing new from flights: the newest reading ended on 2 March 2026.',
      model: undefined,
      count: 2,
      since: '2026-03-09T00:00:00.000Z',
    },
  ])
})

test('[D12] (attack 73) what not everybody may see is counted and not named, and more than five are a number', () => {
  const says = (n: number, hidden: readonly string[]) =>
    told(
      Array.from({ length: n }, (_, i) => silent(`m${i}`)),
      hidden,
    )[0]?.says.split(' get ')[0]
  expect(says(3, ['m1'])).toBe('m0, m2 and 1 other model')
  expect(says(2, ['m0', 'm1'])).toBe('2 models')
  expect(says(900, [])).toBe('m0, m1, m2, m3, m4 and 895 other models')
})

test('[D12] a KPI that never had a reading is said to have none', () => {
  const { newest: _, ...never } = silent('a', { kpi: 'bias' })
  expect(told([never])[0]?.says).toBe('a gets nothing new of bias from flights: there never was a reading.')
  expect(told([silent('a'), never])[0]?.says).toBe(
    'a gets nothing new of bias and mae from flights: the newest reading ended on 1 March 2026, and 1 KPI never had one.',
  )
})

test('[D12] what is missing is named, since others may come from there, and more than five are a number', () => {
  const kpis = '1234567'.split('').map(n => silent('a', { kpi: `k${n}` }))
  expect(told(kpis)[0]?.says).toContain('a gets nothing new of k1, k2, k3, k4, k5 and 2 other KPIs from flights: ')
})

test('the fix is the same whatever is silent there, so that one trouble goes on', () => {
  const fixes = [[silent('a')], [silent('a'), silent('b')]].flatMap(all => stuckBySilence(all, () => true))
  expect(new Set(fixes.map(({ fix }) => fix)).size).toBe(1)
})
