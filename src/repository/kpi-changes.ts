import { FORMS } from '../core/query-forms.ts'
import { says } from '../words/says.ts'
import { always, comesAndGoes, type Named, type Namer, type Names, type Sides } from './change-names.ts'
import { type Loose, mapAt, textAt, textIn } from './changed-data.ts'
import type { Difference, Path } from './data-differences.ts'

/** Names of what changes in a KPI: an agreement with the business, so each is said in its own words and unit. */
export const KPI_CHANGES: Names = [
  ['kpis.*', comesAndGoes('kpi', (kpi, is) => says.kpiChanges.kpi(textIn(kpi, 'name'), is))],
  ['kpis.*.limit', threshold('limit')],
  ['kpis.*.target', threshold('target')],
  ['kpis.*.direction', always('kpi-turned', (it, sides) => says.kpiChanges.turned(nameAt(it.at, sides), it))],
  ['kpis.*.unit', always('kpi-unit', (it, sides) => says.kpiChanges.unit(nameAt(it.at, sides), it))],
  ['kpis.*.query', always('measured-anew', (it, sides) => says.kpiChanges.measuredBy(nameAt(it.at, sides), it))],
  ['kpis.*.freshHours', threshold('freshness', 'lower-is-better')],
  ['kpis.*.minSamples', threshold('samples', 'higher-is-better')],
  ['queries.*', comesAndGoes('query', (query, is, id) => says.kpiChanges.query(id, textIn(query, 'connection'), is))],
  ['queries.*.sql', always('measured-anew', statement)],
  ['queries.*.promql.*', always('measured-anew', ({ at }) => says.kpiChanges.expression(String(at[3]), String(at[1])))],
  ...['promql', 'get', 'mlflow', 'get.*', 'get.*.*', 'mlflow.*', 'mlflow.*.*'].map(
    form => [`queries.*.${form}`, always('measured-anew', asksAnew)] as const,
  ),
  [
    'queries.*.labelDelayHours',
    always('measured-anew', ({ at, ...it }) => says.kpiChanges.labelDelay(String(at[1]), it)),
  ],
  ['queries.*.connection', always('measured-anew', ({ at, ...it }) => says.kpiChanges.connection(String(at[1]), it))],
]

/** Over HTTP it is the whole question that has changed, whichever of its words did. */
function asksAnew({ at }: Difference): string {
  return says.kpiChanges.asks(String(at[1]), String(at[2]))
}

/** A query is asked, or its readings are pushed: who says how well a model does is another question than how. */
function statement({ at, from, to }: Difference, { before, after }: Sides): string {
  const query = String(at[1])
  if (to === undefined) return says.kpiChanges.unstated(query, isPushed(after, query))
  return from === undefined ? says.kpiChanges.stated(query, isPushed(before, query)) : says.kpiChanges.statement(query)
}

function isPushed(model: Loose, query: string): boolean {
  const asked = mapAt(mapAt(model, 'queries'), query)
  return FORMS.every(form => asked[form] === undefined)
}

function nameAt(at: Path, sides: Sides): string {
  const { id, kpi } = kpiAt(at, sides)
  return textAt(kpi, 'name') ?? id
}

function kpiAt(at: Path, { before, after }: Sides): { id: string; kpi: Loose; was: Loose } {
  const id = String(at[1])
  return { id, kpi: mapAt(mapAt(after, 'kpis'), id), was: mapAt(mapAt(before, 'kpis'), id) }
}

/** Looser or tighter as the KPI’s direction says, or the bound’s own; where that turned too nobody can say which. */
function threshold(bound: 'limit' | 'target' | 'freshness' | 'samples', own?: string): Namer {
  return ({ at, from, to }, sides): Named => {
    const { kpi, was } = kpiAt(at, sides)
    const direction = own ?? (kpi.direction === was.direction ? textAt(kpi, 'direction') : undefined)
    const it = { bound, kpi: nameAt(at, sides), unit: textAt(kpi, 'unit') ?? '', from, to }
    if (from === undefined) return { is: `${bound}-tightened`, says: says.kpiChanges.bound.set(it) }
    if (to === undefined) return { is: `${bound}-loosened`, says: says.kpiChanges.bound.removed(it) }
    const is = towards(direction, from, to)
    return { is: `${bound}-${is}`, says: says.kpiChanges.bound.moved(it, is) }
  }
}

function towards(direction: string | undefined, from: unknown, to: unknown): 'changed' | 'loosened' | 'tightened' {
  if (direction === undefined || typeof from !== 'number' || typeof to !== 'number') return 'changed'
  return to > from === (direction === 'lower-is-better') ? 'loosened' : 'tightened'
}
