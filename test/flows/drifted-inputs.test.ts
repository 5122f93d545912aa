import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNT_METHODS, type CountMethod, type InputDrift } from '../../src/core/input-drift.ts'
import { driftMethods } from '../../src/drift/index.ts'
import { driftedInputs } from '../../src/flows/drifted-inputs.ts'
import { even, numbers } from '../fixtures/drift.ts'
import { measureDrift } from '../fixtures/measured.ts'
import { type Columns, profileOf, windowOf } from '../fixtures/profiled.ts'

const judged = (asked: InputDrift, reference: Columns, current: Columns, chunkRows = 0, chunks = 0) => {
  const profile = profileOf(reference, chunkRows, chunks)
  return driftedInputs(asked, profile, windowOf(profile.columns, current))
}

test('[D4] the methods a KPI may name are those that need counts alone, but for the one that needs a category named', () => {
  const byCounts = Object.values(driftMethods).flatMap(it => (it.takes === 'counts' ? [it.name] : []))
  expect([...COUNT_METHODS, 'proportions'].sort()).toEqual(byCounts.sort())
})

const list = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 120, maxLength: 200 })

test.each(COUNT_METHODS)('[D4] %s against a profile is what it is in memory', method => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      const [one] = judged({ method }, { x: a }, { x: [...b, null, Number.NaN] })
      const report = measureDrift(driftMethods[method], numbers(a), numbers(b), { edges: profileEdges(a) })
      expect(one?.is).toBe(report.verdict)
      if (report.verdict === 'insufficient-data') return
      expect([one?.statistic, one?.effect, one?.is]).toEqual([
        report.measured.statistic,
        report.measured.effect?.value ?? report.measured.statistic,
        report.verdict,
      ])
    }),
    { numRuns: 40 },
  )
})

function profileEdges(values: readonly number[]): readonly number[] {
  const [column] = profileOf({ x: values }).columns
  return column?.is === 'numbers' ? column.edges : []
}

describe('[D3] of many inputs', () => {
  // Each alone would be below a thousandth by chance once in a thousand; of two hundred, one in five times one is.
  const reference = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`x${i}`, texts(500, 500)]))
  const drifted = (current: Columns, method: CountMethod = 'psi', threshold = 0.01) =>
    judged({ method, threshold }, reference, current).filter(it => it.is === 'drift')

  test('what chance brings to one of them is no drift, and is drift where there is but that one', () => {
    const current = { ...reference, x7: texts(580, 420) }
    expect(drifted(current)).toEqual([])
    const [alone] = judged({ method: 'psi', threshold: 0.01, columns: ['x7'] }, reference, current)
    expect(alone).toMatchObject({ is: 'drift' })
    expect(alone?.p).toBeGreaterThan(1e-4)
  })

  test('what many of them show at once is drift in each', () => {
    const moved = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x${i}`, texts(580, 420)]))
    expect(drifted({ ...reference, ...moved })).toHaveLength(100)
  })

  test('one that has too few rows says so, and does not hold up the others', () => {
    const current = { ...reference, x1: texts(700, 300), x2: texts(3, 4) }
    const all = judged({ method: 'psi' }, reference, current)
    expect(all.filter(it => it.is === 'drift').map(it => it.column)).toEqual(['x1'])
    expect(all.find(it => it.column === 'x2')).toEqual({ column: 'x2', is: 'insufficient-data', used: 7, needs: 20 })
  })
})

function texts(a: number, b: number): readonly string[] {
  return [...Array<string>(a).fill('a'), ...Array<string>(b).fill('b')]
}

describe('[D3] a calibrated threshold', () => {
  /** Chunks of a reference that wanders by so much from one to the next. */
  const wandering = (by: number) => ({ x: Array.from({ length: 8 }, (_, i) => even(300, by * (i % 4))).flat() })
  const window = { x: even(300, 0.5) }
  const of = (by: number, chunks = 8) =>
    judged({ method: 'psi', threshold: 'calibrated' }, wandering(by), window, 300, chunks)[0]

  test('is low where the chunks are alike, and high where they wander by themselves', () => {
    const [calm, wild] = [of(0), of(0.3)]
    expect(calm).toMatchObject({ is: 'drift' })
    expect(calm?.threshold).toBeLessThan(0.05)
    expect(wild).toMatchObject({ is: 'no-drift' })
    expect(wild?.threshold).toBeGreaterThan(wild?.effect as number)
    expect(wild?.effect).toBeGreaterThan(driftMethods.psi.threshold)
  })

  test('takes six chunks, and without them nobody says that nothing has drifted', () => {
    expect(of(0, 5)).toEqual({ column: 'x', is: 'uncalibrated', used: 300, needs: 100 })
    expect(of(0, 6)?.is).toBe('drift')
  })
})

test('[D4] texts that the reference never saw are one category, and an answer', () => {
  const [one] = judged({ method: 'psi' }, { x: texts(200, 200) }, { x: [...texts(100, 100), ...Array(100).fill('c')] })
  expect(one).toMatchObject({ is: 'drift', used: 300 })
})
