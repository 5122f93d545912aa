import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, DriftMethod } from '../../src/core/drift.ts'
import { driftMethods } from '../../src/drift/index.ts'
import type { DriftAsked } from '../../src/flows/measure-drift.ts'
import { even, normal, numbers } from '../fixtures/drift.ts'
import { measureDrift } from '../fixtures/measured.ts'

const METHODS = Object.values(driftMethods) as readonly DriftMethod[]
const of = (name: keyof typeof driftMethods, a: Column, b: Column, asked?: DriftAsked) =>
  measureDrift(driftMethods[name], a, b, asked)

function texts(counts: Readonly<Record<string, number>>): Column {
  const rows = Object.values(counts).reduce((a, b) => a + b, 0)
  return { rows, missing: 0, notFinite: 0, values: { are: 'texts', counts: new Map(Object.entries(counts)) } }
}

describe('[D3] bins', () => {
  test('are quantiles of the reference by linear interpolation, and a value equal to an edge goes up', () => {
    const report = of('psi', numbers([...even(30), ...even(30)]), numbers(even(60)), { bins: 4 })
    expect(report.counts?.labels).toHaveLength(4)
    const given = of('psi', numbers(even(200, 1)), numbers([...even(90, 1), 2, 2]), { edges: [1.5, 2] })
    expect(given.counts).toMatchObject({ labels: ['< 1.5', '< 2', '≥ 2'], current: [45, 45, 2] })
    expect(given.how).toBe('3 bins with given edges')
  })

  test('whose edges fall together are one, and that is said', () => {
    const many = [...Array<number>(500).fill(0), ...even(500, 1)]
    expect(of('psi', numbers(many), numbers(many)).how).toMatch(/^\d bins by quantiles .*, \d edges fell together$/)
  })

  test('are not made of twenty different numbers or fewer: each is a category, also one never seen before', () => {
    const few = Array.from({ length: 400 }, (_, i) => i % 20)
    const report = of('psi', numbers(few), numbers([...few, ...Array<number>(100).fill(99)]))
    expect(report.counts?.by).toBe('categories')
    expect(report.how).toContain('1 of them not in the reference; the reference has 20 different numbers or fewer')
    expect(report.counts?.labels.at(-1)).toBe('99')
    expect(report.verdict).toBe('drift')
    const constant = of('psi', numbers(Array(300).fill(5)), numbers(Array(300).fill(5)))
    expect(constant).toMatchObject({ verdict: 'no-drift', measured: { statistic: 0 } })
  })
})

describe('[D3] the verdict', () => {
  test('is none on few rows: a bin that expects fewer than ten says nothing', () => {
    const report = of('psi', numbers(normal(5000, 1)), numbers(normal(99, 2, 3)))
    expect(report).toMatchObject({ verdict: 'insufficient-data' })
    expect(report.why).toBe(
      'Each sample needs 100 values for this; there are 5000 and 99: take a longer time, or fewer bins.',
    )
    expect(of('psi', numbers(normal(5000, 1)), numbers(normal(100, 2, 3))).verdict).toBe('drift')
  })

  test.each(METHODS.map(it => it.name))('of %s on a sample without a value is that there is too little', name => {
    const none = { ...numbers([]), rows: 7, missing: 7 }
    const report = of(name as keyof typeof driftMethods, numbers(even(200)), none, { success: 'x' })
    expect(report).toMatchObject({ verdict: 'insufficient-data', rows: { current: { used: 0, missing: 7 } } })
  })

  test('is no drift where nothing moved: half a percent of false alarms of psi at a hundred rows, and fewer at more', () => {
    const reference = numbers(normal(5000, 3))
    const fired = (rows: number, mean = 0) =>
      Array.from({ length: 200 }, (_, i) => of('psi', reference, numbers(normal(rows, 100 + i, mean)))).filter(
        report => report.verdict === 'drift',
      ).length
    expect([fired(100), fired(200), fired(1000)].every(count => count <= 3)).toBe(true)
    expect(fired(100, 0.5)).toBeGreaterThan(100)
    expect(fired(200, 0.5)).toBeGreaterThan(190)
  })

  test('is no drift for a harmless shift on a large table, however small its p-value', () => {
    const report = of('kolmogorov-smirnov', numbers(even(90_000)), numbers(even(90_000, 0.02)))
    expect(report.measured.p).toBeLessThan(1e-10)
    expect(report).toMatchObject({ verdict: 'no-drift' })
    expect(report.why).toBe('kolmogorov-smirnov 0.02001 is below 0.1.')
  })

  test('is not given in the unit of a column unless somebody says what is much', () => {
    const [a, b] = [numbers(even(200)), numbers(even(200, 5))]
    expect(of('wasserstein', a, b).verdict).toBe('not-judged')
    expect(of('wasserstein', a, b, { threshold: 4 }).verdict).toBe('drift')
    expect(of('wasserstein', a, b, { threshold: 6 }).verdict).toBe('no-drift')
  })

  test('of what compares numbers is refused for texts, with what to use', () => {
    expect(() => of('kolmogorov-smirnov', texts({ a: 1 }), texts({ a: 1 }))).toThrow(/holds texts[\s\S]*chi-square/)
  })

  test('of one large change is the same by every method', () => {
    const [a, b] = [numbers(normal(2000, 5)), numbers(normal(2000, 6, 2))]
    const asked = { threshold: 0.1, success: '≥ 1', edges: [1] }
    for (const { name } of METHODS)
      expect([name, of(name as keyof typeof driftMethods, a, b, asked).verdict]).toEqual([name, 'drift'])
  })
})

