import { describe, expect, test } from 'vitest'
import { digestOfProfile, type Profile } from '../../src/core/profile.ts'
import type { Repository } from '../../src/core/repository.ts'
import { inputComplaints } from '../../src/repository/input-complaints.ts'
import { profileComplaints } from '../../src/repository/profile-complaints.ts'
import { profileOf, QUERY } from '../fixtures/profiled.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const good = profileOf({ delay: Array.from({ length: 600 }, (_, i) => i), origin: Array(600).fill('JFK') }, 100, 6)
const kpi = { name: 'Moved', kind: 'technical', unit: '', direction: 'lower-is-better', query: 'seen' } as const
const model = { ...flightDelay, queries: { ...flightDelay.queries, seen: QUERY } }
const there: Repository = { ...repository, models: { [model.id]: model }, profiles: { [good.id]: good } }

/** Signed again, so that only what was changed is wrong. */
function told(change: Partial<Profile>, first: Partial<Profile['columns'][number]> = {}): readonly string[] {
  const [column, ...others] = good.columns
  const columns = [{ ...column, ...first } as Profile['columns'][number], ...others]
  const profile = { ...good, columns, ...change }
  return profileComplaints({ ...profile, digest: digestOfProfile(profile) }, there).map(it => `${it.at}: ${it.says}`)
}

describe('[D4] a profile', () => {
  test('as it was counted is good', () => {
    expect(profileComplaints(good, there)).toEqual([])
  })

  test.each<[Partial<Profile>, Partial<Profile['columns'][number]>, string]>([
    [{ model: 'flight-dely' }, {}, 'model: `flight-dely` is not a model. Did you mean `flight-delay`?'],
    [{ id: 'other-profile' }, {}, 'id: The profile of `flight-delay` has another name.'],
    [{ query: 'weekly' }, {}, 'query: `weekly` is not a query of the model that returns inputs.'],
    [{ rows: 601 }, {}, 'columns,0,counts: They do not add up to 601 rows.'],
    [{ columns: [...good.columns, ...good.columns.slice(1)] }, {}, 'columns,2,name: `origin` is there twice.'],
    [{}, { edges: [3, 2, 1, 4, 5, 6, 7, 8, 9] }, 'columns,0,edges: They are not in order.'],
    [{}, { counts: [600] }, 'columns,0,counts: There are not 10 counts: one more than there are edges or values.'],
    [{}, { chunks: [[61, 0, 0, 0, 0, 0, 0, 0, 0, 0]] }, 'columns,0,chunks: They hold more rows than the whole.'],
  ])('with %j and %j is wrong', (change, first, says) => {
    expect(told(change, first)[0]).toBe(says)
  })
})

describe('[D4] a KPI of drift', () => {
  const codes = (it: typeof model, of: Repository = there) =>
    inputComplaints(it, of).map(({ at, code }) => `${at}: ${code}`)
  const drift = { method: 'psi' } as const

  test('and a query of inputs go together, and need the profile', () => {
    expect(codes({ ...model, kpis: { moved: { ...kpi, drift } } })).toEqual([])
    expect(codes({ ...model, kpis: { moved: { ...kpi, drift } } }, { ...there, profiles: {} })).toEqual([
      'kpis,moved,drift: no-profile',
    ])
    expect(codes({ ...model, kpis: { moved: kpi } })).toEqual(['kpis,moved,query: unfit-query'])
    expect(codes({ ...model, kpis: { moved: { ...kpi, query: 'weekly', drift } } })).toEqual([
      'kpis,moved,query: unfit-query',
    ])
  })

  test('names columns that were counted, and may calibrate itself by six chunks', () => {
    const calibrated = { ...model, kpis: { moved: { ...kpi, drift: { ...drift, threshold: 'calibrated' as const } } } }
    expect(codes(calibrated)).toEqual([])
    const five = profileOf({ delay: Array.from({ length: 600 }, (_, i) => i) }, 100, 5)
    expect(codes(calibrated, { ...there, profiles: { [five.id]: five } })).toEqual([
      'kpis,moved,drift,threshold: few-chunks',
    ])
    expect(codes({ ...model, kpis: { moved: { ...kpi, drift: { ...drift, columns: ['dely'] } } } })).toEqual([
      'kpis,moved,drift,columns,0: unknown-column',
    ])
  })

  test('is counted by a SELECT over windows of a known length, and is not what runs', () => {
    const { sql: _, ...pushed } = QUERY
    const { every: __, ...endless } = QUERY
    const asking = (seen: object) => ({ ...model, queries: { seen: seen as typeof QUERY }, kpis: {} })
    expect(codes(asking(pushed))).toEqual(['queries,seen: unfit-inputs'])
    expect(codes(asking(endless))).toEqual(['queries,seen: unfit-inputs'])
    for (const sql of ['select * from t', 'select * from t where at < $end', 'select $startled, $end from t'])
      expect(codes(asking({ ...QUERY, sql }))).toEqual(['queries,seen: unfit-inputs'])
    const observed = { ...asking(QUERY), serving: { ...model.serving, observe: 'seen' } }
    expect(codes(observed)).toEqual(['serving,observe: unfit-inputs'])
  })
})
