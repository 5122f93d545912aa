/** What is asked of a query before anybody knows what to count. */
import { below, type Dialect, finite, type Gone, identifier } from './count-statement.ts'

/** Which columns of these have which type, `t`; also where there is no row. */
export function typesStatement(
  dialect: Dialect,
  sql: string,
  names: readonly string[],
  gone: readonly Gone[] = [],
): string {
  const told = names.map((name, i) => `${dialect.typeOf(identifier(name))} as t${i}`)
  const one = `select kedge_rows.* from (select 1 as kedge_one) as kedge_one left join ${below(sql, gone)} on true limit 1`
  return `select ${told.join(',\n')}\nfrom (${one}) as kedge_types`
}

/** Which columns there are. */
export function oneRow(sql: string): string {
  return `select * from ${below(sql)} limit 1`
}

/** Of each column: how many values `f`, their type `t`, and how many of its texts are numbers `k`. */
export function lookStatement(dialect: Dialect, sql: string, names: readonly string[]): string {
  const told = names.map((name, i) => {
    const column = identifier(name)
    return `count(${column}) as f${i}, ${dialect.typeOf(column)} as t${i}, ${dialect.numbersIn(column)} as k${i}`
  })
  return `select ${told.join(',\n')}\nfrom ${below(sql)}`
}

/** The different finite numbers of a column in rising order, or the first ones of too many. */
export function differentNumbers(
  dialect: Dialect,
  sql: string,
  { name, type }: { readonly name: string; readonly type?: string },
  most: number,
): string {
  // Zero and minus zero are one number.
  const column = `${dialect.number(identifier(name), type)} + 0`
  return `select v from (select ${column} as v from ${below(sql)}) as kedge_columns
where ${finite('v')} group by v order by v limit ${most}`
}

/** The most frequent texts of a column, each in so many rows at the least. */
export function frequentTexts(
  dialect: Dialect,
  sql: string,
  name: string,
  { most, least }: { readonly most: number; readonly least: number },
): string {
  return `select v, count(*) as n from (select ${dialect.text(identifier(name))} as v from ${below(sql)}) as kedge_columns
where v is not null group by v having count(*) >= ${least} order by n desc, v limit ${most}`
}

interface Ranked {
  readonly name: string
  readonly type?: string
  readonly used: number
  readonly ranks: readonly number[]
}

/** Which finite numbers of each column have these ranks, from 0. */
export function rankStatement(dialect: Dialect, sql: string, asked: readonly Ranked[]): string {
  const columns = asked.map(({ name, type }, i) => `${dialect.number(identifier(name), type)} as v${i}`)
  const told = asked.map(({ used, ranks }, i) => {
    const column = `v${i}`
    const v = `case when ${finite(column)} then ${column} end`
    // Halfway between two ranks: no rounding can move it to another one.
    const shares = ranks.map(rank => (rank + 0.5) / used)
    return `array_to_string(${dialect.valuesAt(v, shares)}, ',') as q${i}`
  })
  return `select ${told.join(',\n')}\nfrom (select ${columns.join(',\n')}\nfrom ${below(sql)}) as kedge_columns`
}
