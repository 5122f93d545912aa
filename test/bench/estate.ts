import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A made-up enterprise of a given size; the same size is always the same text. Dates are in quotes, since the YAML of
 * `ajv-cli` would make something else of them.
 */
export function estate(models: number): Readonly<Record<string, string>> {
  const useCases = Math.max(1, Math.round(models / 50))
  const sources = Math.max(2, Math.round(models / 50))
  return {
    ...each(models, n => [`models/model-${n}.yaml`, model(n, useCases, sources)]),
    ...each(useCases, n => [`models/use-case-${n}.yaml`, useCase(n)]),
    ...each(sources, n => [`models/source-${n}.yaml`, source(n, useCases)]),
    ...policies(models),
  }
}

export async function writeEstate(folder: string, models: number): Promise<void> {
  await mkdir(join(folder, 'models'), { recursive: true })
  await mkdir(join(folder, 'policies'), { recursive: true })
  for (const [path, text] of Object.entries(estate(models))) await writeFile(join(folder, path), text)
}

const PEOPLE = 120
const TIERS = ['low', 'medium', 'high']
const TYPES = ['python', 'sas', 'container', 'llm', 'r']
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const person = (n: number) => `person-${n % PEOPLE}`

function each(count: number, entry: (n: number) => readonly [string, string]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => entry(n)))
}

function model(n: number, useCases: number, sources: number): string {
  const kpi = (id: string, kind: string, k: number) => `  ${id}:
    name: ${id} of model ${n}
    kind: ${kind}
    unit: '%'
    direction: higher-is-better
    target: ${80 + ((n + k) % 15)}
    baseline: ${78 + ((n + k) % 10)}
    limit: ${60 + ((n + k) % 9)}
    query: daily
    minSamples: 100
    freshHours: 48
`
  return `# yaml-language-server: $schema=model.schema.json
kind: model
id: model-${n}
name: Model number ${n}
description: A model of the bench, which answers question ${n} for everybody who asks.
type: ${pick(TYPES, n)}
task: classification
useCase: use-case-${n % useCases}
businessUnit: unit-${n % 12}
tier: ${pick(TIERS, n)}
exposure: internal
pii: ${n % 4 === 0}
phi: false
stage: production
stageSince: '2026-01-${String((n % 28) + 1).padStart(2, '0')}'
owners: { business: ${person(n)}, technical: ${person(n + 1)}, compliance: ${person(n + 2)}, validator: ${person(n + 3)} }
sources: [source-${n % sources}, source-${(n + 1) % sources}]
serving: { version: 2.${n % 7}.0, mode: batch }
versions:
  1.0.0: { commit: ${(0xabcdef0 + n).toString(16)}a, gates: { passed: '2026-01-02', evidence: hold-out } }
  2.${n % 7}.0:
    digest: sha256:${n.toString(16).padStart(64, '0')}
    trained: { from: '2025-01-01', to: '2025-12-31', data: warehouse }
    metrics: { precision: 0.${80 + (n % 19)}, recall: 0.${60 + (n % 30)} }
    gates: { passed: '2026-02-01', evidence: hold-out }
queries:
  daily:
    connection: warehouse
    every: day
    sql: |
      select date_trunc('day', at) as period, version, count(*) as n, 100 * avg(good::int) as precision,
        100 * avg(found::int) as recall
      from answers_${n} where at >= $start and at < $end group by all
kpis:
${kpi('precision', 'business', 1)}${kpi('recall', 'technical', 2)}documents: { model-card: { at: docs/${n}.md, updated: '2026-06-01' } }
validation: { by: ${person(n + 3)}, on: '2026-05-01', version: 2.${n % 7}.0, outcome: approved, expires: '2027-05-01' }
review: { everyMonths: 12, last: '2026-06-15' }
tags: [bench, unit-${n % 12}]
`
}

function useCase(n: number): string {
  return `kind: use-case
id: use-case-${n}
name: Use case ${n}
owner: ${person(n)}
risk: ${pick(['minimal', 'limited', 'high'], n)}
allows: Answering question ${n}.
`
}

function source(n: number, useCases: number): string {
  const uses = Array.from({ length: Math.min(useCases, 40) }, (_, i) => `use-case-${(n + i) % useCases}`)
  return `kind: source
id: source-${n}
name: Data source ${n}
location: warehouse, schema s${n}
owner: ${person(n)}
classification: ${pick(['internal', 'confidential', 'public'], n)}
personalData: ${n % 3 === 0 ? '[pii]' : '[]'}
lawfulBasis: contract
allowedUses: [${uses.join(', ')}]
checked: '2026-08-01'
`
}

