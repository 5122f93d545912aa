import { describe, expect, test } from 'vitest'
import type { AskedThreshold, Column } from '../../src/core/drift.ts'
import { driftMethods } from '../../src/drift/index.ts'
import { calibratedThreshold } from '../../src/numbers/calibrated.ts'
import { even, normal, numbers, samples } from '../fixtures/drift.ts'
import { measureDrift } from '../fixtures/measured.ts'

const calibrated = { threshold: 'calibrated' as AskedThreshold }

describe('[D3] a calibrated threshold', () => {
  test('is the mean and three standard deviations of chunks of the same size, each beside all others', () => {
    const all = normal(1200, 4)
    const report = measureDrift(driftMethods.wasserstein, numbers(all), numbers(normal(150, 5)), calibrated)
    const effects = Array.from({ length: 8 }, (_, i) => {
      const [from, to] = [i * 150, (i + 1) * 150]
      return driftMethods.wasserstein.measure(samples([...all.slice(0, from), ...all.slice(to)], all.slice(from, to)))
    })
    expect(report.options.threshold).toBeCloseTo(calibratedThreshold(effects.map(it => it.statistic)) as number, 12)
    expect(report.calibrated).toBe(
      'the mean and three standard deviations over 8 chunks of 150 values of the reference',
    )
  })

  test('lets small samples be as noisy as they are: fewer of them are called drift, by each method', () => {
    const reference = numbers(normal(5000, 3))
    for (const name of ['psi', 'jensen-shannon', 'kolmogorov-smirnov', 'wasserstein-normed'] as const) {
      const fired = Array.from({ length: 40 }, (_, i) =>
        measureDrift(driftMethods[name], reference, numbers(normal(100, 100 + i)), calibrated),
      ).filter(it => it.verdict === 'drift').length
      expect([name, fired]).toEqual([name, 0])
      const moved = measureDrift(driftMethods[name], reference, numbers(normal(100, 7, 1.5)), calibrated)
      expect([name, moved.verdict]).toEqual([name, 'drift'])
    }
  })

  test('finds what a fixed one is too coarse for: twelve hundredths of a standard deviation among many rows', () => {
    const [reference, current] = [numbers(normal(120_000, 8)), numbers(normal(6000, 9, 0.12))]
    expect(measureDrift(driftMethods.psi, reference, current).verdict).toBe('no-drift')
    expect(measureDrift(driftMethods.psi, reference, current, calibrated).verdict).toBe('drift')
  })

  test('takes six chunks at the least, else nobody can say', () => {
    const report = measureDrift(driftMethods.psi, numbers(even(1199)), numbers(even(200, 3)), calibrated)
    expect(report.verdict).toBe('not-judged')
    expect(report.why).toBe(
      'It takes 6 chunks of 200 values, and the reference has 5: take a longer one, or write a number as --threshold.',
    )
    expect(measureDrift(driftMethods.psi, numbers(even(1200)), numbers(even(200, 3)), calibrated)).not.toMatchObject({
      verdict: 'not-judged',
    })
  })

  test('follows what moves by itself: where weeks differ, one more that differs is no drift', () => {
    const weeks = Array.from({ length: 10 }, (_, i) => normal(300, 20 + i, i % 2 ? 0.5 : -0.5))
    const [reference, current] = [numbers(weeks.flat()), numbers(normal(300, 50, 0.5))]
    expect(measureDrift(driftMethods['kolmogorov-smirnov'], reference, current).verdict).toBe('drift')
    expect(measureDrift(driftMethods['kolmogorov-smirnov'], reference, current, calibrated).verdict).toBe('no-drift')
  })

  test('of texts is made of the chunks that were counted with them', () => {
    const counted = (a: number, b: number) => new Map([...(a > 0 ? [['a', a] as const] : []), ['b', b] as const])
    const texts = (a: number, b: number): Column => ({
      ...{ rows: a + b, missing: 0, notFinite: 0 },
      values: { are: 'texts', counts: counted(a, b) },
    })
    const chunks = [50, 55, 45, 52, 48, 50].map(a => counted(a, 100 - a))
    const reference = { ...texts(300, 300), chunks }
    const report = measureDrift(driftMethods['total-variation'], reference, texts(53, 47), calibrated)
    const effects = [50, 55, 45, 52, 48, 50].map(a => Math.abs(a / 100 - (300 - a) / 500))
    expect(report.options.threshold).toBeCloseTo(calibratedThreshold(effects) as number, 12)
    expect(report.verdict).toBe('no-drift')
    expect(measureDrift(driftMethods['total-variation'], reference, texts(80, 20), calibrated).verdict).toBe('drift')
  })
})
