import Type, { type Static } from 'typebox'
import type { Finding } from '../core/change.ts'
import { ClauseRef, lintClause } from '../core/clause.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Facts } from '../core/fact.ts'
import { freshnessBranches } from '../core/freshness-tested.ts'
import type { Model } from '../core/model.ts'
import { closed, described, Id, KpiId } from '../core/naming.ts'
import { lintRole, lintSelector, selected } from '../core/policy-complaints.ts'
import { type Complaint, concerns, type ExampleResult, type Matter, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'
import { evaluate } from '../rules/rule-evaluate.ts'
import { says } from '../words/says.ts'

/** The fact that tells the age of each, in days. */
export const AGES = {
  validation: 'model.validation.days',
  review: 'model.review.days',
  documents: 'model.documentDays',
  sources: 'model.sources.uncheckedDays',
} as const

const Example = Type.Object(
  {
    days: Type.Optional(Type.Number({ description: says.freshness.fields.days })),
    hours: Type.Optional(Type.Number({ description: says.freshness.fields.hours })),
    // biome-ignore lint/suspicious/noThenProperty: examples read `days …, then …`; a schema is never awaited.
    then: Type.Enum(['pass', 'fail', 'unknown']),
    because: Type.Optional(Type.String()),
  },
  closed,
)

export const Freshness = Type.Object(
  {
    kind: Type.Literal('freshness'),
    id: Id,
    because: Type.String({ minLength: 1, description: says.freshness.fields.because }),
    fix: Type.String({ minLength: 1, description: says.freshness.fields.fix }),
    clauses: Type.Optional(
      Type.Array(ClauseRef, { minItems: 1, uniqueItems: true, description: says.freshness.fields.clauses }),
    ),
    severity: Type.Enum(['block', 'warn', 'info']),
    appliesTo: Type.Optional(AppliesTo),
    of: Type.Enum(['readings', 'validation', 'review', 'documents', 'sources'], {
      description: says.freshness.fields.of,
    }),
    kpi: Type.Optional(described(KpiId, says.freshness.fields.kpi)),
    maxDays: Type.Optional(Type.Integer({ minimum: 0, description: says.freshness.fields.maxDays })),
    maxHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: says.freshness.fields.maxHours })),
    mayWaive: Type.Optional(
      Type.Array(Type.String(), { uniqueItems: true, description: says.freshness.fields.mayWaive }),
    ),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.freshness.fields.about },
)
export type Freshness = Static<typeof Freshness>

export default policyKind({
  kind: 'freshness',
  summary: says.freshness.summary,
  schema: Freshness,
  examples,
  failing: ['fail'],
  decides: ['maxDays', 'maxHours'],
  branches: policy => freshnessBranches(examples(policy)),
  complaints,
  judge,
})

function judge(policy: Freshness, matter: Matter): Finding | undefined {
  const { model, facts, change } = matter
  const named = namedFacts(policy, model)
  // Git alone has no readings: a model at rest is judged by them only where somebody measured.
  if (change === undefined && policy.of === 'readings' && named.every(name => !isKnown(name, facts))) return undefined
  return {
    policy: policy.id,
    ...(whyNot(policy, matter) ?? worst(named.map(name => answer(name, limitOf(policy), facts)))),
    severity: policy.severity,
    because: policy.because,
    fix: policy.fix.replaceAll('{model}', model.id),
    ...(policy.clauses && { clauses: policy.clauses }),
    named,
    ofModel: true,
    ...(policy.mayWaive && { mayWaive: policy.mayWaive }),
  }
}

/** A new model cannot have been validated. What is on hold serves nobody, and is judged when it is to serve again. */
function whyNot({ appliesTo }: Freshness, matter: Matter): Answer | undefined {
  const { id, serving } = matter.model
  if (!concerns(appliesTo, matter)) return { outcome: 'skip', trace: [says.freshness.notItsModel(id)] }
  return serving.hold && { outcome: 'skip', trace: [says.freshness.onHold(id, serving.hold.since)] }
}