/** Fifty, of the kinds and sizes a grown enterprise has. */
function policies(models: number): Record<string, string> {
  return {
    'policies/people.yaml': people(),
    ...each(30, n => [`policies/guardrail-${n}.yaml`, guardrail(n)]),
    ...each(9, n => [`policies/approve-${n}.yaml`, approvals(n)]),
    ...each(10, n => [`policies/monitor-${n}.yaml`, monitor(n, models)]),
  }
}

function people(): string {
  const entry = (n: number) =>
    `  person-${n}: { name: Person ${n}, slack: U${String(n).padStart(5, '0')}, github: { login: p${n}, id: ${n + 1} }, roles: [role-${n % 9}, staff] }\n`
  const all = Array.from({ length: PEOPLE }, (_, n) => entry(n)).join('')
  return `kind: people\nid: people\nbecause: Everybody stands here once.\nslackTeam: T000000001\npeople:\n${all}`
}

const RULES: readonly (readonly [expect: string, passes: string, fails: string])[] = [
  ['{ known: model.owners.validator }', 'model: { owners: { validator: a } }', 'model: {}'],
  ['{ in: [model-card, { var: model.documents }] }', 'model: { documents: [model-card] }', 'model: { documents: [] }'],
  [
    '{ <=: [{ var: model.validation.days }, 730] }',
    'model: { validation: { days: 1 } }',
    'model: { validation: { days: 731 } }',
  ],
  [
    '{ <=: [{ var: model.findings.overdue }, 0] }',
    'model: { findings: { overdue: 0 } }',
    'model: { findings: { overdue: 1 } }',
  ],
  [
    '{ and: [{ var: model.versionPassed }, { var: model.versionDigest }] }',
    'model: { versionPassed: true, versionDigest: true }',
    'model: { versionPassed: false, versionDigest: true }',
  ],
  [
    '{ <=: [{ var: model.sources.baseless }, 0] }',
    'model: { sources: { baseless: 0 } }',
    'model: { sources: { baseless: 1 } }',
  ],
]

function guardrail(n: number): string {
  const [expect, passes, fails] = pick(RULES, n)
  return `kind: guardrail
id: guardrail-${n}
because: The bench has reason ${n}.
fix: Mend it as number ${n} says.
severity: ${pick(['block', 'warn'], n)}
judges: model
appliesTo: { tiers: [${n % 2 === 0 ? 'medium, high' : 'low, medium, high'}] }
when: { ===: [{ var: model.stage }, production] }
expect: ${expect}
mayWaive: [role-${n % 9}]
examples:
  - { facts: { ${passes.replace('model: {', 'model: { stage: production,').replace(', }', ' }')} }, then: pass }
  - { facts: { ${fails.replace('model: {', 'model: { stage: production,').replace(', }', ' }')} }, then: ${n % 6 === 0 ? 'fail' : 'fail'} }
  - { facts: { model: { stage: idea } }, then: skip }
`
}

const KINDS = ['register', 'promote', 'rollback, hold', 'retrain', 'replace', 'resume', 'retire', 'edit', 'rules']

function approvals(n: number): string {
  return `kind: approvals
id: approve-${n}
because: Somebody else looks at it.
fix: Ask one of them.
covers: [${pick(KINDS, n)}]
needs: [{ role: role-${n % 9}, count: 1 }, { role: role-${(n + 1) % 9}, count: 1 }]
withinHours: 24
merge: auto
channel: C0APPROVALS
examples:
  - { asks: ann, votes: [{ by: bo, as: [role-${n % 9}] }, { by: cy, as: [role-${(n + 1) % 9}] }], then: approved }
  - { asks: ann, votes: [{ by: bo, as: [role-${n % 9}] }], then: pending }
`
}

function monitor(n: number, models: number): string {
  const some = Array.from({ length: Math.min(models, 50) }, (_, i) => `model-${(n * 50 + i) % models}`)
  const appliesTo = `models: [${[...new Set(some)].join(', ')}]`
  return monitorOf({ id: `monitor-${n}`, appliesTo, kpi: n % 2 === 0 ? 'precision' : 'recall' })
}

interface OfMonitor {
  readonly id: string
  readonly appliesTo: string
  readonly kpi: string
}

/** A monitor on a KPI of these models; two bad readings in a row fire. */
export function monitorOf({ id, appliesTo, kpi }: OfMonitor): string {
  return `kind: monitor
id: ${id}
because: It costs.
fix: Look at it.
appliesTo: { ${appliesTo} }
watches: { kpi: ${kpi} }
fires: { after: 2 }
clears: { after: 2 }
severity: breach
examples:
  - { limit: 60, direction: higher-is-better, values: [70, 50], then: pending }
  - { limit: 60, direction: higher-is-better, values: [70, 50, 50], then: firing }
`
}
