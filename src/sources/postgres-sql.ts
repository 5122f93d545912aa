/** The SQL of a query as PostgreSQL takes it: it knows `$1`, and no names. */

export interface PostgresSql {
  readonly text: string
  /** What `$1`, `$2` stand for. */
  readonly bound: readonly Bound[]
  /** Other names that look like parameters. */
  readonly others: readonly string[]
  /** The first word, in small letters; empty where there is none. */
  readonly word: string
}
export type Bound = 'start' | 'end'

const LETTER = 'A-Za-z_\\u0080-\\uffff'
const GAP = '[ \\t\\f\\v]*(?:--[^\\n\\r]*)?[\\n\\r](?:[ \\t\\n\\r\\f\\v]|--[^\\n\\r]*[\\n\\r])*'
const ESCAPED = `'(?:[^'\\\\]|\\\\[^]|'')*'`

/** By PostgreSQL’s rules of what is one piece of a text. Whatever is none of these is passed on letter by letter. */
const PIECE = new RegExp(
  [
    '--[^\\n\\r]*',
    `[eE]${ESCAPED}(?:${GAP}${ESCAPED})*`,
    `'(?:[^']|'')*'`,
    `"(?:[^"]|"")*"`,
    `\\$(?<tag>(?:[${LETTER}][\\w\\u0080-\\uffff]*)?)\\$[^]*?\\$\\k<tag>\\$`,
    `\\$(?<parameter>[\\w\\u0080-\\uffff]+)`,
    `(?<word>[${LETTER}][\\w$\\u0080-\\uffff]*)`,
    '[^]',
  ].join('|'),
  'y',
)

/**
 * `$start` and `$end` as numbers, outside of strings, quoted names, comments and words that hold a `$`. Both are moments, so
 * that the server need not guess. Were a piece misread, the query would fail or find less: what it may do hangs on nothing here.
 */
export function postgresSql(sql: string): PostgresSql {
  const bound: Bound[] = []
  const others: string[] = []
  let [text, word] = ['', '']
  for (let at = 0; at < sql.length; ) {
    const end = sql.startsWith('/*', at) ? endOfComment(sql, at) : undefined
    PIECE.lastIndex = at
    const found = end === undefined ? PIECE.exec(sql) : undefined
    const piece = found?.[0] ?? sql.slice(at, end)
    const name = found?.groups?.parameter
    if (name === 'start' || name === 'end') {
      if (!bound.includes(name)) bound.push(name)
      text += `$${bound.indexOf(name) + 1}::timestamptz`
    } else {
      if (name !== undefined) others.push(name)
      word ||= found?.groups?.word?.toLowerCase() ?? ''
      text += piece
    }
    at += piece.length
  }
  return { text, bound, others, word }
}

/** Comments of this kind hold others; one that never ends goes to the end. */
function endOfComment(sql: string, at: number): number {
  let depth = 0
  for (const { 0: mark, index } of sql.slice(at).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1
    if (depth === 0) return at + index + 2
  }
  return sql.length
}
