import { countedAs, isText } from './column-type.ts'
import { type Dialect, double, finite, literal } from './count-statement.ts'

/** One filter for each bin or value: PostgreSQL has no histogram over several columns in one pass. */
export const countPostgres: Dialect = {
  is: 'postgres',
  // An addition that only numbers know: over a text it fails before any row is read, and not at the first that is no number.
  number(column, type) {
    if (type === undefined || countedAs(type, false) === 'numbers') return `${column} + ${double(0)}`
    if (isText(type)) return numberOf(column)
    return type === 'boolean'
      ? `cast(cast(${column} as integer) as double precision)`
      : 'cast(null as double precision)'
  },
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
  numbersIn: column =>
    `count(*) filter (where cast(pg_typeof(${column}) as text) in (${TEXTS}) and (${trimmed(column)}) ~* ${NUMBER})`,
  valuesAt: (v, shares) => `percentile_disc(array[${shares.map(double).join(', ')}]) within group (order by ${v})`,
}

function arrayOf(conditions: readonly string[]): string {
  return `array[${conditions.map(it => `count(*) filter (where ${it})`).join(', ')}]`
}

const TEXTS = ['text', 'character varying', 'character'].map(literal).join(', ')

// What DuckDB reads as a number; a cast of PostgreSQL would end the statement at the first other text.
const DIGITS = '[0-9]+(_[0-9]+)*'
const MANTISSA = `(${DIGITS}([.](${DIGITS})?)?|[.]${DIGITS})`
const UNBOUNDED = 'inf|infinity|nan'
const NUMBER = literal(`^[+-]?(${MANTISSA}(e[+-]?[0-9]+)?|${UNBOUNDED})$`)
/** Far from where a double ends: these are cast as they are. */
const COMMON = literal('^[+-]?[0-9]{0,100}[.]?[0-9]{0,100}(e[+-]?0*[0-9]{1,2})?$')
/** As far as a decimal reaches; nobody writes what lies beyond. */
const FAR = literal('^[+-]?[0-9]*[.]?[0-9]*(e[+-]?0*[0-9]{1,3})?$')
const LETTERS_MOST = 10_000

const trimmed = (column: string) => `btrim(cast(${column} as text), E' \\t\\n\\v\\f\\r')`

/** Beyond the largest double it is infinite, below the smallest zero, and what is no number is null. */
function numberOf(column: string): string {
  const v = `replace(${trimmed(column)}, '_', '')`
  const decimal = `cast(${v} as numeric)`
  return `case when (${trimmed(column)}) !~* ${NUMBER} then null
    when ${v} ~* ${COMMON} then cast(${v} as double precision)
    when length(${v}) > ${LETTERS_MOST} or ${v} !~* ${FAR} then ${double(Number.NaN)}
    when abs(${decimal}) > cast('1.7976931348623158e308' as numeric) then ${double(Number.POSITIVE_INFINITY)}
    when abs(${decimal}) < cast('2.4703282292062328e-324' as numeric) then ${double(0)}
    else cast(${v} as double precision) end`
}
