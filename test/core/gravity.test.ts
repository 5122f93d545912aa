import { expect, test } from 'vitest'
import { type Case, caseFrom } from '../../src/core/case.ts'
import { gravestFirst, oldestFirst } from '../../src/core/gravity.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay } from '../fixtures/world.ts'
import { CASE, caseEvents, NOW, written } from '../fixtures/written.ts'

const calm = caseFrom(written(CASE, caseEvents)) as Case
const earlier: Case = { ...calm, detected: '2001-04-10T00:00:00.000Z' }
const recovering: Case = { ...earlier, monitors: calm.monitors.map(it => ({ ...it, state: 'recovering' })) }
const late: Case = { ...calm, id: 'case/late' }
const until = '2001-04-20T00:00:00.000Z'
const asleep = caseFrom(
  written(CASE, [...caseEvents, happened('case.snoozed', 'bo', { until, reason: 'expected', says: 'known' })]),
) as Case

test('[E1] late comes before firing, firing before recovering, a high tier before a lower, the business before the rest, old before new, and asleep last', () => {
  const of = (it: Case, tier: 'low' | 'medium' | 'high' = 'medium') => ({
    it,
    model: { ...flightDelay, tier },
    late: it === late,
  })
  const ofBusiness: Case = { ...calm, monitors: calm.monitors.map(one => ({ ...one, kpi: 'false_notices' })) }
  const order = [
    ...[of(late), of(calm, 'high'), of(ofBusiness), of(earlier), of(calm), of({ ...calm, id: 'case/later-by-name' })],
    ...[of(calm, 'low'), of(recovering), of(asleep, 'high')],
  ]
  expect(gravestFirst(order.toReversed(), new Date(NOW))).toEqual(order)
  expect(gravestFirst([of(asleep, 'high'), of(calm, 'low')], new Date(until))[0]).toEqual(of(asleep, 'high'))
})

test('[R17] by age what was detected first comes first, whatever its tier, and asleep or not', () => {
  const of = (it: Case, tier: 'low' | 'high') => ({ it, model: { ...flightDelay, tier }, late: it === late })
  const order = [of(earlier, 'low'), of(asleep, 'low'), of({ ...late, detected: '2001-04-17T00:00:00.000Z' }, 'high')]
  expect(oldestFirst(order.toReversed())).toEqual(order)
})
