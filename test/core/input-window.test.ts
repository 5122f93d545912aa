import { expect, test } from 'vitest'
import { type InputJudged, inputWindow } from '../../src/core/input-window.ts'

const period = { model: 'churn', kpi: 'moved', start: '2026-03-02', end: '2026-03-09', available: '2026-03-09' }
const one = (column: string, is: InputJudged['is'], effect?: number, threshold = 0.1): InputJudged => ({
  ...{ column, is, used: 400, needs: 100 },
  ...(effect !== undefined && { effect, threshold }),
})
const kept = (all: readonly InputJudged[]) => inputWindow({ ...period, method: 'psi' }, all)

test('[D7] a window keeps first what has drifted furthest beyond its threshold, then what nobody could judge', () => {
  const all = [
    one('quiet', 'no-drift', 0.05),
    one('few', 'insufficient-data'),
    one('far', 'drift', 0.3),
    one('b', 'uncalibrated'),
    one('further', 'drift', 0.2, 0.02),
  ]
  expect(kept(all).inputs.map(({ column }) => column)).toEqual(['further', 'far', 'b', 'few', 'quiet'])
})

test('[D7] a window keeps fifty columns, says how many more there were, and leaves out those that stayed as they were', () => {
  const quiet = Array.from({ length: 60 }, (_, i) => one(`c${i}`, 'no-drift', 0.001))
  const { inputs, more } = kept([...quiet, one('moved', 'drift', 0.2)])
  expect([inputs.length, more, inputs[0]?.column]).toEqual([50, 11, 'moved'])
})

test('[D6] [D7] of those it leaves out it keeps the names of what has drifted, since no data ends no drift', () => {
  const many = Array.from({ length: 120 }, (_, i) => one(`c${String(i).padStart(3, '0')}`, 'drift', 0.2))
  const { inputs, more, drifting = [] } = kept(many)
  expect([inputs.length, more, drifting.length]).toEqual([50, 70, 70])
  expect(new Set([...inputs.map(({ column }) => column), ...drifting]).size).toBe(120)
})
