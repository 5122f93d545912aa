import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { ProblemError } from '../../src/core/problem.ts'
import type { Profile } from '../../src/core/profile.ts'
import { inputReadings, measureInputs } from '../../src/flows/measure-inputs.ts'
import type { Onlooker } from '../../src/flows/world.ts'
import { even } from '../fixtures/drift.ts'
import { type Columns, profileOf, QUERY, windowOf } from '../fixtures/profiled.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const airports = (jfk: number, lax: number) => [...Array(jfk).fill('JFK'), ...Array(lax).fill('LAX')] as string[]
const REFERENCE: Columns = { delay: even(1800), origin: airports(900, 900) }
const PROFILE = profileOf(REFERENCE, 300, 6)
const kpi = { name: 'Inputs that moved', kind: 'technical', unit: 'columns', direction: 'lower-is-better' } as const
const modelWith = (drift: NonNullable<NonNullable<Model['kpis']>[string]['drift']>): Model => ({
  ...flightDelay,
  queries: { seen: QUERY },
  kpis: { moved_inputs: { ...kpi, query: 'seen', drift } },
})
const MODEL = modelWith({ method: 'psi' })
const week = { start: new Date('2001-02-12'), end: new Date('2001-02-19'), available: '2001-02-19T06:00:00.000Z' }
const read = (model: Model, current: Columns, profile = PROFILE) =>
  inputReadings(model, 'seen', profile, { window: windowOf(PROFILE.columns, current), ...week })

