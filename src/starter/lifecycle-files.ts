import { bracketedScalar, yamlScalar } from '../repository/yaml-scalar.ts'
import { says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'
import { yamlHead } from './yaml-comment.ts'

const { stages, examples: WHY, ...SAID } = says.lifecycleFiles
const [giveUp, mend, replace] = [SAID.giveUp, SAID.mend, SAID.replace].map(bracketedScalar)
const noWay = bracketedScalar(WHY.noWay)

/** The stages of a model's life; a low-tier model is spared them. */
export function lifecycleFiles({ tiers }: Pick<Answers, 'tiers'>): Files {
  const mine = tiers.filter(tier => tier !== 'low')
  if (mine.length === 0) return {}
  return {
    'policies/model-life.yaml': `${yamlHead('policy', SAID.comment)}kind: lifecycle
id: model-life
because: ${yamlScalar(SAID.because)}
severity: block
appliesTo: { tiers: [${mine.join(', ')}] }
start: development
stages:
  development: { says: ${bracketedScalar(stages.development)}, who: technical }
  validation: { says: ${bracketedScalar(stages.validation)}, who: model-validation, maxDays: 60 }
  production: { says: ${bracketedScalar(stages.production)}, who: technical, serves: true }
  retired: { says: ${bracketedScalar(stages.retired)}, end: true }
transitions:
  - from: development
    to: validation
    because: ${yamlScalar(SAID.validate.because)}
    gate: { tests: [hold-out] }
    fix: ${JSON.stringify(SAID.validate.fix)}
  - { from: development, to: retired, fix: ${giveUp} }
  - { from: validation, to: development, fix: ${mend} }
  - from: validation
    to: production
    because: ${yamlScalar(SAID.serve.because)}
    gate: { validated: true }
    fix: ${JSON.stringify(SAID.serve.fix)}
  - { from: production, to: development, fix: ${mend} }
  - { from: production, to: retired, fix: ${replace} }
examples:
  - { to: development, then: pass }
  - { to: production, then: fail, because: ${bracketedScalar(WHY.begins)} }
  - { from: development, to: validation, tests: [hold-out], then: pass }
  - { from: development, to: validation, then: fail }
  - { from: development, to: production, tests: [hold-out], validated: true, then: fail, because: ${noWay} }
  - { from: development, to: retired, then: pass }
  - { from: validation, to: development, then: pass }
  - { from: validation, to: production, validated: true, then: pass }
  - { from: validation, to: production, then: fail }
  - { from: production, to: development, then: pass }
  - { from: production, to: retired, then: pass }
  - { from: retired, to: production, then: fail, because: ${bracketedScalar(WHY.retired)} }
  - { in: validation, days: 60, onHold: true, then: pass }
  - { in: validation, days: 61, onHold: true, then: fail }
  - { in: validation, onHold: true, then: unknown, because: ${bracketedScalar(WHY.noSince)} }
  - { in: development, then: fail, because: ${bracketedScalar(WHY.notYet)} }
  - { in: validation, days: 1, then: fail }
  - { in: production, then: pass }
  - { in: retired, then: pass }
`,
  }
}
