import type { Answers, Files } from './answers.ts'

/** The stages of a model's life; a low-tier model is spared them. */
export function lifecycleFiles({ tiers }: Pick<Answers, 'tiers'>): Files {
  const mine = tiers.filter(tier => tier !== 'low')
  if (mine.length === 0) return {}
  return {
    'policies/model-life.yaml': `# yaml-language-server: $schema=policy.schema.json
# A new model begins in development, on hold. There are no other ways than these, and each of them has a fix.
kind: lifecycle
id: model-life
because: A model that people rely on is built, looked at, and only then serves.
severity: block
appliesTo: { tiers: [${mine.join(', ')}] }
start: development
stages:
  development: { says: It is built and tried., who: technical }
  validation: { says: Somebody who did not build it tries to break it., who: model-validation, maxDays: 60 }
  production: { says: It serves., who: technical, serves: true }
  retired: { says: Nobody uses it any more., end: true }
transitions:
  - from: development
    to: validation
    because: Whoever looks at it needs to know how it was tried.
    gate: { tests: [hold-out] }
    fix: "Name the newest hold-out of {model} under tests"
  - { from: development, to: retired, fix: Say in the pull request why it is given up }
  - { from: validation, to: development, fix: Say in the pull request what has to be mended }
  - from: validation
    to: production
    because: What serves was looked at by somebody who did not build it.
    gate: { validated: true }
    fix: "Have the version of {model} that is to serve validated"
  - { from: production, to: development, fix: Say in the pull request what has to be mended }
  - { from: production, to: retired, fix: Say in the pull request what takes its place }
examples:
  - { to: development, then: pass }
  - { to: production, then: fail, because: A new model begins in development. }
  - { from: development, to: validation, tests: [hold-out], then: pass }
  - { from: development, to: validation, then: fail }
  - { from: development, to: production, tests: [hold-out], validated: true, then: fail, because: No such way. }
  - { from: development, to: retired, then: pass }
  - { from: validation, to: development, then: pass }
  - { from: validation, to: production, validated: true, then: pass }
  - { from: validation, to: production, then: fail }
  - { from: production, to: development, then: pass }
  - { from: production, to: retired, then: pass }
  - { from: retired, to: production, then: fail, because: What is retired does not come back. }
  - { in: validation, days: 60, onHold: true, then: pass }
  - { in: validation, days: 61, onHold: true, then: fail }
  - { in: validation, onHold: true, then: unknown, because: Nobody says since when. }
  - { in: development, then: fail, because: It may not serve yet. }
  - { in: validation, days: 1, then: fail }
  - { in: production, then: pass }
  - { in: retired, then: pass }
`,
  }
}
