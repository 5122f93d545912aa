import { SCALAR_STYLE, type ScalarEvent, type ScalarStyle } from 'js-yaml'

/** Ways to write a value, the old style first. Some may not mean it (plain `1.0` is a number): the caller proves which does. */
export function spellings(style: ScalarStyle, type: string, to: string): string[] {
  if (type !== 'string') return [to]
  const single = `'${to.replaceAll("'", "''")}'`
  const oneLine = !/[\r\n]/.test(to)
  switch (style) {
    case SCALAR_STYLE.PLAIN:
      return oneLine ? [to, doubleQuoted(to)] : [doubleQuoted(to)]
    case SCALAR_STYLE.SINGLE_QUOTED:
      return oneLine ? [single, doubleQuoted(to)] : [doubleQuoted(to)]
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return [doubleQuoted(to)]
    default:
      return []
  }
}

/** The text with the scalar's own span, quotes included, replaced. */
export function spliced(text: string, scalar: ScalarEvent, spelling: string): string {
  const quotes = scalar.style === SCALAR_STYLE.PLAIN ? 0 : 1
  return text.slice(0, scalar.valueStart - quotes) + spelling + text.slice(scalar.valueEnd + quotes)
}

/** JSON’s escapes are YAML’s; what neither shows is escaped as well, so that the file passes its own refusals. */
function doubleQuoted(to: string): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(to).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]/g,
    escaped,
  )
}
