const NUMBERS =
  /^(u?(tiny|small|big|huge)int|u?integer|float|double|decimal\(.*\)|double precision|real|numeric|bignum)$/
const TEXT = /^(varchar|text|character varying|character)$/
/** Moments are as different as rows, and the others are no one value. */
const NEITHER = /date|time|interval|json|xml|bytea|blob|bit|struct|map|union|variant|geometry|vector|\[|\(/

/** Whether a column of this type may hold anything: all columns of a CSV file do. */
export const isText = (type: string): boolean => TEXT.test(type.toLowerCase())

/** What a column of this type can be counted as, by its name in either database. `numeric`: all of its texts are numbers. */
export function countedAs(type: string, numeric: boolean): 'numbers' | 'texts' | undefined {
  const name = type.toLowerCase()
  if (NUMBERS.test(name)) return 'numbers'
  if (isText(name) && numeric) return 'numbers'
  // The name of an enumeration holds its values.
  if (name.startsWith('enum(')) return 'texts'
  return NEITHER.test(name) ? undefined : 'texts'
}

const SAID_NUMBERS = /^(numbers?|numeric|int(eger)?|bigint|float|double|real|decimal|percent(age)?|amount|count)$/
const SAID_TEXTS = /^(texts?|string|varchar|char(acter)?|categor(y|ical)|nominal|code|id|enum|label)$/

/** What the file of a model says of a column, where that is a word for one of the two. */
export function declaredAs(type: string | undefined): 'numbers' | 'texts' | undefined {
  const word = type?.toLowerCase() ?? ''
  if (SAID_NUMBERS.test(word)) return 'numbers'
  return SAID_TEXTS.test(word) ? 'texts' : undefined
}