describe('[D4] a window of inputs', () => {
  test('is a reading of how many have drifted, the same for each version, and of how many rows', () => {
    const { readings, problems } = read(MODEL, { delay: even(400, 0.5), origin: airports(190, 210) })
    expect(problems).toEqual([])
    expect(readings.map(({ version, value, n }) => [version, value, n])).toEqual([
      ['1.0.0', 1, 400],
      ['1.1.0', 1, 400],
    ])
    expect(readings[0]).toMatchObject({ kpi: 'moved_inputs', start: week.start.toISOString(), segment: '' })
  })

  test('[D7] keeps which have drifted, and by how much, beside the reading and not as one', () => {
    const { readings, windows } = read(MODEL, { delay: even(400, 0.5), origin: airports(190, 210) })
    expect(new Set(readings.map(({ segment }) => segment))).toEqual(new Set(['']))
    const { start, end } = { start: week.start.toISOString(), end: week.end.toISOString() }
    expect(windows).toMatchObject([{ model: 'flight-delay', kpi: 'moved_inputs', start, end, method: 'psi', more: 0 }])
    expect(windows[0]?.inputs.map(({ column, is, used, threshold }) => [column, is, used, threshold])).toEqual([
      ['delay', 'drift', 400, 0.1],
      ['origin', 'no-drift', 400, 0.1],
    ])
    expect(windows[0]?.inputs[0]?.effect).toBeGreaterThan(0.1)
    expect(windows[0]?.inputs[1]?.effect).toBeLessThan(0.01)
  })

  test('may be asked for some columns only', () => {
    const { readings } = read(modelWith({ method: 'psi', columns: ['origin'] }), {
      delay: even(400, 0.5),
      origin: airports(200, 200),
    })
    expect(readings.map(({ value }) => value)).toEqual([0, 0])
  })

  test('of too few rows for most columns is no reading: nobody says that nothing has drifted', () => {
    const wide = profileOf({ ...REFERENCE, distance: even(1800) }, 300, 6)
    const few = { delay: even(40), origin: airports(20, 20), distance: even(40) }
    const told = { window: windowOf(wide.columns, few), ...week }
    const { readings, windows, problems } = inputReadings(MODEL, 'seen', wide, told)
    expect(readings).toEqual([])
    expect(windows[0]?.inputs.map(({ is }) => is)).toEqual(['insufficient-data', 'insufficient-data', 'no-drift'])
    expect(problems[0]).toMatchObject({
      code: 'undecided-drift',
      says: 'flight-delay: moved_inputs of 2001-02-12: delay has 40 values of the 100 it takes and distance has 40 values of the 100 it takes; the other one was judged, which is too few for a reading',
    })
  })

  test('[D12] is a reading of the others where one column cannot be judged, and says which and why', () => {
    const { readings, problems } = read(MODEL, { delay: even(40), origin: airports(20, 20) })
    expect(readings.map(({ value, n }) => [value, n])).toEqual([
      [0, 40],
      [0, 40],
    ])
    expect(problems).toMatchObject([
      {
        code: 'unjudged-inputs',
        says: 'flight-delay: moved_inputs of 2001-02-12: delay has 40 values of the 100 it takes; the other one was judged',
        fix: 'See why the feed sends so little, ask for longer periods, or count the profile with fewer --bins.',
      },
    ])
  })

  test('[D12] with a column of nulls alone has drifted in that column, and the others are judged', () => {
    const nulls = Array<null>(400).fill(null)
    const { readings, windows, problems } = read(MODEL, { delay: nulls, origin: airports(190, 210) })
    expect(readings.map(({ value, n }) => [value, n])).toEqual([
      [1, 400],
      [1, 400],
    ])
    expect(windows[0]?.inputs).toMatchObject([
      { column: 'delay', is: 'drift', used: 0, missing: { was: 0, now: 1, is: 'drift' } },
      { column: 'origin', is: 'no-drift' },
    ])
    expect(problems).toEqual([])
  })

  test('[D12] that was always empty in one column, and is, is as it was: nobody is called for it', () => {
    const empty = profileOf({ ...REFERENCE, spare: Array<null>(1800).fill(null) }, 300, 6)
    const rows = { delay: even(400), origin: airports(200, 200), spare: Array<null>(400).fill(null) }
    const now = (window: ReturnType<typeof windowOf>) => inputReadings(MODEL, 'seen', empty, { window, ...week })
    const { readings, problems, windows } = now(windowOf(empty.columns, rows))
    expect(readings.map(({ value }) => value)).toEqual([0, 0])
    expect(problems).toEqual([])
    expect(windows[0]?.inputs.map(({ is }) => is)).toEqual(['no-drift', 'no-drift', 'no-drift'])
    // What comes where nothing ever came is told.
    const filled = now(windowOf(empty.columns, { ...rows, spare: even(400) }))
    expect(filled.windows[0]?.inputs).toContainEqual(expect.objectContaining({ column: 'spare', is: 'drift' }))
  })

  test('[D6] a feed that ends resolves no drift, of however many columns', () => {
    const names = Array.from({ length: 60 }, (_, i) => `c${i}`)
    const wide = profileOf(Object.fromEntries(names.map(name => [name, even(1800)])), 300, 6)
    const far = windowOf(wide.columns, Object.fromEntries(names.map(name => [name, even(400).map(it => it + 5)])))
    const before = inputReadings(MODEL, 'seen', wide, { window: far, ...week })
    expect(before.readings[0]?.value).toBe(60)
    const gone = { ...far, columns: wide.columns.map(() => undefined) }
    const after = inputReadings(MODEL, 'seen', wide, { window: gone, ...week, before: before.windows })
    expect(after.readings[0]?.value).toBe(60)
  })

  test('[D12] without a column says that it is gone, with its fix, and judges the others', () => {
    const { rows, columns } = windowOf(PROFILE.columns, { delay: even(400), origin: airports(200, 200) })
    const window = { rows, columns: [undefined, columns[1]] }
    const { readings, windows, problems } = inputReadings(MODEL, 'seen', PROFILE, { window, ...week })
    expect(readings.map(({ value }) => value)).toEqual([0, 0])
    expect(windows[0]?.inputs.map(({ column, is }) => [column, is])).toEqual([
      ['delay', 'gone'],
      ['origin', 'no-drift'],
    ])
    expect(problems).toMatchObject([
      {
        code: 'unjudged-inputs',
        says: 'flight-delay: moved_inputs of 2001-02-12: query seen returns no column delay; the other one was judged',
        fix: 'Bring delay back in the feed; or change the query, and count anew: kedge profile flight-delay --write.',
      },
    ])
  })

  test('[D5] a column that nobody can judge any more ends no drift, for as long as it lasts', () => {
    const bad = windowOf(PROFILE.columns, { delay: even(400, 0.5), origin: airports(200, 200) })
    const gone = { rows: 400, columns: [undefined, bad.columns[1]] }
    const good = windowOf(PROFILE.columns, { delay: even(400), origin: airports(200, 200) })
    const values: unknown[] = []
    let before: ReturnType<typeof inputReadings>['windows'] = []
    for (const window of [bad, gone, gone, good, gone]) {
      const told = inputReadings(MODEL, 'seen', PROFILE, { window, ...week, before })
      before = told.windows
      values.push([told.readings[0]?.value, before[0]?.inputs.find(it => it.column === 'delay')?.still])
    }
    expect(values).toEqual([
      [1, undefined],
      [1, true],
      [1, true],
      [0, undefined],
      [0, undefined],
    ])
  })

  test('that has drifted in one column has drifted, whatever another one cannot say', () => {
    const few = Array.from({ length: 320 }, (_, i) => (i % 4 > 0 ? null : (i + 0.5) / 320))
    const half = profileOf({ ...REFERENCE, delay: even(1800).map((x, i) => (i % 4 > 0 ? null : x)) }, 300, 6)
    const told = { window: windowOf(half.columns, { delay: few, origin: airports(280, 40) }), ...week }
    const { readings, problems } = inputReadings(MODEL, 'seen', half, told)
    expect(readings.map(({ value, n }) => [value, n])).toEqual([
      [1, 320],
      [1, 320],
    ])
    expect(problems).toHaveLength(1)
  })

  test('is judged by what the chunks of the profile say is usual, where the KPI asks for that', () => {
    const calibrated = modelWith({ method: 'psi', threshold: 'calibrated' })
    expect(read(calibrated, { delay: even(400, 0.5), origin: airports(200, 200) }).readings).toHaveLength(2)
    const short = profileOf(REFERENCE, 300, 5)
    expect(read(calibrated, { delay: even(400), origin: airports(200, 200) }, short).problems[0]).toMatchObject({
      says: 'flight-delay: moved_inputs of 2001-02-12: delay and origin cannot be calibrated',
      fix: expect.stringContaining('six whole periods'),
    })
  })
})

