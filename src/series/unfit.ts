import type { Model } from '../core/model.ts'
import type { MonitorCheck } from '../core/monitor.ts'
import { lasting } from '../core/monitor-tested.ts'
import { periodLengthMs } from '../core/period.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { mostOfEach } from '../core/series.ts'
import { weeksShort } from '../core/thin-series.ts'
import { MOST_SEGMENTS } from '../core/watches.ts'
import { says } from '../words/says.ts'
import type { Numbers } from './check.ts'
import { methodOf } from './method.ts'
import { LEAST_SEASONS } from './seasonal.ts'

/** A monitor as it is written, so far as its numbers go. */
interface Written extends Numbers {
  readonly watches: { readonly kpi: string; readonly segments?: unknown }
  readonly examples: readonly { readonly limit?: number; readonly baseline?: number }[]
}

/** What it compares readings with, of those that somebody has to say. */
export function neededBy({ method }: Pick<Numbers, 'method'>): 'limit' | 'baseline' | undefined {
  if (method === undefined || method.is === 'limit') return 'limit'
  return method.is === 'baseline-change' ? 'baseline' : undefined
}

/** What is wrong with its numbers whatever the model. */
export function unfitNumbers(monitor: Written): readonly Complaint[] {
  const { examples, limit } = monitor
  const { fires } = lasting(monitor)
  const of = fires.of ?? fires.after
  const never: Complaint = {
    at: ['fires', 'of'],
    code: 'never-fires',
    ...says.unfit.neverFires(fires.after, of),
  }
  const needs = neededBy(monitor)
  const without = examples.flatMap((example, i): Complaint[] =>
    needs === undefined || example[needs] !== undefined || (needs === 'limit' && limit !== undefined)
      ? []
      : [{ at: ['examples', i], code: `no-${needs}`, ...says.unfit.exampleWithout(needs) }],
  )
  return [...(of < fires.after ? [never] : []), ...without, ...ofThreshold(monitor)]
}

function ofThreshold({ clears, method: written }: Written): readonly Complaint[] {
  const threshold = methodOf(written)?.threshold
  if (threshold === undefined || clears?.limit === undefined || clears.limit <= threshold) return []
  const wrong = says.unfit.beyondThreshold(clears.limit, threshold)
  return [{ at: ['clears', 'limit'], code: 'clears-while-bad', ...wrong }]
}

/** What keeps it from judging this model’s KPI; `check` is what comes of its numbers there. */
export function unfitOn(monitor: Written, model: Model, check: MonitorCheck | undefined): readonly Complaint[] {
  if (!check) return [missing(monitor, model)]
  const { limit, clears, direction } = check
  if (check.judges) return unsuited(monitor, model)
  const at = clears.limit
  if (limit === undefined || at === undefined) return []
  const lower = direction === 'lower-is-better'
  if (lower ? at <= limit : at >= limit) return []
  const wrong = says.unfit.beyondLimit({ model: model.id, clears: at, limit, lower })
  return [{ at: ['clears', 'limit'], code: 'clears-while-bad', ...wrong }]
}

function missing(monitor: Written, { id }: Model): Complaint {
  const { kpi } = monitor.watches
  const at = ['watches', 'kpi']
  return neededBy(monitor) === 'baseline'
    ? { at, code: 'no-baseline', ...says.unfit.noBaseline(id, kpi) }
    : { at, code: 'no-limit', ...says.unfit.noLimit(id, kpi) }
}

function unsuited({ watches, method: written }: Written, model: Model): readonly Complaint[] {
  const method = methodOf(written)
  const kpi = model.kpis?.[watches.kpi]
  const at = ['method', 'is']
  if (method?.is === 'baseline-change' && method.change === 'relative' && kpi?.baseline === 0)
    return [{ at, code: 'no-relative-change', ...says.unfit.noShare(model.id, watches.kpi) }]
  if (method?.is !== 'seasonal') return []
  const { every = 'day' } = model.queries?.[kpi?.query ?? ''] ?? {}
  if (every === 'week') return [{ at, code: 'no-seasons', ...says.unfit.noSeasons(model.id, watches.kpi) }]
  // Of segments that only their readings name, how many there are is told once they have come.
  const named = Array.isArray(watches.segments) ? watches.segments.length : 1
  const series = Math.min(named, MOST_SEGMENTS)
  const weeks = weeksShort(
    method.seasons,
    periodLengthMs(every),
    mostOfEach(Array<number>(series).fill(Number.POSITIVE_INFINITY)),
  )
  if (weeks === undefined) return []
  const told = says.unfit.tooManySeasons({
    ...{ model: model.id, kpi: watches.kpi, seasons: method.seasons },
    ...(weeks >= LEAST_SEASONS && { weeks }),
  })
  // Rules in force stay so: it knows nothing, and a trouble says that.
  return [{ at, code: 'too-many-seasons', level: 'warning', ...told }]
}
