import { expect, test } from 'vitest'
import { breached } from '../fixtures/breached.ts'

const MANY = 5000

test('[C12] 5,000 models that breach together are 5,000 cases on record, and one message (attack 67)', async () => {
  const { round, held, did } = await breached(MANY)
  await round()
  expect(await held()).toHaveLength(MANY)
  expect(did.map(([verb]) => verb)).toEqual(['postMessage'])
})
