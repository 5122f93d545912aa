import { expect, test } from 'vitest'
import { type Selectable, type Selector, selects } from '../../src/core/policy-kind.ts'

const churn: Selectable = { id: 'churn', tier: 'high', useCase: 'offers', type: 'sas', businessUnit: 'loyalty' }

test.each<[Selector | undefined, boolean]>([
  [undefined, true],
  [{ models: ['churn'] }, true],
  [{ models: ['other'] }, false],
  [{ tiers: ['low', 'high'] }, true],
  [{ tiers: ['low'] }, false],
  [{ useCases: ['offers'] }, true],
  [{ useCases: ['notices'] }, false],
  [{ types: ['sas'] }, true],
  [{ types: ['python', 'r'] }, false],
  [{ businessUnits: ['loyalty'] }, true],
  [{ businessUnits: ['cargo'] }, false],
  [{ types: ['sas'], tiers: ['low'] }, false],
])('[B3] %j selects it: %s', (selector, expected) => expect(selects(selector, churn)).toBe(expected))

test('[B3] a model that does not say its type is in no selection by type', () => {
  const { type: _, ...silent } = churn
  expect(selects({ types: ['sas'] }, silent)).toBe(false)
  expect(selects({ tiers: ['high'] }, silent)).toBe(true)
})
