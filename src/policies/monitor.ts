import Type, { type Static } from 'typebox'
import { nearest } from '../core/did-you-mean.ts'
import type { Kpi } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { type MonitorCheck, watchSeries } from '../core/monitor.ts'
import { monitorBranches, monitorMeaning } from '../core/monitor-tested.ts'
import { closed, Id, KpiId } from '../core/naming.ts'
import { HOUR_MS } from '../core/period.ts'
import { type Complaint, type ExampleResult, policyKind, selects } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'

const Count = Type.Integer({ minimum: 1, maximum: 100 })

export const Example = Type.Object(
  {
    limit: Type.Optional(Type.Number({ description: 'Stands in for the KPI’s limit.' })),
    direction: Type.Optional(Type.Union([Type.Literal('higher-is-better'), Type.Literal('lower-is-better')])),
    values: Type.Array(Type.Number(), { description: 'One a period, oldest first.' }),
    // biome-ignore lint/suspicious/noThenProperty: examples read `values …, then …`; a schema is never awaited.
    then: Type.Union([
      Type.Literal('ok'),
      Type.Literal('pending'),
      Type.Literal('firing'),
      Type.Literal('recovering'),
      Type.Literal('no-data'),
    ]),
  },
  closed,
)

export const Monitor = Type.Object(
  {
    kind: Type.Literal('monitor'),
    id: Id,
    because: Type.String(),
    fix: Type.String({ description: 'What to do when it fires.' }),
    appliesTo: Type.Optional(AppliesTo),
    watches: Type.Object({ kpi: KpiId }, closed),
    limit: Type.Optional(Type.Number({ description: 'Left out: the KPI’s own limit.' })),
    fires: Type.Object(
      {
        after: Count,
        of: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 100, description: 'Left out: as many as `after`, in a row.' }),
        ),
      },
      { ...closed, description: 'So many bad readings of the last so many.' },
    ),
    clears: Type.Object(
      { after: Count, limit: Type.Optional(Type.Number({ description: 'Left out: the limit itself.' })) },
      { ...closed, description: 'So many readings in a row at this value or better.' },
    ),
    severity: Type.Union([Type.Literal('warn'), Type.Literal('breach')], {
      description: 'A breach opens a case; a warning is told.',
    }),
    cause: Type.Optional(
      Type.String({ description: 'For a warning: what a later breach may come from, in words for the card.' }),
    ),
    staleHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'Left out: the KPI’s `freshHours`.' })),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: 'When a KPI has been bad for long enough to act, and good for long enough to stop.' },
)
export type Monitor = Static<typeof Monitor>

export default policyKind({
  kind: 'monitor',
  summary: 'Watches a KPI: fires when it stays beyond its limit, clears when it stays well inside.',
  schema: Monitor,
  examples: answers,
  failing: ['firing'],
  decides: ['limit', 'fires', 'clears'],
  meaning: monitorMeaning,
  branches: monitor => monitorBranches(monitor, answers(monitor)),
  complaints,
})

/** The numbers this monitor uses on this model, or undefined where it does not apply or there is no limit to compare with. */
export function checkOf(monitor: Monitor, model: Model): MonitorCheck | undefined {
  const kpi = selects(monitor.appliesTo, model) ? model.kpis?.[monitor.watches.kpi] : undefined
  return kpi && checkWith(monitor, kpi)
}

type Agreed = Pick<Kpi, 'direction' | 'limit' | 'minSamples' | 'freshHours'>

function checkWith(monitor: Monitor, kpi: Agreed): MonitorCheck | undefined {
  const limit = monitor.limit ?? kpi.limit
  if (limit === undefined) return undefined
  const staleHours = monitor.staleHours ?? kpi.freshHours
  return {
    direction: kpi.direction,
    limit,
    fires: { after: monitor.fires.after, of: monitor.fires.of ?? monitor.fires.after },
    clears: { after: monitor.clears.after, limit: monitor.clears.limit ?? limit },
    minSamples: kpi.minSamples ?? 1,
    ...(staleHours !== undefined && { staleHours }),
  }
}

