import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countDuckdb, nextBelow } from '../../src/sources/count-duckdb.ts'
import { countStatement } from '../../src/sources/count-statement.ts'
import { COLUMNS } from '../fixtures/counted-columns.ts'

test('[D4] the statement is one for all columns, in the words of DuckDB', () => {
  expect(countStatement(countDuckdb, 'from flights; ', COLUMNS)).toMatchInlineSnapshot(`
    "select count(*) as counted,
    count(r0) as f0, array_to_string(map_values(histogram(v0, [cast('-Infinity' as double precision), cast('-1.5000000000000002' as double precision), cast('-5e-324' as double precision), cast('1.7976931348623157e+308' as double precision)]))[2:4], ',') as c0,
    count(r1) as f1, array_to_string(list_append(coalesce(map_values(histogram_exact(v1, [cast('7' as double precision)]))[1:1], [0]), count(*) filter (where isfinite(v1))), ',') as c1,
    count(v2) as f2, array_to_string(list_append(coalesce(map_values(histogram_exact(v2, ['O''Hare', '$start']))[1:2], [0, 0]), count(v2)), ',') as c2
    from (select "de""lay" as r0, try_cast("de""lay" as double) as v0,
    "hour" as r1, try_cast("hour" as double) as v1,
    nullif(cast("origin" as varchar), '') as v2
    from (
    from flights
    ) as kedge_rows) as kedge_columns"
  `)
})

test('[D4] the number right below another one leaves none between them', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e308, max: 1e308 }), value => {
      const below = nextBelow(value)
      expect(below).toBeLessThan(value)
      expect(value - below).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -52, 5e-324))
    }),
  )
  expect([nextBelow(1), nextBelow(0), nextBelow(-1)]).toEqual([1 - 2 ** -53, -5e-324, -1 - 2 ** -52])
})
