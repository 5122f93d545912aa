import { expect, test } from 'vitest'
import { nearExamples } from '../../src/mutation/near-examples.ts'
import type { FactSchema } from '../../src/rules/fact-schema.ts'

const schema: FactSchema = {
  model: { tier: { type: 'string', about: '', oneOf: ['low', 'high'] } },
  mae: { type: 'number', about: '' },
}
const policy = {
  id: 'rule',
  because: 'It must be.',
  when: { '===': [{ var: 'model.tier' }, 'high'] },
  expect: { '<=': [{ var: 'mae' }, 5] },
  examples: [{ facts: { mae: 7 }, because: 'It is.' }],
}
const near = (it: Record<string, unknown>) => nearExamples(it, ['when', 'expect'], schema)

test('[B5] tries the constants that decide and their neighbours, and the words a fact can be', () => {
  const tried = [...near(policy)].map(it => JSON.stringify((it as { facts?: unknown }).facts ?? null))
  for (const wanted of [{ mae: 5 }, { mae: 4 }, { mae: 6 }, {}, { mae: 7, model: { tier: 'low' } }])
    expect(tried).toContain(JSON.stringify(wanted))
  expect(tried).toContain(JSON.stringify({ mae: 5, model: { tier: 'high' } }))
  expect(tried.filter(it => it.includes('It must be.') || it.includes('rule'))).toEqual([])
})

test('[B5] without an example there is nothing to be near to', () => {
  expect([...near({ ...policy, examples: [] })]).toEqual([])
})
