import type { Tier } from '../core/naming.ts'
import type { Answers, Files } from './answers.ts'

interface Guardrail {
  readonly id: string
  /** Left out: for all. */
  readonly tiers?: readonly Tier[]
  /** What follows the tiers, or stands before them. */
  readonly head: string
  readonly rule: string
}

const ROLLBACK: Guardrail = {
  id: 'rollback-target-passed',
  head: `# Every example is run by \`kedge check\`, and each boundary has one on either side.
kind: guardrail
id: rollback-target-passed
because: The way back leads to an older version that passed its gates, and nowhere else.
fix: "Name an older version of {model} that has \`gates\` in its file: /kedge show {model} lists them."
severity: block`,
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
    because: Nobody says that it passed, and unknown is never a pass.
  - { facts: { change: { kind: promote }, target: { passed: false } }, then: skip }
`,
}

const ROLLBACK_WORSE: Guardrail = {
  id: 'rollback-not-worse',
  head: `kind: guardrail
id: rollback-not-worse
because: Nobody rolls back into something worse. Only the same cases show it; what was not compared blocks nothing.
fix: "Go back to another version of {model}, or train it anew: /kedge show {model}"
severity: block`,
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
    because: Better in one KPI and worse in another is for people to weigh.
  - { facts: { change: { kind: rollback } }, then: unknown }
  - { facts: { change: { kind: promote }, target: { worse: 1, better: 0 } }, then: skip }
`,
}

const PROMOTE: Guardrail = {
  id: 'promote-target-passed',
  tiers: ['medium', 'high'],
  head: `kind: guardrail
id: promote-target-passed
because: What many rely on is replaced only by a version that passed its gates.
fix: "Write \`gates\` at the new version of {model}, with the day it passed and where the results are."
severity: block`,
  rule: `when: { ===: [{ var: change.kind }, promote] }
expect: { var: target.passed }
examples:
  - { facts: { change: { kind: promote }, target: { passed: true } }, then: pass }
  - { facts: { change: { kind: promote }, target: { passed: false } }, then: fail }
  - { facts: { change: { kind: promote } }, then: unknown }
  - { facts: { change: { kind: edit }, target: { passed: false } }, then: skip }
`,
}

const VALIDATED: Guardrail = {
  id: 'promote-validated',
  tiers: ['high'],
  head: `kind: guardrail
id: promote-validated
because: A high-tier model moves on only while somebody who owns nothing of it approved it within a year.
fix: "Name a \`validator\` of {model} who is no other owner of it, and write what they found under \`validation\`."
severity: block`,
  rule: `when: { ===: [{ var: change.kind }, promote] }
expect:
  and:
    - { var: model.validatorIndependent }
    - { in: [{ var: model.validation.outcome }, [approved, approved-with-findings]] }
    - { <=: [{ var: model.validation.days }, 365] }
examples:
${[
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
  .join('')}  - { facts: { change: { kind: promote }, model: { validatorIndependent: true } }, then: unknown }
  - { facts: { change: { kind: edit }, model: { validatorIndependent: false } }, then: skip }
`,
}

const DOCUMENTED: Guardrail = {
  id: 'promote-documented',
  tiers: ['high'],
  head: `kind: guardrail
id: promote-documented
because: Whoever has to answer for a high-tier model finds in one place what it is for and where it fails.
fix: "Write a model card for {model}, and name it in its file: documents: { model-card: { at: …, updated: … } }"
severity: block`,
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
  head: `# It judges the model itself, by \`kedge check\` and at every change. It only warns: nothing may bar the way back.
kind: guardrail
id: findings-on-time
because: What a validator or an auditor found is mended by the day that was agreed.
fix: "Close the findings of {model} that are overdue, or agree on another day with whoever found them."
severity: warn
judges: model`,
  rule: `expect: { <=: [{ var: model.findings.overdue }, 0] }
examples:
  - { facts: { model: { findings: { overdue: 0 } } }, then: pass }
  - { facts: { model: { findings: { overdue: 1 } } }, then: fail }
  - { facts: {}, then: unknown }
`,
}

/** What must hold, for the tiers that were asked for. */
export function guardrailFiles({ tiers }: Pick<Answers, 'tiers'>): Files {
  const files = [ROLLBACK, ROLLBACK_WORSE, PROMOTE, VALIDATED, DOCUMENTED, FINDINGS].flatMap(
    ({ id, head, rule, tiers: all }) => {
      const mine = all?.filter(tier => tiers.includes(tier))
      if (mine?.length === 0) return []
      const appliesTo = mine === undefined ? '' : `appliesTo: { tiers: [${mine.join(', ')}] }\n`
      const text = `# yaml-language-server: $schema=policy.schema.json\n${head}\n${appliesTo}${rule}`
      return [[`policies/${id}.yaml`, text] as const]
    },
  )
  return Object.fromEntries(files)
}
