import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { type Every, periodStart } from '../core/period.ts'
import type { Mlflow, MlflowAlias, MlflowRuns } from '../core/query-forms.ts'
import { says } from '../words/says.ts'
import { fieldOf, good, HTTP_ADDRESS, type HttpAsking, listOf, refused, textIn } from './http-exchange.ts'
import type { Row } from './query-rows.ts'

/** One entry of the deployment’s connections: a tracking server of MLflow and its registry. */
export const MlflowSettings = Type.Object({ type: Type.Literal('mlflow'), ...HTTP_ADDRESS }, closed)
export type MlflowSettings = Static<typeof MlflowSettings>

const PAGE = 1000
const PAGES_MOST = 10

export function askMlflow(
  { mlflow, every }: { readonly mlflow: Mlflow; readonly every: Every },
  window: { readonly start: Date; readonly end: Date },
): HttpAsking {
  return 'alias' in mlflow ? askAlias(mlflow) : askRuns(mlflow, every, window)
}

/** Finished runs that started in the periods asked for; page after page, and never a part of them. */
function* askRuns(
  asked: MlflowRuns,
  every: Every,
  { start, end }: { readonly start: Date; readonly end: Date },
): HttpAsking {
  const started = `attributes.start_time >= ${start.getTime()} and attributes.start_time < ${end.getTime()}`
  const search = {
    experiment_ids: [asked.experiment],
    filter: `attributes.status = 'FINISHED' and ${started}`,
    run_view_type: 'ACTIVE_ONLY',
    max_results: PAGE,
    order_by: ['attributes.start_time ASC'],
  }
  const rows: Row[] = []
  for (let page = 1, token: string | undefined = ''; token !== undefined; page++) {
    if (page > PAGES_MOST) throw refused(...says.mlflow.tooMany(PAGES_MOST * PAGE))
    const body: object = token === '' ? search : { ...search, page_token: token }
    const answer: unknown = good(yield { path: '/api/2.0/mlflow/runs/search', body }, says.mlflow.seeExperiment)
    // A page without runs has no such key.
    const runs = listOf(fieldOf(answer, 'runs') ?? [], says.mlflow.runs, PAGE)
    rows.push(...runs.map(run => rowOf(run, asked, every)))
    token = textIn(answer, 'next_page_token') || undefined
  }
  return rows
}

function rowOf(run: unknown, { metrics, n, version }: MlflowRuns, every: Every): Row {
  const started = Number(fieldOf(fieldOf(run, 'info'), 'start_time') ?? Number.NaN)
  if (!Number.isSafeInteger(started) || Math.abs(started) > 8e15) throw refused(...says.mlflow.noStart)
  const [measured, params, tags] = ['metrics', 'params', 'tags'].map(kind => keyed(fieldOf(fieldOf(run, 'data'), kind)))
  const kpis = Object.entries(metrics).map(([kpi, metric]) => [kpi, measured?.get(metric)])
  return {
    period: new Date(periodStart(every, started)).toISOString(),
    version: tags?.get(version) ?? params?.get(version),
    n: measured?.get(n) ?? counted(params?.get(n)),
    ...Object.fromEntries(kpis),
  }
}

/** What MLflow keeps as lists of key and value. */
function keyed(list: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    listOf(list ?? [], says.mlflow.entries, 10_000).map(it => [textIn(it, 'key') ?? '', fieldOf(it, 'value')]),
  )
}

/** A parameter is text, also where it is a count. */
function counted(text: unknown): unknown {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text
}

/** One row: the version that the registry means by this alias now. */
function* askAlias({ model, alias, version }: MlflowAlias): HttpAsking {
  const asked = new URLSearchParams({ name: model, alias })
  const reply = yield { path: `/api/2.0/mlflow/registered-models/alias?${asked}` }
  const found = fieldOf(good(reply, says.mlflow.seeAlias), 'model_version')
  return [{ version: version === undefined ? textIn(found, 'version') : keyed(fieldOf(found, 'tags')).get(version) }]
}
