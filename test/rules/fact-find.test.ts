import { expect, test } from 'vitest'
import { findFact } from '../../src/rules/fact-find.ts'
import { factSchema } from '../../src/rules/fact-schema.ts'

const kpi = { name: 'Accuracy', unit: 'share', direction: 'higher-is-better', kind: 'technical' }
const schema = factSchema([{ kpis: { accuracy: kpi } } as never])
const told = (path: string) => {
  const found = findFact(schema, path)
  return 'says' in found ? `${found.says} → ${found.fix}` : found.type
}

test('a KPI taken for a part of the model is told without `model.`', () => {
  expect(told('kpis.accuracy.target')).toBe('number')
  expect(told('model.kpis.accuracy.target')).toBe(
    'model.kpis is a number and has no accuracy → did you mean `kpis.accuracy.target`?',
  )
})

test('a part of the model without `model.` is told with it', () => {
  expect(told('tier')).toBe('there is no fact tier → did you mean `model.tier`?')
  expect(told('validation.days')).toBe('there is no fact validation → did you mean `model.validation.days`?')
})

test('where nothing is near enough, the nearest come first, with how many more there are and where', () => {
  expect(told('model.risk')).toMatch(
    /^there is no fact model\.risk → use one of `model\.\w+`(, `model\.\w+(\.…)?`){11}, or \d+ more: the table is in policies\/README\.md$/,
  )
  const listed = [...told('model.documentAge').matchAll(/`model\.(\w+)/g)].map(([, name]) => name)
  expect(listed.slice(0, 2)).toEqual(['documents', 'documentDays'])
})

test('names that every object has are no facts', () => {
  for (const path of ['constructor', 'model.constructor', 'model.__proto__.x', 'toString.name'])
    expect(told(path)).toContain('there is no fact')
})

test('a group says what is in it, and a word below a fact leads back to it', () => {
  expect(told('kpis.accuracy')).toContain('use one of `kpis.accuracy.value`, `kpis.accuracy.limit`')
  expect(told('model.tags.length')).toBe('model.tags is a list and has no length → use `model.tags`')
})
