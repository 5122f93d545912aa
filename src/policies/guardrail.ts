import Type, { type Static } from 'typebox'
import type { Finding } from '../core/change.ts'
import { ClauseRef, lintClause } from '../core/clause.ts'
import type { Facts } from '../core/fact.ts'
import { ChannelId, closed, described, Id } from '../core/naming.ts'
import { lintRole, lintSelector, selected } from '../core/policy-complaints.ts'
import { type Complaint, type ExampleResult, policyKind, type Selectable, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesTo } from '../core/selector.ts'
import { blamed } from '../rules/blamed.ts'
import { lintFacts } from '../rules/fact-lint.ts'
import { factSchema, isMeasured, restSchema } from '../rules/fact-schema.ts'
import { remembered } from '../rules/remembered.ts'
import { factsIn, isObject, type Rule } from '../rules/rule.ts'
import { guardrailBranches } from '../rules/rule-branches.ts'
import { lintRule } from '../rules/rule-lint.ts'
import { says } from '../words/says.ts'

const Example = Type.Object(
  {
    facts: Type.Unsafe<Facts>({ type: 'object', description: says.guardrail.fields.facts }),
    // biome-ignore lint/suspicious/noThenProperty: examples read `facts …, then …`; a schema is never awaited.
    then: Type.Union([Type.Literal('pass'), Type.Literal('fail'), Type.Literal('unknown'), Type.Literal('skip')]),
    because: Type.Optional(Type.String()),
  },
  closed,
)

export const Guardrail = Type.Object(
  {
    kind: Type.Literal('guardrail'),
    id: Id,
    because: Type.String({ description: says.guardrail.fields.because }),
    fix: Type.String({ description: says.guardrail.fields.fix }),
    clauses: Type.Optional(
      Type.Array(ClauseRef, { minItems: 1, uniqueItems: true, description: says.guardrail.fields.clauses }),
    ),
    severity: Type.Union([Type.Literal('block'), Type.Literal('warn'), Type.Literal('info')]),
    judges: Type.Optional(
      Type.Union([Type.Literal('change'), Type.Literal('model')], { description: says.guardrail.fields.judges }),
    ),
    appliesTo: Type.Optional(AppliesTo),
    when: Type.Optional(Type.Unsafe<Rule>({ type: 'object', description: says.guardrail.fields.when })),
    expect: Type.Unsafe<Rule>({ type: 'object', description: says.guardrail.fields.expect }),
    channel: Type.Optional(described(ChannelId, says.guardrail.fields.channel)),
    mayWaive: Type.Optional(
      Type.Array(Type.String(), { uniqueItems: true, description: says.guardrail.fields.mayWaive }),
    ),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.guardrail.fields.about },
)
export type Guardrail = Static<typeof Guardrail>

export default policyKind({
  kind: 'guardrail',
  summary: says.guardrail.summary,
  schema: Guardrail,
  examples,
  failing: ['fail'],
  decides: ['when', 'expect'],
  branches: policy => guardrailBranches(policy, ownFacts(policy)),
  complaints,
  judge: (policy, { model, before, facts, change }) => {
    if (change === undefined && policy.judges !== 'model') return undefined
    const meant = before && selects(policy.appliesTo, before) ? before : model
    return selects(policy.appliesTo, meant) ? answer(policy, facts, meant) : undefined
  },
})

/**
 * The guardrail's answer for one model: of a change the one as it was, where the rule was for that one, so that a change
 * cannot lower the tier and step out of the tier's rules at once. A missing fact is never a pass: the outcome is `unknown`.
 */
export function judge(policy: Guardrail, facts: Facts, model: Selectable): Finding {
  if (selects(policy.appliesTo, model)) return answer(policy, facts, model)
  return { ...finding(policy, model), outcome: 'skip', trace: [says.guardrail.notItsModel(model.id)] }
}