function answers(monitor: Monitor): readonly ExampleResult[] {
  return monitor.examples.map((example, index) => answer(monitor, example, index))
}

function answer(monitor: Monitor, example: Static<typeof Example>, index: number): ExampleResult {
  const direction = example.direction ?? 'lower-is-better'
  const check = checkWith(monitor, { direction, ...(example.limit !== undefined && { limit: example.limit }) })
  if (!check)
    return { index, expected: example.then, got: 'error', trace: ['there is no limit: say `limit` in the example'] }
  const readings = example.values.map(dayOf)
  const watched = watchSeries(check, readings, new Date(example.values.length * 24 * HOUR_MS))
  const trace = watched.transitions.map(
    t => `${t.reading.value} (value ${readings.findIndex(r => r.start === t.reading.start) + 1}): ${t.from} → ${t.to}`,
  )
  return { index, expected: example.then, got: watched.state, trace }
}

function dayOf(value: number, i: number): Reading {
  const at = (day: number) => new Date(day * 24 * HOUR_MS).toISOString()
  return {
    model: 'example',
    kpi: 'example',
    segment: '',
    version: '1',
    start: at(i),
    end: at(i + 1),
    value,
    n: 1,
    available: at(i + 1),
  }
}

function complaints(monitor: Monitor, repository: Repository): readonly Complaint[] {
  return [...ofNumbers(monitor), ...ofModels(monitor, Object.values(repository.models))]
}

function ofNumbers({ fires, examples, limit }: Monitor): readonly Complaint[] {
  const of = fires.of ?? fires.after
  const never: Complaint = {
    at: ['fires', 'of'],
    code: 'never-fires',
    says: `${fires.after} of ${of} readings can never be bad`,
    fix: `Say at least ${fires.after}, or leave \`of\` out.`,
  }
  const unlimited = examples.flatMap((example, i): Complaint[] =>
    limit !== undefined || example.limit !== undefined
      ? []
      : [
          {
            at: ['examples', i],
            code: 'no-limit',
            says: 'the example has no limit to compare with',
            fix: 'Add `limit` to it.',
          },
        ],
  )
  return [...(of < fires.after ? [never] : []), ...unlimited]
}

function ofModels(monitor: Monitor, models: readonly Model[]): readonly Complaint[] {
  const { kpi } = monitor.watches
  const meant = models.filter(model => selects(monitor.appliesTo, model))
  const having = meant.filter(model => model.kpis?.[kpi])
  if (having.length === 0) {
    const there = [
      ...new Set((meant.length > 0 ? meant : models).flatMap(model => Object.keys(model.kpis ?? {}))),
    ].sort()
    const meantKpi = nearest(kpi, there)
    const other = there.length === 0 ? `Give a model the KPI ${kpi}.` : `Write one of: ${there.join(', ')}`
    const fix = meantKpi ? `Did you mean ${meantKpi}?` : other
    return [
      { at: ['watches', 'kpi'], code: 'unknown-kpi', says: `no model this monitor applies to has a KPI ${kpi}`, fix },
    ]
  }
  return having.flatMap(model => {
    const check = checkOf(monitor, model)
    if (!check)
      return [
        {
          at: ['watches', 'kpi'],
          code: 'no-limit',
          says: `${model.id} agreed to no limit for ${kpi}`,
          fix: 'Give the KPI a `limit` in the model, or the monitor one.',
        },
      ]
    const lower = check.direction === 'lower-is-better'
    const loose = lower ? check.clears.limit > check.limit : check.clears.limit < check.limit
    if (!loose) return []
    return [
      {
        at: ['clears', 'limit'],
        code: 'clears-while-bad',
        says: `on ${model.id}, ${check.clears.limit} is still beyond the limit ${check.limit}`,
        fix: `Say ${check.limit} or ${lower ? 'less' : 'more'}.`,
      },
    ]
  })
}
