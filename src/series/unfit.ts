import type { Model } from '../core/model.ts'
import type { MonitorCheck } from '../core/monitor.ts'
import { lasting } from '../core/monitor-tested.ts'
import type { Complaint } from '../core/policy-kind.ts'
import type { Numbers } from './check.ts'
import { methodOf } from './method.ts'

/** A monitor as it is written, so far as its numbers go. */
interface Written extends Numbers {
  readonly watches: { readonly kpi: string }
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
    says: `${fires.after} of ${of} readings can never be bad`,
    fix: `Say at least ${fires.after}, or leave \`of\` out.`,
  }
  const needs = neededBy(monitor)
  const without = examples.flatMap((example, i): Complaint[] =>
    needs === undefined || example[needs] !== undefined || (needs === 'limit' && limit !== undefined)
      ? []
      : [
          {
            at: ['examples', i],
            code: `no-${needs}`,
            says: `the example has no ${needs} to compare with`,
            fix: `Add \`${needs}\` to it.`,
          },
        ],
  )
  return [...(of < fires.after ? [never] : []), ...without, ...ofThreshold(monitor)]
}

function ofThreshold({ clears, method: written }: Written): readonly Complaint[] {
  const threshold = methodOf(written)?.threshold
  if (threshold === undefined || clears?.limit === undefined || clears.limit <= threshold) return []
  return [
    {
      at: ['clears', 'limit'],
      code: 'clears-while-bad',
      says: `${clears.limit} is still beyond the threshold ${threshold} of the method`,
      fix: `Say ${threshold} or less, or leave it out.`,
    },
  ]
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
  return [
    {
      at: ['clears', 'limit'],
      code: 'clears-while-bad',
      says: `on ${model.id}, ${at} is still beyond the limit ${limit}`,
      fix: `Say ${limit} or ${lower ? 'less' : 'more'}.`,
    },
  ]
}

function missing(monitor: Written, { id }: Model): Complaint {
  const { kpi } = monitor.watches
  const at = ['watches', 'kpi']
  if (neededBy(monitor) === 'baseline')
    return {
      at,
      code: 'no-baseline',
      says: `${id} has no baseline for ${kpi}`,
      fix: 'Give the KPI a `baseline` in the model.',
    }
  return {
    at,
    code: 'no-limit',
    says: `${id} agreed to no limit for ${kpi}`,
    fix: 'Give the KPI a `limit` in the model, or the monitor one.',
  }
}

function unsuited({ watches, method: written }: Written, model: Model): readonly Complaint[] {
  const method = methodOf(written)
  const kpi = model.kpis?.[watches.kpi]
  const at = ['method', 'is']
  if (method?.is === 'baseline-change' && method.change === 'relative' && kpi?.baseline === 0) {
    const says = `on ${model.id}, the baseline of ${watches.kpi} is 0, and no change is a share of it`
    return [
      { at, code: 'no-relative-change', says, fix: 'Add `change: absolute`, with a threshold in the KPI’s unit.' },
    ]
  }
  if (method?.is === 'seasonal' && model.queries?.[kpi?.query ?? '']?.every === 'week') {
    const says = `on ${model.id}, ${watches.kpi} has one reading a week, so no weekdays to compare`
    return [{ at, code: 'no-seasons', says, fix: 'Say `is: ewma`, or let its query have `every: day`.' }]
  }
  return []
}
