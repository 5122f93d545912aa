import { CHANGE_KINDS, type Request } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import { says } from '../words/says.ts'
import { findFact } from './fact-find.ts'
import { FILE_SCHEMA } from './file-facts.ts'
import { TARGET_TEST, TEST, testsNamed } from './test-facts.ts'

export type FactType = 'number' | 'string' | 'boolean' | 'list'

/** Who tells it: what is `measured` can fall silent by itself, so its silence must not excuse anybody. */
export type FactSource = 'file' | 'clock' | 'measured' | 'change'

/** What a rule may name. A branch may have the key `*`: any name is good there. */
export interface FactLeaf {
  readonly type: FactType
  readonly about: string
  /** Where it comes from: the files alone, the files and the day, what was measured, or what is asked. Left out: what is asked. */
  readonly from?: FactSource
  /** The only values it can have, so that a typo in a rule is found. */
  readonly oneOf?: readonly string[]
}
export interface FactSchema {
  readonly [name: string]: FactLeaf | FactSchema
}

/** The facts rules about these models may name: KPI ids and custom fields are those that at least one of the models has. */
export function factSchema(models: readonly Model[]): FactSchema {
  const atRest = restSchema(models)
  const target = { ...TARGET, kpis: eachKpi(models, TARGET_KPI), tests: eachTest(models, TARGET_TEST) }
  return { ...atRest, ...CHANGE, target }
}

/** Those that are there although nothing is asked. */
export function restSchema(models: readonly Model[]): FactSchema {
  const known = schemas.get(models) ?? {
    ...REST,
    custom: customOf(models),
    kpis: eachKpi(models, KPI),
    tests: eachTest(models, TEST),
  }
  schemas.set(models, known)
  return known
}
const schemas = new WeakMap<readonly Model[], FactSchema>()

const ANY: readonly Model[] = []

/** Whether a fact is known only where readings are, whatever the models. */
export function isMeasured(path: string): boolean {
  const found = findFact(factSchema(ANY), path)
  return 'from' in found && found.from === 'measured'
}

function eachKpi(models: readonly Model[], leaves: FactSchema): FactSchema {
  if (models.length === 0) return { '*': leaves }
  const ids = new Set<string>()
  for (const model of models) for (const id in model.kpis) ids.add(id)
  return Object.fromEntries([...ids].sort().map(id => [id, leaves]))
}

function eachTest(models: readonly Model[], leaves: FactSchema): FactSchema {
  if (models.length === 0) return { '*': leaves }
  return Object.fromEntries([...new Set(models.flatMap(testsNamed))].sort().map(name => [name, leaves]))
}

function customOf(models: readonly Model[]): FactSchema {
  const fields = models.flatMap(model => Object.entries(model.custom ?? {}))
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      { type: typeof value as FactType, from: 'file', about: says.factSchema.custom },
    ]),
  )
}

const DOORS: readonly Request['door'][] = ['slack', 'command', 'playbook', 'trigger', 'repository', 'api']
const number = (about: string): FactLeaf => ({ type: 'number', about })
const string = (about: string, oneOf?: readonly string[]): FactLeaf => ({
  type: 'string',
  about,
  ...(oneOf && { oneOf }),
})
const boolean = (about: string): FactLeaf => ({ type: 'boolean', about })
const file = (leaf: FactLeaf): FactLeaf => ({ ...leaf, from: 'file' })
const measured = (leaf: FactLeaf): FactLeaf => ({ ...leaf, from: 'measured' })

const CHANGE: FactSchema = {
  change: {
    kind: string(says.factSchema.change.kind, CHANGE_KINDS),
    from: string(says.factSchema.change.from),
    to: string(says.factSchema.change.to),
    by: string(says.factSchema.change.by),
    door: string(says.factSchema.change.door, DOORS),
  },
}

const REST: FactSchema = {
  ...FILE_SCHEMA,
  case: { open: measured(boolean(says.factSchema.case.open)) },
  running: {
    version: measured(string(says.factSchema.running.version)),
    wanted: measured(boolean(says.factSchema.running.wanted)),
    passed: measured(boolean(says.factSchema.running.passed)),
  },
}

const KPI: FactSchema = {
  value: measured(number(says.factSchema.kpi.value)),
  limit: file(number(says.factSchema.kpi.limit)),
  target: file(number(says.factSchema.kpi.target)),
  baseline: file(number(says.factSchema.kpi.baseline)),
  ageHours: measured(number(says.factSchema.kpi.ageHours)),
  samples: measured(number(says.factSchema.kpi.samples)),
}

const TARGET: FactSchema = {
  version: string(says.factSchema.target.version),
  passed: boolean(says.factSchema.target.passed),
  isCurrent: boolean(says.factSchema.target.isCurrent),
  order: string(says.factSchema.target.order, ['older', 'newer']),
  ran: measured(boolean(says.factSchema.target.ran)),
  better: measured(number(says.factSchema.target.better)),
  worse: measured(number(says.factSchema.target.worse)),
}

const TARGET_KPI: FactSchema = {
  value: measured(number(says.factSchema.targetKpi.value)),
  current: measured(number(says.factSchema.targetKpi.current)),
  samples: measured(number(says.factSchema.targetKpi.samples)),
}