describe('[D3] numbers of any size', () => {
  const many = even(110_000)

  test('one far out does not hide from the grid what all others do', () => {
    for (const far of [1e12, 1e300, Number.MAX_VALUE]) {
      const [a, b] = [numbers([...many, far, -far]), numbers([...even(110_000, 0.3), far])]
      expect(of('kolmogorov-smirnov', a, b)).toMatchObject({
        ...{ verdict: 'drift', measured: { statistic: expect.closeTo(0.3, 4) } },
      })
      expect(of('wasserstein', a, b, { threshold: 0.1 }).verdict).toBe('drift')
      expect(of('kolmogorov-smirnov', a, a)).toMatchObject({ verdict: 'no-drift', measured: { statistic: 0 } })
    }
  })

  test('a grid that is fine enough is kept, and one value alone or two as near as can be are no trouble', () => {
    expect(of('kolmogorov-smirnov', numbers(many), numbers(even(110_000, 0.01))).measured.how).toContain('grid')
    const same = numbers(Array(110_000).fill(5e-324))
    expect(of('kolmogorov-smirnov', same, same)).toMatchObject({ verdict: 'no-drift', measured: { statistic: 0 } })
    const near = numbers(Array.from({ length: 110_000 }, (_, i) => (i % 2) * 5e-324))
    expect(of('kolmogorov-smirnov', near, same)).toMatchObject({ verdict: 'drift', measured: { statistic: 0.5 } })
  })

  test('bins have edges however far apart they are, and counts add up', () => {
    const all = Array.from({ length: 300 }, (_, i) => (i % 2 ? 1 : -1) * Number.MAX_VALUE * (0.5 + i / 600))
    const { counts, verdict } = of('psi', numbers(all), numbers(all))
    expect(counts?.edges?.every(Number.isFinite)).toBe(true)
    expect([counts?.current.reduce((a, b) => a + b, 0), verdict]).toEqual([300, 'no-drift'])
  })

  test('a distance that is too large to be told is no verdict', () => {
    const [a, b] = [-Number.MAX_VALUE, Number.MAX_VALUE].map(far =>
      numbers([...even(20), ...Array(180).fill(far)]),
    ) as [Column, Column]
    for (const name of ['wasserstein', 'wasserstein-normed'] as const)
      expect(of(name, a, b, { threshold: 0.1 })).toMatchObject({
        ...{ verdict: 'not-judged', why: `${name} of numbers this large cannot be told.` },
      })
  })
})

test('[D3] the same rows in any order give the same; rows without a value beside them are a test of their own', () => {
  const list = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 30, maxLength: 80 })
  fc.assert(
    fc.property(list, list, fc.nat(20), (a, b, missing) => {
      const once = of('psi', numbers(a), numbers(b))
      const again = of('psi', numbers(a.toReversed()), { ...numbers(b.toSorted()), rows: b.length + missing, missing })
      expect([again.measured, again.counts]).toEqual([once.measured, once.counts])
      expect(again.verdict).toBe(again.missing?.is === 'drift' ? 'drift' : once.verdict)
    }),
  )
})
