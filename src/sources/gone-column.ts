import type { Gone } from './count-statement.ts'

/** In the words of DuckDB and of PostgreSQL; what else stands there are names that they would take instead. */
const SAYING = [/Referenced column "(.+?)" not found/, /(?:^|: )column "(.+?)" does not exist/]

/** Which of these columns a database says that nobody has; undefined: it says something else. */
export function goneColumn<C extends Gone>(says: string, columns: readonly C[]): C | undefined {
  const name = SAYING.flatMap(saying => saying.exec(says)?.[1] ?? [])[0]
  if (name === undefined) return undefined
  // Unquoted names are folded, as either database does it.
  return columns.find(it => it.name === name) ?? columns.find(it => it.name.toLowerCase() === name.toLowerCase())
}
