import { ALWAYS } from '../core/brought.ts'
import type { Model } from '../core/model.ts'
import type { ModelState } from '../core/model-state.ts'
import { type Dated, type Rows, scheduleDue, type TrainingQuestion } from '../core/training.ts'
import { ranOf } from './evidence.ts'
import { busyForTraining } from './in-the-way.ts'
import type { Store } from './store.ts'
import type { Onlooker } from './world.ts'

/** When its schedule asks for the next training, for who looks at the model. */
export async function nextTraining(world: Onlooker, model: Model, state: ModelState) {
  if (model.stage === 'retired' || !model.retraining?.triggers?.includes('schedule')) return undefined
  const { version, ...question } = await questionOf(world, model, state)
  const due = scheduleDue(question)
  return due && { ...due, version }
}

/** What decides whether it asks for a training by itself, as it stands now. */
export async function questionOf(
  world: Onlooker,
  model: Model,
  state: ModelState,
): Promise<TrainingQuestion & { readonly version: string }> {
  const last = (await ranOf(world.store, model, state)).at(-1)
  const version = last?.version ?? model.serving.version
  const dated = datedOf(model, version, last?.at)
  return {
    version,
    retraining: model.retraining ?? {},
    dated,
    rows: dated === undefined ? [] : await rowsOf(world.store, model, { version, since: dated.on }),
    ...(state.training?.asked !== undefined && { asked: state.training.asked }),
    onHold: model.serving.hold !== undefined,
    busy: (await busyForTraining(world, model)) !== undefined,
    now: world.now(),
  }
}

function datedOf({ versions = {} }: Model, version: string, runs: string | undefined): Dated | undefined {
  const { trained, gates } = (Object.hasOwn(versions, version) ? versions[version] : undefined) ?? {}
  if (trained) return { is: 'trained', on: trained.to }
  if (gates) return { is: 'passed', on: gates.passed }
  return runs === undefined || runs === ALWAYS ? undefined : { is: 'runs', on: runs }
}

/** All KPIs of a query look at the same rows, and some leave out what they cannot judge: the most of them is how many came. */
async function rowsOf(
  store: Store,
  model: Model,
  of: { readonly version: string; readonly since: string },
): Promise<readonly Rows[]> {
  const { triggers = [], newData } = model.retraining ?? {}
  if (!triggers.includes('new-data') || newData === undefined) return []
  const kpis = Object.keys(model.kpis ?? {}).filter(kpi => model.kpis?.[kpi]?.query === newData.query)
  const each = await Promise.all(kpis.map(kpi => store.readings({ model: model.id, kpi, segment: '', ...of })))
  const periods = new Map<string, Rows>()
  for (const { start, end, n } of each.flat()) {
    periods.set(start, { start, end, n: Math.max(n, periods.get(start)?.n ?? 0) })
  }
  return [...periods.values()]
}
