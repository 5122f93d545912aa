import { addMonths, since, until } from '../core/calendar.ts'
import type { Model } from '../core/model.ts'
import { days, type FactTable, flag, type Known, list, most, number, text } from './fact-table.ts'
import { hasPassed } from './version-gates.ts'

const TIERS = ['low', 'medium', 'high']

/** Facts of a model’s own file, by their path below `model.`; the order is that of the table in the README. */
export const MODEL_FACTS: FactTable = {
  id: text('The model.', ({ model }) => model.id),
  tier: text('Its risk tier.', ({ model }) => model.tier, TIERS),
  useCase: text('Its use case.', ({ model }) => model.useCase),
  type: text('What it is made with.', ({ model }) => model.type),
  task: text('What it does.', ({ model }) => model.task),
  businessUnit: text('Whose it is.', ({ model }) => model.businessUnit),
  complexity: text('How hard it is to see through.', ({ model }) => model.complexity, TIERS),
  exposure: text('Whom its answers reach.', ({ model }) => model.exposure, [
    'internal',
    'partners',
    'customers',
    'public',
  ]),
  pii: flag('Whether it sees or tells data about persons.', ({ model }) => model.pii),
  phi: flag('Whether it sees or tells data about somebody’s health.', ({ model }) => model.phi),
  driver: text('What it is for above all.', ({ model }) => model.driver),
  stage: text('The stage of its life cycle.', ({ model }) => model.stage),
  stageDays: days('Days in this stage.', ({ model, now }) => since(model.stageSince, now)),
  tags: list('Its tags; an empty list if it has none.', ({ model }) => model.tags ?? []),
  'owners.business': text('Who answers for its use.', ({ model }) => model.owners.business),
  'owners.technical': text('Who answers for the model itself.', ({ model }) => model.owners.technical),
  'owners.data': text('Who answers for its data.', ({ model }) => model.owners.data),
  'owners.compliance': text('Who answers for the rules.', ({ model }) => model.owners.compliance),
  'owners.validator': text('Who validates it.', ({ model }) => model.owners.validator),
  validatorIndependent: flag('Whether its validator is no other owner of it.', independent),
  mode: text('How it is asked.', ({ model }) => model.serving.mode, ['triggered', 'batch', 'realtime']),
  onHold: flag('Whether its answers are not used for now.', ({ model }) => model.serving.hold !== undefined),
  version: text('The version that is to serve.', ({ model }) => model.serving.version),
  versionPassed: flag('Whether that version passed its gates.', ({ model, now, change }) =>
    hasPassed(serving(model), change && now),
  ),
  versionDigest: flag('Whether what that version is made of has a digest.', digested),
  testVersion: text('The version in the test environment.', ({ model }) => model.environments?.test?.version),
  region: text('The region of its production environment.', ({ model }) => model.environments?.production?.region),
  consumers: number('How many applications use it.', ({ model }) => model.consumers?.length),
  protectedInputs: list('Its inputs that tell or stand for a protected class.', ({ model }) =>
    model.inputs === undefined ? undefined : withClass(model.inputs),
  ),
  kpis: number('How many KPIs it has.', ({ model }) => Object.keys(model.kpis ?? {}).length),
  businessKpis: number('How many of them the business speaks of.', ({ model }) => kpis(model, 'business')),
  observed: flag('Whether what runs is looked at.', ({ model }) => model.serving.observe !== undefined),
  documents: list('The kinds of document there are.', ({ model }) => Object.keys(model.documents ?? {})),
  documentDays: days('Days since the oldest of them was updated.', ({ model, now }) =>
    most(Object.values(model.documents ?? {}).map(it => since(it.updated, now))),
  ),
  testsPassed: list('Tests that the version that is to serve passed.', ({ model }) => tests(model, true)),
  testsFailed: number('How many tests it failed.', ({ model }) => tests(model, false).length),
  'validation.outcome': text('What the newest validation said.', ({ model }) => model.validation?.outcome, [
    'approved',
    'approved-with-findings',
    'rejected',
  ]),
  'validation.by': text('Who validated.', ({ model }) => model.validation?.by),
  'validation.days': days('Days since the newest validation.', ({ model, now }) => since(model.validation?.on, now)),
  'validation.daysLeft': days('Days until it expires; negative after.', ({ model, now }) =>
    until(model.validation?.expires, now),
  ),
  'validation.ofServing': flag('Whether the version that is to serve is the one that was validated.', ({ model }) =>
    model.validation === undefined ? undefined : model.validation.version === model.serving.version,
  ),
  'review.days': days('Days since people last looked at the whole model.', ({ model, now }) =>
    since(model.review?.last, now),
  ),
  'review.daysLeft': days('Days until the next review is due; negative after.', reviewLeft),
  'review.expiresDays': days('Days until it may not run any more; negative after.', ({ model, now }) =>
    until(model.review?.expires, now),
  ),
  'findings.open': number('Findings that are not closed.', ({ model }) => open(model).length),
  'findings.openHigh': number(
    'Those of high severity.',
    ({ model }) => open(model).filter(it => it.severity === 'high').length,
  ),
  'findings.overdue': days(
    'Open findings past their due date.',
    ({ model, now }) => open(model).filter(it => (until(it.due, now) ?? 0) < 0).length,
  ),
  tickets: list('Its change tickets.', ({ model }) => Object.keys(model.tickets ?? {})),
  versionTicket: flag('Whether an approved ticket names the version that is to serve.', ({ model }) =>
    Object.values(model.tickets ?? {}).some(it => it.version === model.serving.version && it.approved !== undefined),
  ),
  regulations: list('Regulations it or its use case falls under.', ({ model, useCase }) => [
    ...new Set([...(model.regulations ?? []), ...(useCase?.regulations ?? [])]),
  ]),
  retrainable: flag('Whether it says how it is trained anew.', ({ model }) => model.retraining?.delivery !== undefined),
  wayBack: flag('Whether an older version passed its gates.', ({ model, now, change }) =>
    olderPassed(model, change && now),
  ),
  costPerMonth: number('What it costs a month.', ({ model }) => model.cost?.perMonth),
  valuePerMonth: number('What it is worth to the business a month.', ({ model }) => model.value?.perMonth),
  'vendor.name': text('Who makes it.', ({ model }) => model.vendor?.name),
  'vendor.reviewDays': days('Days until its vendor’s review is due; negative after.', ({ model, now }) =>
    until(model.vendor?.reviewBy, now),
  ),
  'vendor.contractDays': days('Days until the contract ends; negative after.', ({ model, now }) =>
    until(model.vendor?.contractUntil, now),
  ),
}

