import { type Block, type Document, strong, type Words } from '../core/document.ts'
import type { InputCourse } from '../core/input-course.ts'
import type { InputWindow } from '../core/input-window.ts'
import type { Kpi } from '../core/kpi.ts'
import { type MissingShare, missingWords, shareWords } from '../core/missing-share.ts'
import type { Model } from '../core/model.ts'
import type { Watched } from '../core/monitor.ts'
import { digestOfQuery, type Profile } from '../core/profile.ts'
import type { Reading } from '../core/reading.ts'
import { ticked } from '../core/ticked.ts'
import { count, dayWords, figure, listWords, spanWords, withUnit } from '../core/words.ts'
import { sentence } from './sentence.ts'
import { watchedWords } from './watched-words.ts'

/** A KPI of drift: what its newest window found, and where its monitors stand. */
export interface DriftKpi {
  readonly id: string
  readonly kpi: Kpi
  readonly window?: InputWindow
  readonly columns: readonly InputCourse[]
  readonly reading?: Reading
  readonly watched: readonly Pick<Watched, 'state' | 'stale'>[]
}

export interface DriftKnown {
  readonly model: Model
  readonly profile?: Profile
  readonly kpis: readonly DriftKpi[]
  readonly now: string
}

/** As many columns as are listed; those that have drifted come first. */
const LISTED = 12

/** What is known of the drift of a model’s inputs, or what is missing for that. */
export function inputDriftDocument({ model, profile, kpis, now }: DriftKnown): Document {
  if (profile === undefined) return noProfile(model)
  if (kpis.length === 0) return noKpi(model, profile)
  const drifted = new Set(kpis.flatMap(it => it.columns.filter(({ is }) => is === 'drift').map(({ column }) => column)))
  const says = kpis.every(({ window }) => window === undefined)
    ? 'no inputs were measured yet'
    : drifted.size === 0
      ? 'no input is known to have drifted'
      : `${count(drifted.size, 'input has', 'inputs have')} drifted`
  const { from, to, rows } = profile
  const held = `Held against its profile: ${count(rows, 'row')} of ${dayWords(from)} to ${dayWords(to)}.`
  return {
    summary: `${model.name}: ${says}`,
    blocks: [
      { is: 'text', words: [strong(model.name), `: ${says}.`] },
      { is: 'note', words: [held] },
      ...kpis.flatMap(it => [...kpiBlocks(it, now), ...staleBlocks(model, profile, it)]),
    ],
  }
}

function kpiBlocks({ kpi, window, columns, reading, watched }: DriftKpi, now: string): readonly Block[] {
  const states = watched.length === 0 ? 'no monitor watches it' : listWords(watched.map(watchedWords))
  const value: Words =
    reading === undefined
      ? [strong('no reading yet')]
      : [strong(withUnit(reading.value, kpi.unit)), `, ${spanWords(reading.end, now)} old`]
  const head: Block = { is: 'text', words: [strong(kpi.name), ': ', ...value, `; ${states}`] }
  if (window === undefined) return [head, { is: 'note', words: ['None of its periods was measured yet.'] }]
  const listed = columns.slice(0, LISTED)
  const lacks = listed.some(({ missing }) => missing !== undefined)
  const rows = listed.map(it => [...rowOf(it), ...(lacks ? [it.missing ? fromTo(it.missing) : ''] : [])])
  const rest = columns.length - rows.length + window.more
  const when = `${dayWords(window.start)} to ${dayWords(window.end)}, by ${window.method}.`
  const more = rest > 0 ? ` ${count(rest, 'column')} more.` : ''
  return [
    head,
    {
      is: 'table',
      head: ['column', 'state', 'moved by', 'much is', 'last windows', ...(lacks ? ['missing'] : [])],
      rows,
    },
    ...lackingBlocks(listed),
    { is: 'note', words: [`${when}${more}`] },
  ]
}

const fromTo = ({ was, now }: MissingShare) => `${shareWords(was)} → ${shareWords(now)}`

/** What the table says in figures, where it matters. */
function lackingBlocks(columns: readonly InputCourse[]): readonly Block[] {
  const items = columns.flatMap(({ column, missing }): Words[] =>
    missing?.is === 'drift' ? [[strong(column), `: ${missingWords(missing)}`]] : [],
  )
  return items.length > 0 ? [{ is: 'list', items }] : []
}

function rowOf(it: InputCourse): readonly string[] {
  const { column, effect, threshold, values } = it
  const told = (value: number | undefined) => (value === undefined ? '' : figure(value))
  return [column, stateWords(it), told(effect), told(threshold), values.map(figure).join(' → ')]
}

function stateWords(it: InputCourse): string {
  return `${it.still ? 'had drifted; now ' : ''}${standing(it)}`
}

function standing({ is, used, needs, since }: InputCourse): string {
  switch (is) {
    case 'drift':
      return since === undefined ? 'drifted' : `drifted since ${since.slice(0, 10)}`
    case 'no-drift':
      return 'as it was'
    case 'insufficient-data':
      return `unknown: ${used} of ${needs} rows`
    case 'uncalibrated':
      return 'unknown: nothing to calibrate by'
    case 'gone':
      return 'gone: the query returns no such column'
  }
}

/** Another query asks for other rows: then nothing is compared any more. */
function staleBlocks(model: Model, profile: Profile, { kpi }: DriftKpi): readonly Block[] {
  const query = model.queries?.[kpi.query]
  if (profile.query === kpi.query && query && profile.asked === digestOfQuery(query)) return []
  const says = `Its profile was counted by another query, so nothing new is compared. fix: \`kedge profile ${model.id} --write\``
  return [{ is: 'note', words: ticked(says) }]
}

function noProfile(model: Model): Document {
  const asks = Object.values(model.queries ?? {}).some(query => query.returns === 'inputs')
  const count = `count one and have it reviewed: \`kedge profile ${model.id} --write\``
  const first = 'give its file a query with `returns: inputs` and a KPI with `drift`; then '
  return sentence(
    `${model.name} has no profile, so nobody can say whether its inputs have drifted.`,
    asks ? count : `${first}${count}`,
  )
}

function noKpi(model: Model, { query }: Profile): Document {
  const fix = `add a KPI to its file with \`query: ${query}\` and \`drift: { method: psi }\``
  return sentence(`${model.name} has a profile, but no KPI that compares its inputs with it.`, fix)
}
