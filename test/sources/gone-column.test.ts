import { expect, test } from 'vitest'
import { goneColumn } from '../../src/sources/gone-column.ts'

const COLUMNS = ['delay', 'Origin', 'a "b"'].map(name => ({ name, is: 'numbers' as const }))

test.each([
  [
    'connection flights: Binder Error: Referenced column "delay" not found in FROM clause!; Candidate bindings: "Origin"',
    'delay',
  ],
  ['connection flights: Binder Error: Referenced column "a "b"" not found in FROM clause!', 'a "b"'],
  ['connection flights: column "origin" does not exist', 'Origin'],
  ['connection flights: column "price" does not exist', undefined],
  ['connection flights: relation "delay" does not exist', undefined],
  ['connection flights: Catalog Error: Table with name delay does not exist!', undefined],
])('[D12] of %s the column is told', (says, name) => {
  expect(goneColumn(says, COLUMNS)?.name).toBe(name)
})
