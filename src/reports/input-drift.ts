import type { InputCourse } from '../core/input-course.ts'
import { type InputWindow, isDrifting } from '../core/input-window.ts'
import type { Kpi } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import type { Watched } from '../core/monitor.ts'
import { digestOfQuery, type Profile } from '../core/profile.ts'
import type { Reading } from '../core/reading.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
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
  const drifted = new Set(kpis.flatMap(driftingIn))
  const found = kpis.every(({ window }) => window === undefined)
    ? says.inputDrift.nothingYet
    : says.inputDrift.drifted(drifted.size)
  return {
    summary: says.inputDrift.summary(model.name, found),
    blocks: [
      { is: 'text', words: says.inputDrift.inFull(model.name, found) },
      { is: 'note', words: [says.inputDrift.heldAgainst(profile)] },
      ...kpis.flatMap(it => [...kpiBlocks(it, now), ...staleBlocks(model, profile, it)]),
    ],
  }
}

const driftingIn = ({ columns, window }: DriftKpi): readonly string[] => [
  ...columns.filter(isDrifting).map(({ column }) => column),
  ...(window?.drifting ?? []),
]

function kpiBlocks({ kpi, window, columns, reading, watched }: DriftKpi, now: string): readonly Block[] {
  const value = reading && { value: reading.value, unit: kpi.unit, end: reading.end }
  const monitors = watched.map(watchedWords)
  const head: Block = { is: 'text', words: says.inputDrift.kpi({ name: kpi.name, reading: value, now, monitors }) }
  if (window === undefined) return [head, { is: 'note', words: [says.inputDrift.noWindow] }]
  const listed = columns.slice(0, LISTED)
  const lacks = listed.some(({ missing }) => missing !== undefined)
  const rows = listed.map(it => [
    ...rowOf(it),
    ...(lacks ? [it.missing ? says.inputDrift.fromTo(it.missing.was, it.missing.now) : ''] : []),
  ])
  const more = columns.length - rows.length + window.more
  return [
    head,
    {
      is: 'table',
      head: [...says.inputDrift.head, ...(lacks ? [says.inputDrift.missing] : [])],
      rows,
    },
    ...lackingBlocks(listed),
    { is: 'note', words: [says.inputDrift.window({ ...window, more })] },
  ]
}

/** What the table says in figures, where it matters. */
function lackingBlocks(columns: readonly InputCourse[]): readonly Block[] {
  const items = columns.flatMap(({ column, missing }): Words[] =>
    missing?.is === 'drift' ? [says.inputDrift.lacks(column, missing)] : [],
  )
  return items.length > 0 ? [{ is: 'list', items }] : []
}

function rowOf(it: InputCourse): readonly string[] {
  const { column, effect, threshold, values } = it
  const told = (value: number | undefined) => (value === undefined ? '' : says.figures.figure(value))
  return [column, stateWords(it), told(effect), told(threshold), values.map(says.figures.figure).join(' → ')]
}

function stateWords(it: InputCourse): string {
  return it.still ? says.inputDrift.hadDrifted(standing(it)) : standing(it)
}

function standing({ is, used, needs, since }: InputCourse): string {
  const { state } = says.inputDrift
  switch (is) {
    case 'drift':
      return state.drift(since)
    case 'insufficient-data':
      return state[is](used, needs)
    case 'no-drift':
    case 'uncalibrated':
    case 'gone':
      return state[is]
  }
}

/** Another query asks for other rows: then nothing is compared any more. */
function staleBlocks(model: Model, profile: Profile, { kpi }: DriftKpi): readonly Block[] {
  const query = model.queries?.[kpi.query]
  if (profile.query === kpi.query && query && profile.asked === digestOfQuery(query)) return []
  return [{ is: 'note', words: says.inputDrift.otherQuery(model.id) }]
}

function noProfile({ id, name, queries }: Model): Document {
  const asks = Object.values(queries ?? {}).some(query => query.returns === 'inputs')
  const fix = asks ? says.inputDrift.noProfileFix(id) : says.inputDrift.noQueryFix(id)
  return sentence(says.inputDrift.noProfile(name), fix)
}

function noKpi({ name }: Model, { query }: Profile): Document {
  return sentence(says.inputDrift.noKpi(name), says.inputDrift.noKpiFix(query))
}
