import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { PUSH, type PushedReading } from '../core/pushed-reading.ts'
import type { Reading } from '../core/reading.ts'
import { type Columns, headOf, isOfReadings, readingIn } from '../sources/csv-readings.ts'
import { type CsvTable, csvTable, firstLine } from '../sources/csv-table.ts'
import { type Placed, pushedReadings, REFUSED_MOST, type Refused } from '../sources/pushed-readings.ts'
import { says } from '../words/says.ts'
import { fitting, type Item } from './fitting.ts'
import type { Pushers } from './world.ts'

export interface DroppedInto {
  /** The models whose readings may be brought here, by id. */
  readonly models: Readonly<Record<string, Model>>
  /** The model, where no column of the file says it. */
  readonly of?: string
  readonly pushers: Pushers
  readonly now: string
}

/** What a CSV file says; where anything is refused nothing of it counts. */
export interface DroppedReadings {
  /** Lines that say something, without the first. */
  readonly rows: number
  readonly readings: readonly Reading[]
  readonly refused: readonly Refused[]
}

/** Whether its readings leave open of which model they are. */
export function lacksModel(bytes: Uint8Array): boolean {
  const head = firstLine(bytes)
  return isOfReadings(head) && !('says' in headOf(head, 'model')) && 'says' in headOf(head)
}

/** A file is held to what a request of readings is held to: by the form, by who feeds which KPI, and in size. */
export function droppedReadings(bytes: Uint8Array, into: DroppedInto): DroppedReadings {
  const table = csvTable(bytes)
  if ('says' in table) return none(0, { at: says.droppedReadings.file, ...table })
  const rows = table.rows.length
  const columns = headOf(table.head.text, into.of === undefined ? undefined : 'model')
  const { file, line, tooMany } = says.droppedReadings
  if ('says' in columns) return none(rows, { at: line(table.head.number), ...columns })
  if (rows > PUSH.readings) return none(rows, { at: file, ...tooMany(rows, PUSH.readings) })
  const { items, unread } = itemsOf(table, columns, columns.includes('model') ? undefined : into.of)
  const { placed, refused: misfit } = fitting(items)
  const { readings, refused } = fed(placed, into)
  const lines = new Map(table.rows.map(({ number }) => [line(number), number]))
  const lineOf = ({ at }: Refused) => lines.get(at) ?? 0
  const all = [...unread, ...misfit, ...refused].sort((a, b) => lineOf(a) - lineOf(b)).slice(0, REFUSED_MOST)
  return { rows, readings: all.length > 0 ? [] : readings, refused: all }
}

const none = (rows: number, why: Refused): DroppedReadings => ({ rows, readings: [], refused: [why] })

function itemsOf({ rows }: CsvTable, columns: Columns, of: string | undefined) {
  const items: Item[] = []
  const unread: Refused[] = []
  for (const { number, text } of rows) {
    const at = says.droppedReadings.line(number)
    const read = readingIn(columns, text)
    if ('says' in read) unread.push({ at, ...read })
    else items.push({ at, it: of === undefined ? read.reading : { ...read.reading, model: of } })
    if (unread.length === REFUSED_MOST) break
  }
  return { items, unread }
}

/** Each line goes by the source that feeds its KPI, as if that had pushed it. */
function fed(placed: readonly Placed[], { models, pushers, now }: DroppedInto) {
  const refused: Refused[] = []
  const bySource = new Map<string, Placed[]>()
  for (const each of placed) {
    const source = sourceOf(each.it, models, pushers)
    if (typeof source === 'string') bySource.set(source, [...(bySource.get(source) ?? []), each])
    else refused.push({ at: each.at, ...source })
  }
  const pushed = [...bySource].map(([source, its]) => pushedReadings(its, { source, ...pushers[source] }, models, now))
  return {
    readings: pushed.flatMap(it => it.readings),
    refused: [...refused, ...pushed.flatMap(it => it.refused)],
  }
}

/** The connection that feeds this KPI, or why nobody may bring a reading of it here. */
function sourceOf(
  { model: id, kpi }: PushedReading,
  models: Readonly<Record<string, Model>>,
  pushers: Pushers,
): string | Omit<Refused, 'at'> {
  const { unknownModel, measured, unknownKpi } = says.droppedReadings
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  const ids = Object.keys(models)
  if (model === undefined) return unknownModel(says.values.quoted(id), nearest(id, ids), ids.map(says.values.quoted))
  const kpis = Object.keys(model.kpis ?? {}).filter(it => sourceNamed(model, it, pushers) !== undefined)
  const source = sourceNamed(model, kpi, pushers)
  if (source !== undefined) return source
  const told = { kpi: says.values.quoted(kpi), model: id, near: nearest(kpi, kpis), kpis: kpis.map(says.values.quoted) }
  return Object.hasOwn(model.kpis ?? {}, kpi) ? measured(told) : unknownKpi(told)
}

function sourceNamed(model: Model, kpi: string, pushers: Pushers): string | undefined {
  const { kpis = {}, queries = {} } = model
  const query = Object.hasOwn(kpis, kpi) ? (kpis[kpi]?.query ?? '') : ''
  const connection = Object.hasOwn(queries, query) ? (queries[query]?.connection ?? '') : ''
  return Object.hasOwn(pushers, connection) ? connection : undefined
}
