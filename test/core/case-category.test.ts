import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import { CASE_CATEGORIES, categoryOf } from '../../src/core/case-category.ts'
import { CASE, caseEvents, written } from '../fixtures/written.ts'

const seen = { isDoubtful: false, isUnapproved: false, kinds: ['technical'] as const }

test.each([
  ['a source that brings nothing new, whatever else', { isDoubtful: true, isUnapproved: true }, 'reporting'],
  ['a version that runs and was not approved', { isUnapproved: true, kinds: ['business'] as const }, 'approval'],
  ['a KPI of the business among those that broke', { kinds: ['technical', 'business'] as const }, 'business'],
  ['technical KPIs alone', {}, 'technical'],
  ['KPIs that the model does not say any more', { kinds: [] }, 'technical'],
])('[D7] %s makes a case a matter of its kind', (_, more, category) => {
  expect(categoryOf({ ...seen, ...more })).toBe(category)
  expect(CASE_CATEGORIES).toContain(category)
})

test('[D7] a case from before categories were kept has none', () => {
  const it = caseFrom(written(CASE, caseEvents))
  expect(it).toMatchObject({ id: CASE })
  expect(it).not.toHaveProperty('category')
})
