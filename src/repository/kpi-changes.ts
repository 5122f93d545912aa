import { FORMS } from '../core/query-forms.ts'
import { comesAndGoes, type Namer, type Names, type Sides } from './change-names.ts'
import { type Loose, mapAt, textAt, textIn } from './changed-data.ts'
import type { Path } from './data-differences.ts'
import { fromTo, valueWords } from './data-words.ts'

/** Names of what changes in a KPI: an agreement with the business, so each is said in its own words and unit. */
export const KPI_CHANGES: Names = [
  ['kpis.*', comesAndGoes('kpi', kpi => `KPI ${textIn(kpi, 'name') ?? 'without a name'}`)],
  ['kpis.*.limit', threshold('limit')],
  ['kpis.*.target', threshold('target')],
  ['kpis.*.direction', ({ from, to, at }, sides) => named('kpi-turned', `direction ${of(at, sides)} turned`, from, to)],
  ['kpis.*.unit', ({ from, to, at }, sides) => named('kpi-unit', `unit ${of(at, sides)} changed`, from, to)],
  ['kpis.*.query', ({ from, to, at }, sides) => named('measured-anew', `query ${of(at, sides)} changed`, from, to)],
  ['kpis.*.freshHours', allowance('freshness', 'longest age', 'hours', 'lower-is-better')],
  ['kpis.*.minSamples', allowance('samples', 'fewest samples', '', 'higher-is-better')],
  ['queries.*', comesAndGoes('query', (query, key) => `query ${key} over ${textIn(query, 'connection') ?? 'nothing'}`)],
  ['queries.*.sql', statement],
  ['queries.*.promql.*', ({ at }) => ({ is: 'measured-anew', says: `expression ${at[3]} of query ${at[1]} changed` })],
  ...['promql', 'get', 'mlflow', 'get.*', 'get.*.*', 'mlflow.*', 'mlflow.*.*'].map(
    form => [`queries.*.${form}`, asksAnew] as const,
  ),
  [
    'queries.*.labelDelayHours',
    ({ at, from, to }) => named('measured-anew', `label delay of query ${at[1]} changed`, from, to),
  ],
  [
    'queries.*.connection',
    ({ at, from, to }) => named('measured-anew', `connection of query ${at[1]} changed`, from, to),
  ],
]

/** Over HTTP it is the whole question that has changed, whichever of its words did. */
function asksAnew({ at }: Parameters<Namer>[0]) {
  return { is: 'measured-anew', says: `what query ${at[1]} asks by ${at[2]} changed` }
}

/** A query is asked, or its readings are pushed: who says how well a model does is another question than how. */
function statement({ at, from, to }: Parameters<Namer>[0], { before, after }: Sides) {
  const query = String(at[1])
  const was = from === undefined && isPushed(before, query) ? ', its readings are pushed no more' : ''
  const is = to === undefined && isPushed(after, query) ? ', its readings are pushed' : ''
  const gone = to === undefined ? `query ${query} has no statement any more${is}` : undefined
  const says = from === undefined ? `query ${query} has a statement${was}` : `statement of query ${query} changed`
  return { is: 'measured-anew', says: gone ?? says }
}

function isPushed(model: Loose, query: string): boolean {
  const asked = mapAt(mapAt(model, 'queries'), query)
  return FORMS.every(form => asked[form] === undefined)
}

const named = (is: string, says: string, from: unknown, to: unknown) => ({
  is,
  says: `${says} ${fromTo(from, to) ?? ''}`.trim(),
})

const of = (at: Path, sides: Sides) => {
  const { id, kpi } = kpiAt(at, sides)
  return `of ${textAt(kpi, 'name') ?? id}`
}

function kpiAt(at: Path, { before, after }: Sides): { id: string; kpi: Loose; was: Loose } {
  const id = String(at[1])
  return { id, kpi: mapAt(mapAt(after, 'kpis'), id), was: mapAt(mapAt(before, 'kpis'), id) }
}

/** Looser or tighter as the KPI’s direction says; where that turned too nobody can say which. */
function threshold(what: 'limit' | 'target'): Namer {
  return (difference, sides) => {
    const { kpi, was } = kpiAt(difference.at, sides)
    const direction = kpi.direction === was.direction ? textAt(kpi, 'direction') : undefined
    const unit = textAt(kpi, 'unit') ?? ''
    return moved(what, `${what} ${of(difference.at, sides)}`, difference, unit, direction)
  }
}

function allowance(what: string, words: string, unit: string, direction: string): Namer {
  return (difference, sides) => moved(what, `${words} ${of(difference.at, sides)}`, difference, unit, direction)
}

function moved(
  what: string,
  words: string,
  { from, to }: { readonly from?: unknown; readonly to?: unknown },
  unit: string,
  direction: string | undefined,
) {
  const units = unit === '' ? '' : ` ${unit}`
  if (from === undefined) return { is: `${what}-tightened`, says: `${words} set to ${valueWords(to)}${units}` }
  if (to === undefined) return { is: `${what}-loosened`, says: `${words} removed, was ${valueWords(from)}${units}` }
  if (direction === undefined || typeof from !== 'number' || typeof to !== 'number')
    return { is: `${what}-changed`, says: `${words} changed ${fromTo(from, to, unit) ?? ''}` }
  const is = to > from === (direction === 'lower-is-better') ? 'loosened' : 'tightened'
  return { is: `${what}-${is}`, says: `${words} ${is} ${fromTo(from, to, unit)}` }
}
