import { describe, expect, test } from 'vitest'
import type { AskedThreshold } from '../../src/core/drift.ts'
import type { ProfileColumn } from '../../src/core/profile.ts'
import { driftMethods } from '../../src/drift/index.ts'
import type { DriftAsked } from '../../src/flows/measure-drift.ts'
import type { CountedNow } from '../../src/flows/measure-profile.ts'
import { countsIn, edgesOf } from '../../src/numbers/bins.ts'
import { even, normal, numbers } from '../fixtures/drift.ts'
import { measureDrift, measureProfile } from '../fixtures/measured.ts'

const CHUNK = 250
const calibrated = { threshold: 'calibrated' as AskedThreshold }

/** A column as `kedge profile` counts it, in chunks of equal size. */
function profiled(all: readonly number[], bins: number): ProfileColumn & { readonly is: 'numbers' } {
  const edges = [...edgesOf(Float64Array.from(all), bins)]
  const counts = (values: readonly number[]) => countsIn(edges, Float64Array.from(values))
  const chunks = Array.from({ length: all.length / CHUNK }, (_, i) => counts(all.slice(i * CHUNK, (i + 1) * CHUNK)))
  return { name: 'delay', is: 'numbers', missing: 0, notFinite: 0, edges, counts: counts(all), chunks }
}

const counted = ({ edges }: { readonly edges: readonly number[] }, all: readonly number[]): CountedNow => ({
  ...{ rows: all.length, missing: 0, notFinite: 0, numbers: Float64Array.from(all) },
  counts: countsIn(edges, Float64Array.from(all)),
})

const REFERENCE = normal(2500, 1)
const of = (name: keyof typeof driftMethods, bins: number, now: readonly number[], asked?: DriftAsked) => {
  const column = profiled(REFERENCE, bins)
  return measureProfile(driftMethods[name], column, counted(column, now), asked)
}

describe('[D3] against a profile', () => {
  test('the methods of counts say what they say of the rows', () => {
    const now = normal(300, 2, 0.4)
    for (const name of ['psi', 'hellinger', 'jensen-shannon', 'chi-square', 'kullback-leibler'] as const) {
      const rows = measureDrift(driftMethods[name], numbers(REFERENCE), numbers(now))
      const counts = of(name, 10, now)
      expect([name, counts.measured, counts.verdict, counts.why]).toEqual([name, rows.measured, rows.verdict, rows.why])
    }
  })

  test('kolmogorov-smirnov is known between bounds: drift where the least of it is, none where the most is not', () => {
    expect(of('kolmogorov-smirnov', 10, normal(300, 3, 1)).verdict).toBe('drift')
    const unsure = of('kolmogorov-smirnov', 10, normal(300, 3))
    expect(unsure.verdict).toBe('not-judged')
    expect(unsure.why).toMatch(/^kolmogorov-smirnov is 0\.0\d+ to 0\.1\d+, and 0\.1 is much: count .* more --bins/)
    expect(of('kolmogorov-smirnov', 50, normal(300, 3)).verdict).toBe('no-drift')
    const rows = measureDrift(driftMethods['kolmogorov-smirnov'], numbers(REFERENCE), numbers(normal(300, 3)))
    const { statistic, bound = 0 } = unsure.measured
    expect(rows.measured.statistic).toBeGreaterThanOrEqual(statistic)
    expect(rows.measured.statistic).toBeLessThanOrEqual(statistic + bound)
  })

  test('so coarse a bound is no drift all the same, where even the most of it can be chance', () => {
    expect(of('kolmogorov-smirnov', 20, even(100), { threshold: 0.01 }).verdict).toBe('drift')
    expect(of('kolmogorov-smirnov', 20, normal(100, 3), { threshold: 0.01 }).verdict).toBe('no-drift')
  })

  test('wasserstein is so much or more: its outer bins have no end', () => {
    const near = of('wasserstein', 10, normal(300, 3), { threshold: 0.5 })
    expect(near).toMatchObject({ verdict: 'not-judged', measured: { bound: Number.POSITIVE_INFINITY } })
    expect(near.why).toMatch(/^wasserstein is 0\.0\d+ or more, and 0\.5 is much/)
    expect(of('wasserstein', 10, normal(300, 3, 2), { threshold: 0.5 }).verdict).toBe('drift')
    expect(of('wasserstein', 10, normal(250, 3), calibrated).verdict).toBe('not-judged')
  })

  test('of few different numbers both are what they are of the rows', () => {
    const [then, now] = [normal(2000, 1), normal(300, 2, 1)].map(all => all.map(x => Math.round(x)))
    const values = [...new Set(then)].sort((a, b) => a - b)
    const tell = (all: readonly number[] = []) => {
      const listed = values.map(value => all.filter(it => it === value).length)
      return [...listed, all.length - listed.reduce((a, b) => a + b, 0)]
    }
    const column: ProfileColumn = {
      name: 'n',
      is: 'few-numbers',
      missing: 0,
      notFinite: 0,
      values,
      counts: tell(then),
      chunks: [],
    }
    const current = { rows: 300, missing: 0, notFinite: 0, counts: tell(now), numbers: Float64Array.from(now ?? []) }
    for (const name of ['kolmogorov-smirnov', 'wasserstein'] as const) {
      const asked = { threshold: 0.2 }
      const rows = measureDrift(driftMethods[name], numbers(then ?? []), numbers(now ?? []), asked)
      const kept = measureProfile(driftMethods[name], column, current, asked)
      expect([name, kept.measured.statistic, kept.verdict]).toEqual([
        name,
        expect.closeTo(rows.measured.statistic, 9),
        rows.verdict,
      ])
    }
  })

  test('a threshold is calibrated on its periods, also of kolmogorov-smirnov in ten bins', () => {
    for (const name of ['psi', 'total-variation', 'kolmogorov-smirnov'] as const) {
      expect([name, of(name, 10, normal(250, 77), calibrated).verdict]).toEqual([name, 'no-drift'])
      const moved = of(name, 10, normal(250, 7, 0.6), calibrated)
      expect([name, moved.verdict]).toEqual([name, 'drift'])
      expect(moved.calibrated).toBe('the mean and three standard deviations over 10 periods of the reference')
    }
  })

  test('and on no sample of another size, which would vary more or less', () => {
    const report = of('psi', 10, normal(1000, 7), calibrated)
    expect(report.verdict).toBe('not-judged')
    expect(report.why).toBe(
      'The periods of the profile have 250 values each, and there are 1,000 values now: compare one period, or write a number as --threshold.',
    )
  })

  test('texts are no numbers, and what needs every number of the reference is refused with what to do', () => {
    const texts: ProfileColumn = {
      name: 'c',
      is: 'texts',
      missing: 0,
      notFinite: 0,
      values: ['a'],
      counts: [9, 0],
      chunks: [],
    }
    const now = { rows: 9, missing: 0, notFinite: 0, counts: [9, 0] }
    expect(() => measureProfile(driftMethods['kolmogorov-smirnov'], texts, now)).toThrow(/holds texts/)
    expect(() => of('wasserstein-normed', 10, normal(300, 2))).toThrow(
      /a profile holds counts[\s\S]*fix: Name the file/,
    )
  })

  test('nothing to compare is too little, and never no drift', () => {
    const none = { ...counted(profiled(REFERENCE, 10), []), rows: 5, missing: 5 }
    for (const name of ['psi', 'kolmogorov-smirnov'] as const)
      expect(measureProfile(driftMethods[name], profiled(REFERENCE, 10), none).verdict).toBe('insufficient-data')
  })
})
