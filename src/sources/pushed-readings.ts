import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import type { Every } from '../core/period.ts'
import type { PushedReading } from '../core/pushed-reading.ts'
import { askedOf, formOf } from '../core/query-forms.ts'
import type { Reading } from '../core/reading.ts'
import { frameOf } from '../core/reading-frame.ts'
import { says } from '../words/says.ts'

/** A reading that fits the schema, and where in the request it stands. */
export interface Placed {
  readonly at: string
  readonly it: PushedReading
}

export interface Refused {
  readonly at: string
  readonly says: string
  readonly fix: string
  /** Where the other one stands that it contradicts. */
  readonly contradicts?: string
}

/** More reasons than this are not read by anybody; the rest follow when these are mended. */
export const REFUSED_MOST = 20

export interface PushedBy {
  readonly source: string
  /** Left out: each model that names it. */
  readonly models?: readonly string[]
}

/** What one request says, as readings; where anything is refused nothing of it counts. */
export function pushedReadings(
  all: readonly Placed[],
  by: PushedBy,
  models: Readonly<Record<string, Model>>,
  now: string,
): { readonly readings: readonly Reading[]; readonly refused: readonly Refused[] } {
  const readings = new Map<string, Reading & { readonly at: string }>()
  const refused: Refused[] = []
  for (const { at, it } of all) {
    if (refused.length === REFUSED_MOST) break
    const reading = readingOf(it, by, models, now)
    if ('says' in reading) {
      refused.push({ at, ...reading })
      continue
    }
    const key = JSON.stringify([reading.model, reading.kpi, reading.segment, reading.version, reading.start])
    const known = readings.get(key)
    if (known && (known.value !== reading.value || known.n !== reading.n))
      refused.push({ at, contradicts: known.at, ...says.pushedReadings.contradicts(known.at) })
    if (!known) readings.set(key, { ...reading, at })
  }
  return { readings: [...readings.values()].map(({ at: _, ...reading }) => reading), refused }
}

type No = Pick<Refused, 'says' | 'fix'>

function readingOf(
  it: PushedReading,
  by: PushedBy,
  models: Readonly<Record<string, Model>>,
  now: string,
): Reading | No {
  const every = everyOf(it, by, models)
  if (typeof every !== 'string') return every
  const frame = frameOf(it, every, now)
  if (typeof frame === 'string') return says.pushedReadings.misframed[frame](it, every)
  if (it.end !== undefined && Date.parse(it.end) !== Date.parse(frame.end))
    return says.pushedReadings.otherEnd({ end: it.end, every, ends: frame.end })
  const { model, kpi, value, segment = '' } = it
  return { model, kpi, segment, ...frame, value, available: now }
}

/** How long the periods of this KPI are, or why this source does not feed it. Says nothing of what it does not feed. */
function everyOf({ model: id, kpi }: PushedReading, by: PushedBy, models: Readonly<Record<string, Model>>): Every | No {
  const model = mayFeed(id, by) && Object.hasOwn(models, id) ? models[id] : undefined
  const kpis = model === undefined ? [] : fedBy(model, by.source)
  if (model === undefined || kpis.length === 0) return noModel(id, by, models)
  const { source } = by
  if (!kpis.includes(kpi))
    return says.pushedReadings.noKpi({ model: id, kpi, source, near: nearest(kpi, kpis), known: kpis })
  const name = model.kpis?.[kpi]?.query ?? ''
  const query = model.queries?.[name]
  const form = query && formOf(askedOf(query))
  if (form === undefined) return query?.every ?? 'day'
  return says.pushedReadings.pushed({ query: name, model: id, form, source })
}

function noModel(id: string, by: PushedBy, models: Readonly<Record<string, Model>>): No {
  const fed = Object.values(models).filter(it => mayFeed(it.id, by) && fedBy(it, by.source).length > 0)
  const ids = fed.map(it => it.id)
  return says.pushedReadings.noModel(id, by.source, nearest(id, ids))
}

const mayFeed = (id: string, { models }: PushedBy) => models === undefined || models.includes(id)

function fedBy(model: Model, source: string): readonly string[] {
  const queries = model.queries ?? {}
  const isFed = (query: string) => Object.hasOwn(queries, query) && queries[query]?.connection === source
  return Object.entries(model.kpis ?? {}).flatMap(([id, { query }]) => (isFed(query) ? [id] : []))
}
