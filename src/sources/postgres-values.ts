/** What PostgreSQL writes → plain JSON values, as DuckDB gives them. What is not understood stays text. */

const [BOOL, INT8, INT2, INT4, OID, FLOAT4, FLOAT8, NUMERIC] = [16, 20, 21, 23, 26, 700, 701, 1700]
const [DATE, TIMESTAMP, TIMESTAMPTZ] = [1082, 1114, 1184]

/** The way to read a value of the type with this number in PostgreSQL’s catalogue. */
export function readerOf(type: number): (text: string) => unknown {
  switch (type) {
    case BOOL:
      return text => text === 't'
    case INT2:
    case INT4:
    case OID:
    case FLOAT4:
    case FLOAT8:
      return Number
    case INT8:
    case NUMERIC:
      return readExact
    case DATE:
    case TIMESTAMP:
    case TIMESTAMPTZ:
      return readMoment
    default:
      return text => text
  }
}

/** `NaN` and `Infinity` stay what they are, so that they can be refused; a whole number too large to be held stays text. */
function readExact(text: string): number | string {
  const value = Number(text)
  return Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER ? text : value
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(\.\d+)?(?:([+-]\d\d)(?::?(\d\d))?)?)?$/

/** A day or a moment without a zone is UTC’s. Years before Christ or after 9999 and `infinity` stay text. */
function readMoment(text: string): string {
  const found = MOMENT.exec(text)
  if (!found) return text
  const [, day, time = '00:00:00', fraction = '', hours = '+00', minutes = '00'] = found
  const ms = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`)
  return Number.isNaN(ms) ? text : new Date(ms).toISOString()
}
