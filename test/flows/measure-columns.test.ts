import { expect, test } from 'vitest'
import type { DriftReport } from '../../src/core/drift.ts'
import { problem } from '../../src/core/problem.ts'
import { driftMethods } from '../../src/drift/index.ts'
import { judgedTogether } from '../../src/flows/measure-columns.ts'
import { compared } from '../../src/flows/measure-drift.ts'
import { counts as countsBeside, even, normal, numbers } from '../fixtures/drift.ts'

const ks = driftMethods['kolmogorov-smirnov']
const one = (column: string, by: number, rows = 200) => ({
  column,
  it: compared(ks, numbers(even(400)), numbers(even(rows, by)), { threshold: 0.01 }),
})
const verdicts = (all: ReturnType<typeof judgedTogether>) => all.columns.map(({ verdict }) => verdict)
const many = (n: number) => Array.from({ length: n }, (_, i) => one(`c${i}`, 0))

test('[D3] the p-value of each column is corrected for their number, by the example of Benjamini and Hochberg', () => {
  const paper = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719]
  const p = [...paper, 0.6528, 0.759, 1]
  const all = p.map((p, i) => ({ column: `c${i}`, it: { ...one('', 0.5).it, chance: { p } } }))
  const table = judgedTogether(ks.name, all)
  const corrected = table.columns.map(it => (it as DriftReport).corrected ?? Number.NaN)
  expect(corrected.slice(0, 4)).toEqual([0.0015, 0.003, 0.0095, 0.035625].map(it => expect.closeTo(it, 6)))
  // At 0.001, alone the first two of them would have been findings.
  expect(verdicts(table).filter(it => it === 'drift')).toHaveLength(0)
  expect(verdicts(judgedTogether(ks.name, all.slice(0, 1)))).toEqual(['drift'])
})

test('[D3] what is drift alone may be chance among many, and what is far beyond stays drift', () => {
  const [close, far] = [one('close', 0.175), one('far', 0.5)]
  expect(judgedTogether(ks.name, [close]).columns[0]).toMatchObject({ verdict: 'drift' })
  const table = judgedTogether(ks.name, [close, far, ...many(60)])
  expect(table.columns[0]).toMatchObject({ verdict: 'no-drift', why: expect.stringMatching(/p = .*, corrected, not/) })
  expect(table.columns[1]).toMatchObject({ verdict: 'drift' })
  expect(table.verdict).toBe('drift')
})

test('[D3] columns that nobody can judge are not among those the correction counts', () => {
  const alone = judgedTogether(ks.name, [one('a', 0.5)]).columns[0] as DriftReport
  const beside = judgedTogether(ks.name, [one('a', 0.5), ...many(20).map(it => ({ ...it, it: one('', 0, 9).it }))])
  expect((beside.columns[0] as DriftReport).corrected).toBe(alone.corrected)
  expect(beside.columns[1]).not.toHaveProperty('corrected')
})

test('[D3] that none has drifted is said only where all were judged, and one that cannot be read stops no other', () => {
  const unread = { column: 'gone', problems: [problem('unknown-column', 'There is no such column.', 'Name another')] }
  const [same, moved, few] = [one('same', 0), one('moved', 0.5), one('few', 0, 9)]
  expect(judgedTogether(ks.name, [same]).verdict).toBe('no-drift')
  expect(judgedTogether(ks.name, [same, few]).verdict).toBe('insufficient-data')
  expect(judgedTogether(ks.name, [same, few, unread]).verdict).toBe('not-judged')
  expect(judgedTogether(ks.name, [same, moved, unread, few]).verdict).toBe('drift')
  expect(judgedTogether(ks.name, []).verdict).toBe('not-judged')
  expect(judgedTogether(ks.name, [unread]).columns).toEqual([
    { column: 'gone', verdict: 'not-judged', why: 'There is no such column. fix: Name another' },
  ])
})

test('[D3] psi among others goes by the p-value that its own bound comes from', () => {
  const it = compared(driftMethods.psi, numbers(normal(5000, 1)), numbers(normal(400, 2, 0.5)))
  const table = judgedTogether('psi', [{ column: 'a', it }])
  expect((table.columns[0] as DriftReport).corrected).toBe(
    driftMethods.psi.tail(it.counts ?? countsBeside([], []), it.measured.statistic),
  )
  expect(table.verdict).toBe('drift')
})

test('[D3] ten times twenty columns without drift bring no finding, where some of them look moved by themselves', () => {
  const reference = numbers(normal(2000, 1))
  let [together, alone] = [0, 0]
  for (let round = 0; round < 10; round++) {
    const all = Array.from({ length: 20 }, (_, i) => ({
      column: `c${i}`,
      it: compared(ks, reference, numbers(normal(150, 1000 + round * 20 + i)), { threshold: 0.001 }),
    }))
    alone += all.filter(({ it }) => it.chance.p < 0.05).length
    together += verdicts(judgedTogether(ks.name, all)).filter(it => it === 'drift').length
  }
  expect(alone).toBeGreaterThan(3)
  expect(together).toBe(0)
})
