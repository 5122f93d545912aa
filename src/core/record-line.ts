import { createHash } from 'node:crypto'

/** One line of the record: the text of an event (of the genesis, for line 0), bound to the line before by its hash. */
export interface Line {
  /** Counts from 0, over all files. */
  readonly n: number
  /** The hash of the line before; zeros for line 0. */
  readonly prev: string
  readonly hash: string
  /** Canonical JSON, kept and hashed as text, so that no later version can read it differently. */
  readonly text: string
}

const NONE = '0'.repeat(64)

/** SHA-256 over the hash before, a newline and the text; 64 hexadecimal digits. */
export function hashOf(prev: string, text: string): string {
  return createHash('sha256').update(`${prev}\n${text}`, 'utf8').digest('hex')
}

/** The line after `last`, or line 0. */
export function lineAfter(last: Pick<Line, 'n' | 'hash'> | undefined, text: string): Line {
  const prev = last?.hash ?? NONE
  return { n: last === undefined ? 0 : last.n + 1, prev, hash: hashOf(prev, text), text }
}

/** As it stands in a file, with its newline. */
export function written({ n, prev, hash, text }: Line): string {
  return `${JSON.stringify({ n, prev, hash, [keyOf(n)]: text })}\n`
}

/** Only exactly what `written` gives: a space more, another order or another spelling of a letter is no line of ours. */
export function parsed(text: string): Line | undefined {
  const line = lineIn(text)
  return line && written(line) === `${text}\n` ? line : undefined
}

const keyOf = (n: number) => (n === 0 ? 'genesis' : 'event')

function lineIn(text: string): Line | undefined {
  const data = jsonIn(text) as Readonly<Record<string, unknown>> | null | undefined
  if (typeof data !== 'object' || data === null) return undefined
  const { n, prev, hash } = data
  if (typeof n !== 'number' || typeof prev !== 'string' || typeof hash !== 'string') return undefined
  const body = data[keyOf(n)]
  return typeof body === 'string' ? { n, prev, hash, text: body } : undefined
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
