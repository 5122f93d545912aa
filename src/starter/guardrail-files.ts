import type { Tier } from '../core/naming.ts'
import { yamlScalar } from '../repository/yaml-scalar.ts'
import { type Says, says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'
import { yamlHead } from './yaml-comment.ts'

interface Guardrail {
  readonly id: keyof Says['guardrailFiles']
  /** Left out: for all. */
  readonly tiers?: readonly Tier[]
  readonly severity: 'block' | 'warn'
  /** Left out: it judges changes. */
  readonly judges?: 'model'
  readonly rule: string
}

interface Said {
  readonly comment?: string
  readonly because: string
  readonly fix: string
}

const ROLLBACK: Guardrail = {
  id: 'rollback-target-passed',
  severity: 'block',
  rule: `when: { ===: [{ var: change.kind }, rollback] }
expect:
  and:
    - { var: target.passed }
    - { ===: [{ var: target.order }, older] }
examples:
  - { facts: { change: { kind: rollback }, target: { passed: true, order: older } }, then: pass }
  - { facts: { change: { kind: rollback }, target: { passed: false, order: older } }, then: fail }
  - { facts: { change: { kind: rollback }, target: { passed: true, order: newer } }, then: fail }
  - facts: { change: { kind: rollback }, target: { order: older } }
    then: unknown
    because: ${yamlScalar(says.guardrailFiles['rollback-target-passed'].unknown)}
  - { facts: { change: { kind: promote }, target: { passed: false } }, then: skip }
`,
}

const ROLLBACK_WORSE: Guardrail = {
  id: 'rollback-not-worse',
  severity: 'block',
  rule: `when: { ===: [{ var: change.kind }, rollback] }
expect:
  or:
    - { <=: [{ var: target.worse }, 0] }
    - { '>=': [{ var: target.better }, 1] }
examples:
  - { facts: { change: { kind: rollback }, target: { worse: 0, better: 0 } }, then: pass }
  - { facts: { change: { kind: rollback }, target: { worse: 1, better: 0 } }, then: fail }
  - facts: { change: { kind: rollback }, target: { worse: 1, better: 1 } }
    then: pass
    because: ${yamlScalar(says.guardrailFiles['rollback-not-worse'].mixed)}
  - { facts: { change: { kind: rollback } }, then: unknown }
  - { facts: { change: { kind: promote }, target: { worse: 1, better: 0 } }, then: skip }
`,
}

const PROMOTE: Guardrail = {
  id: 'promote-target-passed',
  tiers: ['medium', 'high'],
  severity: 'block',
  rule: `when: { ===: [{ var: change.kind }, promote] }
expect: { var: target.passed }
examples:
  - { facts: { change: { kind: promote }, target: { passed: true } }, then: pass }
  - { facts: { change: { kind: promote }, target: { passed: false } }, then: fail }
  - { facts: { change: { kind: promote } }, then: unknown }
  - { facts: { change: { kind: edit }, target: { passed: false } }, then: skip }
`,
}

const VALIDATIONS = [
  ['true', 'approved', 365, 'pass'],
  ['true', 'approved-with-findings', 365, 'pass'],
  ['true', 'approved', 366, 'fail'],
  ['true', 'rejected', 365, 'fail'],
  ['false', 'approved', 365, 'fail'],
]
  .map(
    ([independent, outcome, days, then]) => `  - facts:
      change: { kind: promote }
      model: { validatorIndependent: ${independent}, validation: { outcome: ${outcome}, days: ${days} } }
    then: ${then}
`,
  )
  .join('')

const VALIDATED: Guardrail = {
  id: 'promote-validated',
  tiers: ['high'],
  severity: 'block',
  rule: `when: { ===: [{ var: change.kind }, promote] }
expect:
  and:
    - { var: model.validatorIndependent }
    - { in: [{ var: model.validation.outcome }, [approved, approved-with-findings]] }
    - { <=: [{ var: model.validation.days }, 365] }
examples:
${VALIDATIONS}  - { facts: { change: { kind: promote }, model: { validatorIndependent: true } }, then: unknown }
  - { facts: { change: { kind: edit }, model: { validatorIndependent: false } }, then: skip }
`,
}

const DOCUMENTED: Guardrail = {
  id: 'promote-documented',
  tiers: ['high'],
  severity: 'block',
  rule: `when: { ===: [{ var: change.kind }, promote] }
expect: { in: [model-card, { var: model.documents }] }
examples:
  - { facts: { change: { kind: promote }, model: { documents: [model-card] } }, then: pass }
  - { facts: { change: { kind: promote }, model: { documents: [] } }, then: fail }
  - { facts: { change: { kind: promote } }, then: unknown }
  - { facts: { change: { kind: edit }, model: { documents: [] } }, then: skip }
`,
}

const FINDINGS: Guardrail = {
  id: 'findings-on-time',
  severity: 'warn',
  judges: 'model',
  rule: `expect: { <=: [{ var: model.findings.overdue }, 0] }
examples:
  - { facts: { model: { findings: { overdue: 0 } } }, then: pass }
  - { facts: { model: { findings: { overdue: 1 } } }, then: fail }
  - { facts: {}, then: unknown }
`,
}

/** What must hold, for the tiers that were asked for. */
export function guardrailFiles({ tiers }: Pick<Answers, 'tiers'>): Files {
  const files = [ROLLBACK, ROLLBACK_WORSE, PROMOTE, VALIDATED, DOCUMENTED, FINDINGS].flatMap(guardrail => {
    const mine = guardrail.tiers?.filter(tier => tiers.includes(tier))
    return mine?.length === 0 ? [] : [[`policies/${guardrail.id}.yaml`, textOf(guardrail, mine)] as const]
  })
  return Object.fromEntries(files)
}

function textOf({ id, severity, judges, rule }: Guardrail, tiers: readonly Tier[] | undefined): string {
  const said: Said = says.guardrailFiles[id]
  const judged = judges === undefined ? '' : `judges: ${judges}\n`
  const appliesTo = tiers === undefined ? '' : `appliesTo: { tiers: [${tiers.join(', ')}] }\n`
  return `${yamlHead('policy', said.comment)}kind: guardrail
id: ${id}
because: ${yamlScalar(said.because)}
fix: ${JSON.stringify(said.fix)}
severity: ${severity}
${judged}${appliesTo}${rule}`
}
