import Type, { type Static } from 'typebox'
import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { type MonitorCheck, watchSeries } from '../core/monitor.ts'
import { LASTING, monitorBranches, monitorMeaning } from '../core/monitor-tested.ts'
import { closed, Id } from '../core/naming.ts'
import { HOUR_MS } from '../core/period.ts'
import { type Branch, type Complaint, type ExampleResult, policyKind, selects } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'
import { unfitChoice, unfitWatches, unwatched } from '../core/unfit-watches.ts'
import { tooSoonOld, unheard } from '../core/unheard.ts'
import { Watches, watchesServing } from '../core/watches.ts'
import { checkWith } from '../series/check.ts'
import { learns, MethodForm, methodMeaning, methodOf } from '../series/method.ts'
import { neededBy, unfitNumbers, unfitOn } from '../series/unfit.ts'
import { says } from '../words/says.ts'

const Count = Type.Integer({ minimum: 1, maximum: 100 })

export const Example = Type.Object(
  {
    limit: Type.Optional(Type.Number({ description: says.policyMonitor.fields.exampleLimit })),
    baseline: Type.Optional(Type.Number({ description: says.policyMonitor.fields.exampleBaseline })),
    direction: Type.Optional(Type.Union([Type.Literal('higher-is-better'), Type.Literal('lower-is-better')])),
    values: Type.Array(Type.Number(), { description: says.policyMonitor.fields.values }),
    // biome-ignore lint/suspicious/noThenProperty: examples read `values …, then …`; a schema is never awaited.
    then: Type.Union([
      Type.Literal('ok'),
      Type.Literal('pending'),
      Type.Literal('firing'),
      Type.Literal('recovering'),
      Type.Literal('no-data'),
      Type.Literal('insufficient-data'),
    ]),
  },
  closed,
)

export const Monitor = Type.Object(
  {
    kind: Type.Literal('monitor'),
    id: Id,
    because: Type.String(),
    fix: Type.String({ description: says.policyMonitor.fields.fix }),
    appliesTo: Type.Optional(AppliesTo),
    watches: Watches,
    minSamples: Type.Optional(Type.Integer({ minimum: 1, description: says.policyMonitor.fields.minSamples })),
    limit: Type.Optional(Type.Number({ description: says.policyMonitor.fields.limit })),
    method: Type.Optional(MethodForm),
    fires: Type.Optional(
      Type.Object(
        {
          after: Count,
          of: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: says.policyMonitor.fields.firesOf })),
        },
        { ...closed, description: says.policyMonitor.fields.fires(LASTING) },
      ),
    ),
    clears: Type.Optional(
      Type.Object(
        {
          after: Count,
          limit: Type.Optional(Type.Number({ description: says.policyMonitor.fields.clearsLimit })),
        },
        { ...closed, description: says.policyMonitor.fields.clears(LASTING) },
      ),
    ),
    severity: Type.Union([Type.Literal('warn'), Type.Literal('breach')], {
      description: says.policyMonitor.fields.severity,
    }),
    cause: Type.Optional(Type.String({ description: says.policyMonitor.fields.cause })),
    staleHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: says.policyMonitor.fields.staleHours })),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.policyMonitor.fields.about },
)
export type Monitor = Static<typeof Monitor>

export default policyKind({
  kind: 'monitor',
  summary: says.policyMonitor.summary,
  schema: Monitor,
  examples: answers,
  failing: ['firing'],
  decides: ['limit', 'method', 'fires', 'clears'],
  meaning,
  branches,
  complaints,
})

/** The numbers this monitor uses on this model, or undefined where it does not apply or there is no limit to compare with. */
export function checkOf(monitor: Monitor, model: Model): MonitorCheck | undefined {
  const kpi = selects(monitor.appliesTo, model) ? model.kpis?.[monitor.watches.kpi] : undefined
  return kpi && checkWith(monitor, kpi)
}

function meaning({ method: written, ...said }: Monitor): unknown {
  const { environment, ...watches } = said.watches
  const elsewhere = environment === undefined || environment === 'production' ? {} : { environment }
  const monitor = { ...said, watches: { ...watches, ...elsewhere } }
  const method = methodOf(written)
  if (!method) return monitorMeaning(monitor)
  const limit = monitor.limit === undefined ? {} : { limit: monitor.limit }
  const numbers = monitorMeaning({ ...monitor, limit: method.threshold }) as object
  return { ...numbers, limit: method.threshold, ...limit, method: methodMeaning(method) }
}

function branches(monitor: Monitor): readonly Branch[] {
  const method = methodOf(monitor.method)
  return monitorBranches(monitor, answers(monitor), method && learns(method))
}

function answers(monitor: Monitor): readonly ExampleResult[] {
  return monitor.examples.map((example, index) => answer(monitor, example, index))
}

function answer(monitor: Monitor, example: Static<typeof Example>, index: number): ExampleResult {
  const direction = example.direction ?? 'lower-is-better'
  const { limit, baseline } = example
  const { minSamples: _, ...numbers } = monitor
  const check = checkWith(numbers, {
    direction,
    ...(limit !== undefined && { limit }),
    ...(baseline !== undefined && { baseline }),
  })
  if (!check) {
    const trace = [says.policyMonitor.noNumber(neededBy(monitor) ?? 'limit')]
    return { index, expected: example.then, got: 'error', trace }
  }
  const readings = example.values.map(dayOf)
  const watched = watchSeries(check, readings, new Date(example.values.length * 24 * HOUR_MS))
  const trace = watched.transitions.map(({ reading, from, to }) => {
    const nth = readings.findIndex(it => it.start === reading.start) + 1
    return says.policyMonitor.moves({ value: reading.value, nth, from, to })
  })
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
  return [...unfitNumbers(monitor), ...unfitChoice(monitor), ...ofModels(monitor, Object.values(repository.models))]
}

/** What opens a case; all else is told. Nobody is served by what runs elsewhere, so there is nothing to go back from. */
export const opensCase = ({ severity, watches }: Monitor): boolean => severity === 'breach' && watchesServing(watches)

function ofModels(monitor: Monitor, models: readonly Model[]): readonly Complaint[] {
  const { kpi } = monitor.watches
  const meant = models.filter(model => selects(monitor.appliesTo, model))
  const having = meant.filter(model => model.kpis?.[kpi])
  if (having.length === 0) {
    const there = [
      ...new Set((meant.length > 0 ? meant : models).flatMap(model => Object.keys(model.kpis ?? {}))),
    ].sort()
    const told = says.policyMonitor.unknownKpi({ kpi, near: nearest(kpi, there), there })
    return [{ at: ['watches', 'kpi'], code: 'unknown-kpi', ...told }]
  }
  const nowhere = unwatched(monitor.watches, having)
  if (nowhere) return [nowhere]
  const unfit = having.flatMap(model => [
    ...unfitOn(monitor, model, checkOf(monitor, model)),
    ...unfitWatches(monitor.watches, model),
  ])
  return [...unfit, ...unheard(monitor, having), ...tooSoonOld(monitor, having)]
}
