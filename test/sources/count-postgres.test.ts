import { expect, test } from 'vitest'
import { countPostgres } from '../../src/sources/count-postgres.ts'
import { below, countStatement } from '../../src/sources/count-statement.ts'
import { postgresSql } from '../../src/sources/postgres-sql.ts'
import { COLUMNS } from '../fixtures/counted-columns.ts'

test('[D4] the statement is one for all columns, in the words of PostgreSQL', () => {
  expect(countStatement(countPostgres, 'select * from flights -- all', COLUMNS)).toMatchInlineSnapshot(`
    "select count(*) as counted,
    count(r0) as f0, array_to_string(array[count(*) filter (where v0 > cast('-Infinity' as double precision) and v0 < cast('-1.5' as double precision)), count(*) filter (where v0 >= cast('-1.5' as double precision) and v0 < cast('0' as double precision)), count(*) filter (where v0 >= cast('0' as double precision) and v0 < cast('Infinity' as double precision))], ',') as c0,
    count(r1) as f1, array_to_string(array[count(*) filter (where v1 = cast('7' as double precision)), count(*) filter (where v1 > cast('-Infinity' as double precision) and v1 < cast('Infinity' as double precision))], ',') as c1,
    count(v2) as f2, array_to_string(array[count(*) filter (where v2 = 'O''Hare'), count(*) filter (where v2 = '$start'), count(*) filter (where v2 is not null)], ',') as c2
    from (select "de""lay" as r0, "de""lay" + cast('0' as double precision) as v0,
    "hour" as r1, "hour" + cast('0' as double precision) as v1,
    nullif((cast("origin" as text) collate "C"), '') as v2
    from (
    select * from flights -- all
    ) as kedge_rows) as kedge_columns"
  `)
})

test('[D4] it leaves what looks like a parameter alone inside of a text or a name', () => {
  const sql = countStatement(countPostgres, 'select 1 as "$end" where now() < $end', [
    { name: '$end', is: 'texts', values: ['$start', "'$start"] },
  ])
  expect(postgresSql(sql)).toMatchObject({ bound: ['end'], others: [] })
})

test('[D4] a column is read as its type: numbers as they are, texts with care, truth as 0 and 1, and moments not', () => {
  const read = (type?: string) => countPostgres.number('"x"', type)
  const plain = `"x" + cast('0' as double precision)`
  expect([read(), read('integer'), read('numeric')]).toEqual([plain, plain, plain])
  expect(read('boolean')).toBe('cast(cast("x" as integer) as double precision)')
  expect(read('date')).toBe('cast(null as double precision)')
  for (const type of ['text', 'character varying', 'character']) {
    expect(read(type)).toMatch(/^case when .* then null/)
    // No bare cast of a text, which would end the statement at the first that is no number.
    expect(read(type)).not.toContain('cast("x" as double precision)')
  }
})

test('[D12] a name that nobody has is found outside of the query, of the type it is counted as', () => {
  const gone = [{ name: 'delay', is: 'numbers' } as const, { name: 'origin', is: 'texts' } as const]
  expect(below('select delay, origin, hour from flights;', gone)).toBe(
    `(select kedge_rows.* from (select cast(null as double precision) as "delay", cast(null as varchar) as "origin") as kedge_gone cross join lateral (\nselect delay, origin, hour from flights\n) as kedge_rows) as kedge_rows`,
  )
})