/** Facts that stand in the file under another name: the key a reader is led to. */
const KEYS: Readonly<Record<string, string>> = {
  stageDays: 'stageSince',
  validatorIndependent: 'owners.validator',
  mode: 'serving.mode',
  onHold: 'serving.hold',
  version: 'serving.version',
  versionPassed: 'serving.version',
  versionDigest: 'serving.version',
  testVersion: 'environments.test.version',
  region: 'environments.production.region',
  protectedInputs: 'inputs',
  businessKpis: 'kpis',
  observed: 'serving.observe',
  documentDays: 'documents',
  testsPassed: 'tests',
  testsFailed: 'tests',
  versionTicket: 'tickets',
  retrainable: 'retraining',
  wayBack: 'versions',
  costPerMonth: 'cost.perMonth',
  valuePerMonth: 'value.perMonth',
}

/** Where in a model’s file a fact below `model.` comes from, or the nearest place to it. */
export function keyOf(fact: string): readonly string[] {
  const path = fact.split('.').slice(1)
  return (KEYS[path[0] ?? ''] ?? path.join('.')).split('.')
}

function reviewLeft({ model, now }: Known): number | undefined {
  const { last, everyMonths = 0 } = model.review ?? {}
  return last === undefined ? undefined : until(addMonths(last, everyMonths), now)
}

function serving(model: Model) {
  const { versions, serving } = model
  return versions && Object.hasOwn(versions, serving.version) ? versions[serving.version] : undefined
}

function digested({ model }: Known): boolean {
  const version = serving(model)
  return version?.digest !== undefined || (version?.artifacts ?? []).some(it => it.digest !== undefined)
}

function independent({ model }: Known): boolean | undefined {
  const { validator, ...others } = model.owners
  return validator === undefined ? undefined : !Object.values(others).includes(validator)
}

function kpis(model: Model, kind: 'business' | 'technical'): number {
  return Object.values(model.kpis ?? {}).filter(kpi => kpi.kind === kind).length
}

function tests(model: Model, passed: boolean): readonly string[] {
  return Object.entries(model.tests ?? {}).flatMap(([name, it]) =>
    it.passed === passed && it.version === model.serving.version ? [name] : [],
  )
}

function open(model: Model) {
  return Object.values(model.findings ?? {}).filter(it => it.closed === undefined)
}

function olderPassed(model: Model, now: Date | undefined): boolean {
  const order = Object.entries(model.versions ?? {})
  const at = order.findIndex(([id]) => id === model.serving.version)
  return order.slice(0, Math.max(at, 0)).some(([, it]) => hasPassed(it, now))
}

function withClass(columns: NonNullable<Model['inputs']>): readonly string[] {
  return Object.entries(columns).flatMap(([name, it]) => (it.protected === undefined ? [] : [name]))
}
