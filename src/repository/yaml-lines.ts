/** A place in a text and what is to stand there instead. Everything outside stays, byte for byte. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function splice(text: string, { start, end, text: instead }: Splice): string {
  return text.slice(0, start) + instead + text.slice(end)
}

/** The offset of the next sign that is neither white space nor in a comment. */
export function skipBlank(text: string, from: number): number {
  const blank = /(?:[ \t\r\n]+|(?<![^ \t\r\n])#[^\n]*)*/y
  blank.lastIndex = from
  return from + (blank.exec(text)?.[0].length ?? 0)
}

/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line of an offset ends, its line break excluded. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  if (found < 0) return text.length
  return found > at && text[found - 1] === '\r' ? found - 1 : found
}

/** Behind the line break that stands at the end of a line; the last line may have none. */
export function behindBreak(text: string, end: number): number {
  const found = text.indexOf('\n', end)
  return found < 0 ? text.length : found + 1
}

export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at)
}

/** How far in the line of an offset begins. */
export function indentOf(text: string, at: number): number {
  return /^ */.exec(text.slice(lineStart(text, at), at))?.[0].length ?? 0
}

/** How this text breaks its lines. */
export function breakOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