function namedFacts(policy: Freshness, model: Model): readonly string[] {
  if (policy.of !== 'readings') return [AGES[policy.of]]
  return Object.entries(model.kpis ?? {})
    .filter(([id, { query }]) => (policy.kpi === undefined ? query !== undefined : id === policy.kpi))
    .map(([id]) => `kpis.${id}.ageHours`)
}

function isKnown(name: string, facts: Facts): boolean {
  return evaluate({ '>=': [{ var: name }, 0] }, facts).outcome !== 'missing'
}

type Answer = Pick<Finding, 'outcome' | 'trace'>

/** As old as the limit is new enough. What lies in the future has not happened, whatever its file says. */
function answer(name: string, limit: number, facts: Facts): Answer {
  const happened = evaluate({ '>=': [{ var: name }, 0] }, facts)
  if (happened.outcome !== 'holds') return { outcome: 'unknown', trace: happened.trace }
  const { outcome, trace } = evaluate({ '<=': [{ var: name }, limit] }, facts)
  return { outcome: outcome === 'holds' ? 'pass' : 'fail', trace }
}

/** One that is too old is worse than one nobody knows; with nothing to judge it does not apply. */
function worst(answers: readonly Answer[]): Answer {
  if (answers.length === 0) return { outcome: 'skip', trace: [says.freshness.noSuchKpi] }
  const outcome = (['fail', 'unknown'] as const).find(bad => answers.some(it => it.outcome === bad)) ?? 'pass'
  return { outcome, trace: answers.flatMap(it => it.trace) }
}

function unitOf({ of }: Freshness): 'hours' | 'days' {
  return of === 'readings' ? 'hours' : 'days'
}

/** A limit of the wrong unit is a complaint, and nothing is new enough for it. */
function limitOf(policy: Freshness): number {
  return (unitOf(policy) === 'hours' ? policy.maxHours : policy.maxDays) ?? -1
}

function examples(policy: Freshness): readonly ExampleResult[] {
  return policy.examples.map((example, index) => {
    const age = example[unitOf(policy)]
    const { outcome, trace } = answer('age', limitOf(policy), age === undefined ? {} : { age })
    return { index, expected: example.then, got: outcome, trace }
  })
}

function complaints(policy: Freshness, repository: Repository): readonly Complaint[] {
  return [
    ...lintSelector(policy.appliesTo, repository),
    ...lintUnits(policy),
    ...lintKpi(policy, repository),
    ...(policy.clauses ?? []).flatMap((ref, i) => lintClause(ref, ['clauses', i], repository)),
    ...(policy.mayWaive ?? []).flatMap((role, i) => lintRole(role, ['mayWaive', i], repository)),
  ]
}

function lintUnits(policy: Freshness): Complaint[] {
  const unit = unitOf(policy)
  const [right, wrong, other] =
    unit === 'hours' ? (['maxHours', 'maxDays', 'days'] as const) : (['maxDays', 'maxHours', 'hours'] as const)
  const missing = policy[right] === undefined && policy[wrong] === undefined
  return [
    ...(missing ? [{ at: ['of'], code: 'no-limit', ...says.freshness.noLimit(policy.of, right) }] : []),
    ...(policy[wrong] === undefined
      ? []
      : [{ at: [wrong], code: 'wrong-unit', ...says.freshness.wrongUnit(policy.of, unit, right) }]),
    ...policy.examples.flatMap((example, i) =>
      example[other] === undefined
        ? []
        : [{ at: ['examples', i, other], code: 'wrong-unit', ...says.freshness.wrongUnit(policy.of, unit, unit) }],
    ),
  ]
}

function lintKpi({ of, kpi, appliesTo }: Freshness, repository: Repository): Complaint[] {
  if (kpi === undefined) return []
  if (of !== 'readings') return [{ at: ['kpi'], code: 'needless-kpi', ...says.freshness.needlessKpi(of) }]
  const mine = selected(appliesTo, repository)
  if (mine.length === 0) return []
  const known = [...new Set(mine.flatMap(model => Object.keys(model.kpis ?? {})))].sort()
  if (known.includes(kpi)) return []
  const told = { models: mine.length, kpi, near: nearest(kpi, known), known: known.slice(0, 12) }
  return [{ at: ['kpi'], code: 'unknown-kpi', ...says.freshness.unknownKpi(told) }]
}