function answer(policy: Guardrail, facts: Facts, model: Selectable): Finding {
  const { outcome, trace } = outcomeOf(policy, facts)
  const named = outcome === 'fail' && { named: blamed(policy.expect, facts) }
  return { ...finding(policy, model), outcome, trace, ...named }
}

function finding(policy: Guardrail, model: Selectable): Omit<Finding, 'outcome' | 'trace'> {
  return { ...sameForAll(policy), fix: policy.fix.replaceAll('{model}', model.id) }
}

/** What a policy says of every model, worked out once. */
const said = new WeakMap<Guardrail, Omit<Finding, 'outcome' | 'fix' | 'trace'>>()
function sameForAll(policy: Guardrail): Omit<Finding, 'outcome' | 'fix' | 'trace'> {
  const known = said.get(policy)
  if (known !== undefined) return known
  const named = factsIn(policy.expect)
  const measured = [...named, ...factsIn(policy.when)].some(isMeasured)
  const told = {
    policy: policy.id,
    severity: policy.severity,
    because: policy.because,
    ...(policy.clauses !== undefined && { clauses: policy.clauses }),
    named,
    ...(measured && { measured }),
    ...(policy.judges === 'model' && { ofModel: true }),
    ...(policy.mayWaive && { mayWaive: policy.mayWaive }),
  }
  said.set(policy, told)
  return told
}

function outcomeOf(policy: Guardrail, facts: Facts): Pick<Finding, 'outcome' | 'trace'> {
  const when = policy.when && remembered(policy.when, facts, 'when')
  if (when && when.outcome !== 'holds')
    return { outcome: when.outcome === 'missing' ? 'unknown' : 'skip', trace: when.trace }
  const { outcome, trace } = remembered(policy.expect, facts)
  return { outcome: outcome === 'holds' ? 'pass' : outcome === 'missing' ? 'unknown' : 'fail', trace }
}

function examples(policy: Guardrail): readonly ExampleResult[] {
  return policy.examples.map(({ facts, then }, index) => {
    const { outcome, trace } = judge(policy, facts, exampleModel(policy, facts))
    return { index, expected: then, got: outcome, trace }
  })
}

/** The facts of those examples that are about a model it is for. */
function ownFacts(policy: Guardrail): readonly Facts[] {
  const facts = policy.examples.map(example => example.facts)
  return facts.filter(each => selects(policy.appliesTo, exampleModel(policy, each)))
}

/** The model an example speaks of: what it says itself, else one that the policy is for. */
function exampleModel({ appliesTo }: Guardrail, facts: Facts): Selectable {
  const said = isObject(facts.model) ? facts.model : {}
  const word = (name: string, first: string | undefined) =>
    typeof said[name] === 'string' ? said[name] : (first ?? 'any')
  return {
    id: word('id', appliesTo?.models?.[0]),
    tier: word('tier', appliesTo?.tiers?.[0]),
    useCase: word('useCase', appliesTo?.useCases?.[0]),
    type: word('type', appliesTo?.types?.[0]),
    businessUnit: word('businessUnit', appliesTo?.businessUnits?.[0]),
  }
}

function complaints(policy: Guardrail, repository: Repository): readonly Complaint[] {
  const mine = selected(policy.appliesTo, repository)
  const schema = (policy.judges === 'model' ? restSchema : factSchema)(
    mine.length > 0 ? mine : selected(undefined, repository),
  )
  return [
    ...lintSelector(policy.appliesTo, repository),
    ...(policy.when === undefined ? [] : lintRule(policy.when, schema, ['when'], 'when')),
    ...lintRule(policy.expect, schema, ['expect']),
    ...(policy.clauses ?? []).flatMap((ref, i) => lintClause(ref, ['clauses', i], repository)),
    ...(policy.mayWaive ?? []).flatMap((role, i) => lintRole(role, ['mayWaive', i], repository)),
    ...policy.examples.flatMap(({ facts }, i) => lintFacts(facts, schema, ['examples', i, 'facts'])),
  ]
}
