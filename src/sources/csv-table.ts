import { says } from '../words/says.ts'
import type { Unread } from './csv-readings.ts'

/** The lines of a CSV file that say something, as editors count them. */
export interface CsvTable {
  readonly head: CsvLine
  readonly rows: readonly CsvLine[]
}

export interface CsvLine {
  readonly number: number
  readonly text: string
}

/** Of a file, so much is read to see whether anybody meant it for us. */
export const HEAD_BYTES_MOST = 4096

/** The first line, however the rest is written; to see whether anybody meant it for us. */
export function firstLine(bytes: Uint8Array): string {
  const some = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES_MOST))
  return some.split(/\r?\n/).find(text => text.trim() !== '') ?? ''
}

/** The whole file as lines; the mark that some writers put before the first letter is dropped. */
export function csvTable(bytes: Uint8Array): CsvTable | Unread {
  const text = textOf(bytes)
  if (text === undefined) return says.csvTable.notUtf8
  const lines = text.split(/\r?\n/).map((line, i) => ({ number: i + 1, text: line }))
  const [head, ...rows] = lines.filter(line => line.text.trim() !== '')
  if (head === undefined || rows.length === 0) return says.csvTable.noReading
  return { head, rows }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
