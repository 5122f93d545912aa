const NUMBERS =
  /^(u?(tiny|small|big|huge)int|u?integer|float|double|decimal\(.*\)|double precision|real|numeric|bignum)$/
/** Moments are as different as rows, and the others are no one value. */
const NEITHER = /date|time|interval|json|xml|bytea|blob|bit|struct|map|union|variant|geometry|vector|\[|\(/

/** What a column of this type can be counted as, by its name in either database. `numeric`: all of its texts are numbers. */
export function countedAs(type: string, numeric: boolean): 'numbers' | 'texts' | undefined {
  const name = type.toLowerCase()
  if (NUMBERS.test(name)) return 'numbers'
  if (name === 'varchar' && numeric) return 'numbers'
  // The name of an enumeration holds its values.
  if (name.startsWith('enum(')) return 'texts'
  return NEITHER.test(name) ? undefined : 'texts'
}
