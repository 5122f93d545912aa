import { expect, test } from 'vitest'
import { countedAs } from '../../src/sources/column-type.ts'

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

test('[D4] texts are numbers where all of them are, as in a CSV file, and only there', () => {
  expect([countedAs('varchar', true), countedAs('text', true)]).toEqual(['numbers', 'texts'])
})
