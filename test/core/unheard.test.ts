import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { tooSoonOld, unheard } from '../../src/core/unheard.ts'
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

test('[D12] a monitor that takes readings for too old before the next one can come is warned of', () => {
  expect(tooSoonOld({ watches, staleHours: 100 }, [of('a'), of('b', 48)])).toEqual([
    {
      ...{ at: ['staleHours'], code: 'too-soon-old', level: 'warning' },
      says: 'A reading of mae is 168 hours old before the next one can come, so by `staleHours: 100` there is often none that counts.',
      fix: 'Let `staleHours` be more than 168, by as many hours as readings may be late; `every` and `labelDelayHours` of the query say how often they come',
    },
  ])
  expect(tooSoonOld({ watches, staleHours: 168 }, [of('a')])).toEqual([])
  expect(tooSoonOld({ watches }, [of('a', 48)])).toEqual([])
  expect(tooSoonOld({ watches: { kpi: 'bias' }, staleHours: 1 }, [of('a')])).toEqual([])
})
