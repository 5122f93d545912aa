import { type Dialect, double, finite, literal } from './count-statement.ts'

/** One filter for each bin or value: PostgreSQL has no histogram over several columns in one pass. */
export const countPostgres: Dialect = {
  is: 'postgres',
  number: column => `cast(${column} as double precision)`,
  // What a database or a column calls equal besides is not: é is not e, and A is not a.
  text: column => `nullif((cast(${column} as text) collate "C"), '')`,
  bins(v, edges) {
    const ends = [Number.NEGATIVE_INFINITY, ...edges, Number.POSITIVE_INFINITY]
    // NaN is larger than infinity here, and so in no bin.
    const above = (from: number, i: number) => `${v} ${i === 0 ? '>' : '>='} ${double(from)}`
    const bins = ends.slice(0, -1).map((from, i) => `${above(from, i)} and ${v} < ${double(ends[i + 1] as number)}`)
    return arrayOf(bins)
  },
  numbers(v, values) {
    return arrayOf([...values.map(value => `${v} = ${double(value)}`), finite(v)])
  },
  texts: (v, values) => arrayOf([...values.map(value => `${v} = ${literal(value)}`), `${v} is not null`]),
  typeOf: column => `min(cast(pg_typeof(${column}) as text))`,
  // A column has a type; what is text is meant as text.
  numbersIn: () => '0',
  valuesAt: (v, shares) => `percentile_disc(array[${shares.map(double).join(', ')}]) within group (order by ${v})`,
}

function arrayOf(conditions: readonly string[]): string {
  return `array[${conditions.map(it => `count(*) filter (where ${it})`).join(', ')}]`
}
