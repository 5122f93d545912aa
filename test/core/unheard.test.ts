import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { unheard } from '../../src/core/unheard.ts'
import { flightDelay } from '../fixtures/world.ts'

const of = (id: string, freshHours?: number): Model => {
  const { freshHours: _, ...mae } = flightDelay.kpis?.mae ?? {}
  return { ...flightDelay, id, kpis: { mae: { ...mae, ...(freshHours !== undefined && { freshHours }) } } } as Model
}
const watches = { kpi: 'mae' }

test('[D12] a monitor whose readings may stop without a word is warned of, with the models by name', () => {
  expect(unheard({ watches }, [of('a'), of('b', 48), of('c')])).toEqual([
    {
      ...{ at: ['watches', 'kpi'], code: 'never-missed', level: 'warning' },
      says: 'Nothing says when a reading of mae is too old (a and c), so nobody is told when no more come.',
      fix: 'Add `freshHours: 48` to `kpis.mae` of the model, or as many hours as its readings may be late',
    },
  ])
})

test.each([
  ['the KPI says it', { watches }, [of('b', 48)]],
  ['the monitor says it', { watches, staleHours: 24 }, [of('a')]],
  ['the model has no such KPI', { watches: { kpi: 'bias' } }, [of('a')]],
])('[D12] nothing is missing where %s', (_, monitor, models) => {
  expect(unheard(monitor, models)).toEqual([])
})
