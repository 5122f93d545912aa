// biome-ignore-all lint/suspicious/noThenProperty: examples of a policy read `…, then …`; none is ever awaited.
import { expect, test } from 'vitest'
import { lifecycleBranches } from '../../src/lifecycle/branches.ts'
import type { Lifecycle } from '../../src/lifecycle/lifecycle.ts'
import { lifecycleMeaning } from '../../src/lifecycle/meaning.ts'
import { careful } from '../fixtures/lifecycle.ts'

const open = (examples: Lifecycle['examples']) =>
  lifecycleBranches({ ...careful, examples })
    .filter(it => !it.taken && !it.optional)
    .map(it => `${it.at.join('.')}: ${it.says}`)
const good = { from: 'validation', to: 'production', tests: ['bias'], validated: true, then: 'pass' as const }
const mae = (value: number) => ({ kpis: { mae: { value } } })
const every: Lifecycle['examples'] = [
  { to: 'development', then: 'pass' },
  { to: 'production', then: 'fail' },
  { from: 'development', to: 'production', then: 'fail' },
  { from: 'development', to: 'validation', documents: ['model-card'], then: 'pass' },
  { from: 'development', to: 'validation', then: 'fail' },
  { from: 'validation', to: 'development', then: 'pass' },
  { ...good, facts: mae(18) },
  { ...good, facts: mae(19), then: 'fail' },
  { from: 'production', to: 'retired', then: 'pass' },
  { in: 'development', days: 90, then: 'fail' },
  { in: 'development', days: 91, onHold: true, then: 'fail' },
  { in: 'validation', days: 30, then: 'fail' },
  { in: 'validation', days: 31, onHold: true, then: 'fail' },
  { in: 'production', then: 'pass' },
  { in: 'retired', then: 'pass' },
]

test('[B5] a life cycle whose examples show everything has no open branch', () => {
  expect(open(every)).toEqual([])
})

test('[B5] names the ways, gates, stages and timers that no example shows', () => {
  expect(open([])).toEqual([
    'start: no example begins in `development`',
    'start: no example begins elsewhere',
    'transitions.0: no example goes from `development` to `validation`',
    'transitions.0.gate: no example is stopped from `development` to `validation`',
    'transitions.1: no example goes from `validation` to `development`',
    'transitions.2: no example goes from `validation` to `production`',
    'transitions.2.gate: no example is stopped from `validation` to `production`',
    'transitions.2.gate.rule: `kpis.mae.value <= 18.5` is never true in an example',
    'transitions.2.gate.rule: `kpis.mae.value <= 18.5` is never false in an example',
    'transitions.3: no example goes from `production` to `retired`',
    'transitions: no example goes a way there is not',
    'stages.development: no example in `development` is not on hold',
    'stages.development.maxDays: no example is in `development` for as long as it may',
    'stages.development.maxDays: no example is in `development` for too long',
    'stages.validation: no example in `validation` is not on hold',
    'stages.validation.maxDays: no example is in `validation` for as long as it may',
    'stages.validation.maxDays: no example is in `validation` for too long',
    'stages.production: no example in `production` is not on hold',
    'stages.retired: no example in `retired` is not on hold',
  ])
})

test.each(every.map((it, i) => [JSON.stringify(it), i] as const))('[B5] without %s something is open', (_, i) => {
  expect(open(every.toSpliced(i, 1))).not.toEqual([])
})

test('[B5] who approves, in words, and what is `false` decide nothing', () => {
  const [, , third] = careful.transitions
  const { approvers: _, ...gate } = third?.gate ?? {}
  const quiet = careful.transitions.map(it => (it === third ? { ...it, gate } : it))
  const written = { ...careful.stages, development: { ...careful.stages.development, serves: false, end: false } }
  const said = { ...careful, transitions: quiet, stages: written as Lifecycle['stages'] }
  expect(lifecycleMeaning(said)).toEqual(lifecycleMeaning(careful))
  const { validated: __, ...less } = gate
  const weaker = careful.transitions.map(it => (it === third ? { ...it, gate: less } : it))
  expect(lifecycleMeaning({ ...careful, transitions: weaker })).not.toEqual(lifecycleMeaning(careful))
})

test('[B5] a gate with nothing but words is none', () => {
  const [first] = careful.transitions
  const gated = (gate: object) => ({ ...careful, transitions: [{ ...first, ...gate }] }) as Lifecycle
  expect(lifecycleMeaning(gated({ gate: { approvers: 'two' } }))).toEqual(lifecycleMeaning(gated({ gate: undefined })))
})
