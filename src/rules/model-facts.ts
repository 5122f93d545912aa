import { addMonths, since, until } from '../core/calendar.ts'
import type { Model } from '../core/model.ts'
import { says } from '../words/says.ts'
import { days, type FactTable, flag, type Known, list, most, number, text } from './fact-table.ts'
import { hasPassed } from './version-gates.ts'

const TIERS = ['low', 'medium', 'high']

/** Facts of a model’s own file, by their path below `model.`; the order is that of the table in the README. */
export const MODEL_FACTS: FactTable = {
  id: text(says.modelFacts.id, ({ model }) => model.id),
  tier: text(says.modelFacts.tier, ({ model }) => model.tier, TIERS),
  useCase: text(says.modelFacts.useCase, ({ model }) => model.useCase),
  type: text(says.modelFacts.type, ({ model }) => model.type),
  task: text(says.modelFacts.task, ({ model }) => model.task),
  businessUnit: text(says.modelFacts.businessUnit, ({ model }) => model.businessUnit),
  complexity: text(says.modelFacts.complexity, ({ model }) => model.complexity, TIERS),
  exposure: text(says.modelFacts.exposure, ({ model }) => model.exposure, [
    'internal',
    'partners',
    'customers',
    'public',
  ]),
  pii: flag(says.modelFacts.pii, ({ model }) => model.pii),
  phi: flag(says.modelFacts.phi, ({ model }) => model.phi),
  driver: text(says.modelFacts.driver, ({ model }) => model.driver),
  stage: text(says.modelFacts.stage, ({ model }) => model.stage),
  stageDays: days(says.modelFacts.stageDays, ({ model, now }) => since(model.stageSince, now)),
  tags: list(says.modelFacts.tags, ({ model }) => model.tags ?? []),
  'owners.business': text(says.modelFacts.owners.business, ({ model }) => model.owners.business),
  'owners.technical': text(says.modelFacts.owners.technical, ({ model }) => model.owners.technical),
  'owners.data': text(says.modelFacts.owners.data, ({ model }) => model.owners.data),
  'owners.compliance': text(says.modelFacts.owners.compliance, ({ model }) => model.owners.compliance),
  'owners.validator': text(says.modelFacts.owners.validator, ({ model }) => model.owners.validator),
  validatorIndependent: flag(says.modelFacts.validatorIndependent, independent),
  mode: text(says.modelFacts.mode, ({ model }) => model.serving.mode, ['triggered', 'batch', 'realtime']),
  onHold: flag(says.modelFacts.onHold, ({ model }) => model.serving.hold !== undefined),
  version: text(says.modelFacts.version, ({ model }) => model.serving.version),
  versionPassed: flag(says.modelFacts.versionPassed, ({ model, now, change }) =>
    hasPassed(serving(model), change && now),
  ),
  versionDigest: flag(says.modelFacts.versionDigest, digested),
  testVersion: text(says.modelFacts.testVersion, ({ model }) => model.environments?.test?.version),
  region: text(says.modelFacts.region, ({ model }) => model.environments?.production?.region),
  consumers: number(says.modelFacts.consumers, ({ model }) => model.consumers?.length),
  protectedInputs: list(says.modelFacts.protectedInputs, ({ model }) =>
    model.inputs === undefined ? undefined : withClass(model.inputs),
  ),
  kpis: number(says.modelFacts.kpis, ({ model }) => Object.keys(model.kpis ?? {}).length),
  businessKpis: number(says.modelFacts.businessKpis, ({ model }) => kpis(model, 'business')),
  observed: flag(says.modelFacts.observed, ({ model }) => model.serving.observe !== undefined),
  documents: list(says.modelFacts.documents, ({ model }) => Object.keys(model.documents ?? {})),
  documentDays: days(says.modelFacts.documentDays, ({ model, now }) =>
    most(Object.values(model.documents ?? {}).map(it => since(it.updated, now))),
  ),
  testsPassed: list(says.modelFacts.testsPassed, ({ model }) => tests(model, true)),
  testsFailed: number(says.modelFacts.testsFailed, ({ model }) => tests(model, false).length),
  'validation.outcome': text(says.modelFacts.validation.outcome, ({ model }) => model.validation?.outcome, [
    'approved',
    'approved-with-findings',
    'rejected',
  ]),
  'validation.by': text(says.modelFacts.validation.by, ({ model }) => model.validation?.by),
  'validation.days': days(says.modelFacts.validation.days, ({ model, now }) => since(model.validation?.on, now)),
  'validation.daysLeft': days(says.modelFacts.validation.daysLeft, ({ model, now }) =>
    until(model.validation?.expires, now),
  ),
  'validation.ofServing': flag(says.modelFacts.validation.ofServing, ({ model }) =>
    model.validation === undefined ? undefined : model.validation.version === model.serving.version,
  ),
  'review.days': days(says.modelFacts.review.days, ({ model, now }) => since(model.review?.last, now)),
  'review.daysLeft': days(says.modelFacts.review.daysLeft, reviewLeft),
  'review.expiresDays': days(says.modelFacts.review.expiresDays, ({ model, now }) => until(model.review?.expires, now)),
  'findings.open': number(says.modelFacts.findings.open, ({ model }) => open(model).length),
  'findings.openHigh': number(
    says.modelFacts.findings.openHigh,
    ({ model }) => open(model).filter(it => it.severity === 'high').length,
  ),
  'findings.overdue': days(
    says.modelFacts.findings.overdue,
    ({ model, now }) => open(model).filter(it => (until(it.due, now) ?? 0) < 0).length,
  ),
  tickets: list(says.modelFacts.tickets, ({ model }) => Object.keys(model.tickets ?? {})),
  versionTicket: flag(says.modelFacts.versionTicket, ({ model }) =>
    Object.values(model.tickets ?? {}).some(it => it.version === model.serving.version && it.approved !== undefined),
  ),
  regulations: list(says.modelFacts.regulations, ({ model, useCase }) => [
    ...new Set([...(model.regulations ?? []), ...(useCase?.regulations ?? [])]),
  ]),
  retrainable: flag(says.modelFacts.retrainable, ({ model }) => model.retraining?.delivery !== undefined),
  wayBack: flag(says.modelFacts.wayBack, ({ model, now, change }) => olderPassed(model, change && now)),
  costPerMonth: number(says.modelFacts.costPerMonth, ({ model }) => model.cost?.perMonth),
  valuePerMonth: number(says.modelFacts.valuePerMonth, ({ model }) => model.value?.perMonth),
  'vendor.name': text(says.modelFacts.vendor.name, ({ model }) => model.vendor?.name),
  'vendor.reviewDays': days(says.modelFacts.vendor.reviewDays, ({ model, now }) => until(model.vendor?.reviewBy, now)),
  'vendor.contractDays': days(says.modelFacts.vendor.contractDays, ({ model, now }) =>
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
