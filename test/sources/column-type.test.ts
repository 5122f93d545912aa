import { expect, test } from 'vitest'
import { countedAs, declaredAs } from '../../src/sources/column-type.ts'

test.each([
  ['double', 'numbers'],
  ['decimal(18,3)', 'numbers'],
  ['ubigint', 'numbers'],
  ['double precision', 'numbers'],
  ['smallint', 'numbers'],
  ['NUMERIC', 'numbers'],
  ['varchar', 'texts'],
  ['character varying', 'texts'],
  ['boolean', 'texts'],
  ['uuid', 'texts'],
  ["enum('a', 'b date')", 'texts'],
  ['mood', 'texts'],
  ['timestamp with time zone', undefined],
  ['date', undefined],
  ['interval', undefined],
  ['double[]', undefined],
  ['struct(a integer)', undefined],
  ['jsonb', undefined],
  ['bytea', undefined],
])('[D4] a column of type %s is counted as %s', (type, is) => {
  expect(countedAs(type, false)).toBe(is)
})

test.each(['varchar', 'text', 'character varying', 'character'])(
  '[D4] a column of %s is numbers where all of its texts are, in a CSV file as in a table of PostgreSQL',
  type => {
    expect([countedAs(type, true), countedAs(type, false)]).toEqual(['numbers', 'texts'])
  },
)

test('[D4] what is neither number nor text is no number whatever its texts look like', () => {
  expect([countedAs('date', true), countedAs('uuid', true)]).toEqual([undefined, 'texts'])
})

test.each([
  ['number', 'numbers'],
  ['Integer', 'numbers'],
  ['float', 'numbers'],
  ['text', 'texts'],
  ['code', 'texts'],
  ['categorical', 'texts'],
  ['embedding', undefined],
  [undefined, undefined],
] as const)('[D4] a column that the file of the model calls %s is meant as %s', (type, is) => {
  expect(declaredAs(type)).toBe(is)
})
