import { CHANGE_KINDS, type Request } from '../core/change.ts'
import type { Model } from '../core/model.ts'
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
      { type: typeof value as FactType, from: 'file', about: 'A field of your own.' },
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
    kind: string('What is asked for.', CHANGE_KINDS),
    from: string('The version that runs.'),
    to: string('The version asked for.'),
    by: string('Who asked: a key of people, or kedge.'),
    door: string('Where it was asked.', DOORS),
  },
}

const REST: FactSchema = {
  ...FILE_SCHEMA,
  case: { open: measured(boolean('Whether a case of the model is open.')) },
  running: {
    version: measured(string('The version that was observed running.')),
    wanted: measured(boolean('Whether that is the version the file asks for, or a merged change is still on its way.')),
    passed: measured(boolean('Whether that version passed its gates.')),
  },
}

const KPI: FactSchema = {
  value: measured(number('The newest reading of what runs now; missing if it is stale or of too few samples.')),
  limit: file(number('The worst value still agreed to.')),
  target: file(number('The value aimed for.')),
  baseline: file(number('The value at the start.')),
  ageHours: measured(number('Hours since the end of the newest reading’s period.')),
  samples: measured(number('Samples of the newest reading.')),
}

const TARGET: FactSchema = {
  version: string('The version asked for.'),
  passed: boolean('Whether the model file says that it passed its gates.'),
  isCurrent: boolean('Whether it is the version asked for now already.'),
  order: string('Whether it is older or newer than what serves now.', ['older', 'newer']),
  ran: measured(boolean('Whether it was ever observed running.')),
  better: measured(number('KPIs in which it was better than what runs, on the same cases.')),
  worse: measured(number('KPIs in which it was worse than what runs, on the same cases.')),
}

const TARGET_KPI: FactSchema = {
  value: measured(number('What the target version had on the same cases.')),
  current: measured(number('What the current version had on those cases.')),
  samples: measured(number('Cases compared.')),
}
