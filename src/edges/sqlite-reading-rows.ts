import type { Selectable } from 'kysely'
import type { Reading } from '../core/reading.ts'
import type { ReadingTables } from './sqlite-schema.ts'

export type Row = Selectable<ReadingTables['readings']>

export function rowOf(reading: Reading): Omit<Row, 'kept'> {
  const { model, kpi, segment, version, value, n, start, end, available } = reading
  if (!Number.isFinite(value)) throw new TypeError(`A reading of ${model}/${kpi} is ${value}, which is no number.`)
  const [start_at, end_at] = [msOf(start), msOf(end)]
  return { model, kpi, segment, version, value, n, start_at, end_at, available: msOf(available) }
}

/** Most moments stand in many rows, and to write one as ISO costs more than to read its row. */
export function readingsIn(rows: readonly Omit<Row, 'kept'>[]): readonly Reading[] {
  const iso = isoOnce()
  return rows.map(({ model, kpi, segment, version, value, n, ...row }) => {
    const [start, end, available] = [iso(row.start_at), iso(row.end_at), iso(row.available)]
    return { model, kpi, segment, version, start, end, value, n, available }
  })
}

export function isoOnce(): (ms: number) => string {
  const known = new Map<number, string>()
  return ms => {
    const text = known.get(ms) ?? new Date(ms).toISOString()
    known.set(ms, text)
    return text
  }
}

export function msOf(time: string): number {
  const at = Date.parse(time)
  if (Number.isNaN(at)) throw new TypeError(`'${time}' is not a time. A time is written like 2026-03-02T09:00:00Z.`)
  return at
}
