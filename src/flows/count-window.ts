import { type Problem, ProblemError } from '../core/problem.ts'
import type { CountedColumn } from '../core/profile.ts'
import type { SqlOf } from '../core/query-forms.ts'
import { type RowsKnown, type Window, windowFrom } from '../sources/count-statement.ts'
import { countsAsked, inBoth } from '../sources/counts-asked.ts'
import { goneColumn } from '../sources/gone-column.ts'
import { typesStatement } from '../sources/look-statement.ts'
import type { Row } from '../sources/query-rows.ts'

type Asking = (asked: SqlOf) => Promise<readonly Row[]>
export type Counting = (ask: Asking) => Promise<Window>

/**
 * Counts windows of one query by one statement each. Only where that fails is more asked: a column that nobody has is left out,
 * and of the others the types; what was learnt holds for the windows that follow.
 */
export function countingOf(sql: string, columns: readonly CountedColumn[]): Counting {
  let known: RowsKnown = {}
  const there = () => columns.filter(({ name }) => !known.gone?.some(it => it.name === name))
  const count: Counting = async ask => {
    try {
      const present = there()
      const counted = windowFrom(present, await ask(countsAsked(sql, present, known)))
      return { rows: counted.rows, columns: columns.map(it => counted.columns[present.indexOf(it)]) }
    } catch (error) {
      const next = await learnt(error, ask)
      if (next === undefined) throw error
      known = next
      return count(ask)
    }
  }
  const withGone = (column: CountedColumn): RowsKnown => ({ ...known, gone: [...(known.gone ?? []), column] })
  /** What was not known before; undefined: it fails for another reason. */
  const learnt = async (error: unknown, ask: Asking): Promise<RowsKnown | undefined> => {
    const failed = failure(error)
    if (failed === undefined) return undefined
    const gone = goneColumn(failed.says, there())
    if (gone !== undefined) return withGone(gone)
    return known.types === undefined ? withTypes(ask) : undefined
  }
  const withTypes = async (ask: Asking): Promise<RowsKnown | undefined> => {
    const names = there().map(({ name }) => name)
    try {
      const [row = {}] = await ask(inBoth(dialect => typesStatement(dialect, sql, names, known.gone)))
      return { ...known, types: Object.fromEntries(names.map((name, i) => [name, String(row[`t${i}`])])) }
    } catch (error) {
      // Which of two things that are wrong is told first is the database’s choice.
      const gone = goneColumn(failure(error)?.says ?? '', there())
      return gone && withGone(gone)
    }
  }
  return count
}

function failure(error: unknown): Problem | undefined {
  return error instanceof ProblemError ? error.problems.find(({ code }) => code === 'query-failed') : undefined
}
