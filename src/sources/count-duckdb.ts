import { type Dialect, double, literal } from './count-statement.ts'

/**
 * DuckDB’s histogram is many times faster than a filter for each bin. Its bins end with their edge, so each edge is the
 * number right below ours; two outer ones take the infinities, and NaN with one of them.
 */
export const countDuckdb: Dialect = {
  is: 'duckdb',
  number: column => `try_cast(${column} as double)`,
  text: column => `nullif(cast(${column} as varchar), '')`,
  bins(v, edges) {
    const all = [Number.NEGATIVE_INFINITY, ...edges.map(nextBelow), Number.MAX_VALUE]
    return `map_values(histogram(${v}, [${all.map(double).join(', ')}]))[2:${all.length}]`
  },
  numbers(v, values) {
    const finite = `count(*) filter (where isfinite(${v}))`
    if (values.length === 0) return `[${finite}]`
    return `list_append(${exactly(v, values.map(double))}, ${finite})`
  },
  texts(v, values) {
    if (values.length === 0) return `[count(${v})]`
    return `list_append(${exactly(v, values.map(literal))}, count(${v}))`
  },
  typeOf: column => `lower(any_value(typeof(${column})))`,
  numbersIn: column => `count(try_cast(${column} as double))`,
  valuesAt: (v, shares) => `quantile_disc(${v}, [${shares.map(double).join(', ')}])`,
}

/** Of each value; DuckDB adds the others where there are any. */
function exactly(v: string, values: readonly string[]): string {
  const none = `[${values.map(() => '0').join(', ')}]`
  return `coalesce(map_values(histogram_exact(${v}, [${values.join(', ')}]))[1:${values.length}], ${none})`
}

const bits = new DataView(new ArrayBuffer(8))

/** The largest double below a finite one. */
export function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return bits.getFloat64(0)
}