describe('[D4] measuring inputs', () => {
  const asked: unknown[] = []
  const kept: { start: string; value: number }[] = []
  const order: string[] = []
  const onlooker = (profiles: Readonly<Record<string, Profile>>) =>
    ({
      now: () => new Date('2001-02-27'),
      policy: async () => ({ ...repository, profiles }),
      see: {
        query: async (...all: unknown[]) => {
          asked.push(all)
          const of = (i: number, n: number) => Array<number>(n).fill(i).join(',')
          return [{ counted: 1000, f0: 1000, c0: of(100, 10), f1: 1000, c1: '500,500,1000' }]
        },
      },
      store: {
        inputWindows: async () => [],
        keepInputs: async (windows: readonly { start: string }[]) =>
          void order.push(...windows.map(({ start }) => `inputs of ${start.slice(0, 10)}`)),
        addReadings: async (readings: typeof kept) => {
          order.push(`readings of ${readings[0]?.start.slice(0, 10)}`)
          kept.push(...readings)
        },
      },
    }) as unknown as Onlooker
  const span = { start: new Date('2001-02-12'), end: new Date('2001-02-26') }

  test('asks one statement for each period, for all columns, and never for the reference again', async () => {
    const world = onlooker({ [PROFILE.id]: PROFILE })
    await measureInputs(world, MODEL, 'seen', span, world.store.addReadings)
    expect(asked).toMatchObject([
      ['flights', { sqlOf: {} }, { start: new Date('2001-02-12'), end: new Date('2001-02-19') }],
      ['flights', { sqlOf: {} }, { start: new Date('2001-02-19'), end: new Date('2001-02-26') }],
    ])
    expect(kept.map(({ start, value }) => [start.slice(0, 10), value])).toEqual([
      ['2001-02-12', 0],
      ['2001-02-12', 0],
      ['2001-02-19', 0],
      ['2001-02-19', 0],
    ])
  })

  test('[D7] keeps the inputs of a period before its readings, with which it counts as measured', () => {
    expect(order).toEqual([
      'inputs of 2001-02-12',
      'readings of 2001-02-12',
      'inputs of 2001-02-19',
      'readings of 2001-02-19',
    ])
  })

  test.each([
    ['without a profile', {}, 'no-profile'],
    ['with the profile of another query', { [PROFILE.id]: { ...PROFILE, asked: '0'.repeat(64) } }, 'stale-profile'],
  ])('%s says so, asks nothing and keeps nothing', async (_, profiles, code) => {
    asked.length = 0
    const world = onlooker(profiles)
    const measured = measureInputs(world, MODEL, 'seen', span, world.store.addReadings)
    const error = await measured.catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(ProblemError)
    expect((error as ProblemError).problems[0]).toMatchObject({ code, fix: expect.stringContaining('kedge profile') })
    expect(asked).toEqual([])
  })
})
