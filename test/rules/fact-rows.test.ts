import { expect, test } from 'vitest'
import { findFact } from '../../src/rules/fact-find.ts'
import { factRows } from '../../src/rules/fact-rows.ts'
import { factSchema } from '../../src/rules/fact-schema.ts'
import { MODEL_FACTS } from '../../src/rules/model-facts.ts'

const rows = factRows()

test('every fact of the table is one a rule may name, of this type and from there', () => {
  const own = rows.filter(({ path }) => path !== 'custom.<name>')
  for (const { path, types, from } of own) {
    const found = findFact(factSchema([]), path.replace('<id>', 'mae'))
    expect(found, path).toMatchObject({ type: types[0] })
    expect('type' in found ? (found.from ?? 'change') : undefined, path).toBe(from)
  }
})

test('facts of the file, of the change, of any KPI and of a field of your own have a row', () => {
  const paths = rows.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(Object.keys(MODEL_FACTS).map(name => `model.${name}`)))
  expect(paths).toEqual(
    expect.arrayContaining(['change.kind', 'kpis.<id>.value', 'target.kpis.<id>.value', 'custom.<name>']),
  )
  expect(new Set(paths).size).toBe(paths.length)
})
