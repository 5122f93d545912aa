import { didYouMean, nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import type { Every } from '../core/period.ts'
import type { PushedReading } from '../core/pushed-reading.ts'
import { askedOf, formOf } from '../core/query-forms.ts'
import type { Reading } from '../core/reading.ts'
import { frameOf, type Misframed } from '../core/reading-frame.ts'
import { oneOf, quoted } from '../words/quoted.ts'

/** A reading that fits the schema, and where in the request it stands. */
export interface Placed {
  readonly at: string
  readonly it: PushedReading
}

export interface Refused {
  readonly at: string
  readonly says: string
  readonly fix: string
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
      refused.push({
        at,
        says: `It contradicts ${known.at}: another value of the same period.`,
        fix: 'Send one of the two.',
      })
    if (!known) readings.set(key, { ...reading, at })
  }
  return { readings: [...readings.values()].map(({ at: _, ...reading }) => reading), refused }
}

type No = Omit<Refused, 'at'>

function readingOf(
  it: PushedReading,
  by: PushedBy,
  models: Readonly<Record<string, Model>>,
  now: string,
): Reading | No {
  const every = everyOf(it, by, models)
  if (typeof every !== 'string') return every
  const frame = frameOf(it, every, now)
  if (typeof frame === 'string') return MISFRAMED[frame](it, every)
  if (it.end !== undefined && Date.parse(it.end) !== Date.parse(frame.end))
    return no(`\`end\` is ${quoted(it.end)}, and the ${every} ends at ${frame.end}.`, 'Leave `end` out.')
  const { model, kpi, value, segment = '' } = it
  return { model, kpi, segment, ...frame, value, available: now }
}

/** How long the periods of this KPI are, or why this source does not feed it. Says nothing of what it does not feed. */
function everyOf({ model: id, kpi }: PushedReading, by: PushedBy, models: Readonly<Record<string, Model>>): Every | No {
  const model = mayFeed(id, by) && Object.hasOwn(models, id) ? models[id] : undefined
  const kpis = model === undefined ? [] : fedBy(model, by.source)
  if (model === undefined || kpis.length === 0) return noModel(id, by, models)
  if (!kpis.includes(kpi)) {
    const near = nearest(kpi, kpis)
    const write = `Write ${near === undefined ? oneOf(kpis) : `\`${near}\``}`
    const says = `${id} has no KPI ${quoted(kpi)} that ${by.source} feeds.${didYouMean(kpi, kpis)}`
    return no(says, `${write}, or let the query of the KPI name this connection in models/${id}.yaml`)
  }
  const name = model.kpis?.[kpi]?.query ?? ''
  const query = model.queries?.[name]
  const form = query && formOf(askedOf(query))
  if (form === undefined) return query?.every ?? 'day'
  return no(
    `Query ${name} of ${id} holds \`${form}\`, and ${by.source} is pushed to.`,
    `Take \`${form}\` out of the query in models/${id}.yaml`,
  )
}

function noModel(id: string, by: PushedBy, models: Readonly<Record<string, Model>>): No {
  const fed = Object.values(models).filter(it => mayFeed(it.id, by) && fedBy(it, by.source).length > 0)
  const ids = fed.map(it => it.id)
  const near = nearest(id, ids)
  return no(
    `There is no model ${quoted(id)} that ${by.source} feeds.${didYouMean(id, ids)}`,
    `${near === undefined ? '' : `Write \`${near}\`, or `}name the connection in a query of the model: \`queries: { … : { connection: ${by.source}, every: day } }\``,
  )
}

const mayFeed = (id: string, { models }: PushedBy) => models === undefined || models.includes(id)

function fedBy(model: Model, source: string): readonly string[] {
  const queries = model.queries ?? {}
  const isFed = (query: string) => Object.hasOwn(queries, query) && queries[query]?.connection === source
  return Object.entries(model.kpis ?? {}).flatMap(([id, { query }]) => (isFed(query) ? [id] : []))
}

const STARTS: Readonly<Record<Every, string>> = {
  hour: 'Send its first minute: 2026-03-02T14:00:00Z',
  day: 'Send the day alone: 2026-03-02',
  week: 'Send the day of its Monday.',
}

/** What is wrong with the frame of a reading, and what to send. */
const MISFRAMED: Readonly<Record<Misframed, (it: PushedReading, every: Every) => No>> = {
  'no-day': it =>
    no(
      `\`start\` is ${quoted(it.start)}, which is no moment there is.`,
      'Send a day, 2026-03-02, or a moment with its zone: 2026-03-02T14:00:00Z',
    ),
  'no-start': (it, every) => no(`\`start\` ${quoted(it.start)} does not start a ${every} in UTC.`, STARTS[every]),
  'not-over': it =>
    no(`The period of \`start\` ${quoted(it.start)} is not over.`, 'Send it when it is over, and see the clock.'),
  'no-version': it => no(`\`version\` is ${quoted(it.version)}, not a text.`, 'Send the version as text: "1.1.0"'),
  'no-count': it => no(`\`n\` is ${quoted(it.n)}, not a count.`, 'Send how many samples there were.'),
}

function no(says: string, fix: string): No {
  return { says, fix }
}
