import type { Model } from '../core/model.ts'
import type { Complaint } from '../core/policy-kind.ts'
import type { Trigger } from '../core/training.ts'
import { unknownName } from './names.ts'

/** What a model says of its trainings and does not say whole: a trigger that could never ask, or one that nobody gets to. */
export function trainingComplaints(model: Model): Complaint[] {
  return [...lacking(model), ...idle(model), ...unknownQuery(model), ...undated(model)]
}

/** What a trigger counts, and the line that says so. */
const COUNTED = {
  schedule: { key: 'schedule', line: 'schedule: { everyDays: 90 }', lack: 'how often' },
  'new-data': {
    key: 'newData',
    line: 'newData: { query: weekly, rows: 100000 }',
    lack: 'how many rows of which query',
  },
} as const
const byItself = Object.keys(COUNTED) as Trigger[]

function lacking({ retraining }: Model): Complaint[] {
  const triggers = retraining?.triggers ?? []
  return byItself.flatMap((trigger): Complaint[] => {
    const at = ['retraining', 'triggers', triggers.indexOf(trigger)]
    if (!triggers.includes(trigger)) return []
    const { key, line, lack } = COUNTED[trigger]
    const says = `\`${trigger}\` asks for trainings, and nothing says ${lack}.`
    const nobody = `\`${trigger}\` asks for trainings, and nothing says how it is trained.`
    return [
      ...(retraining?.[key] ? [] : [{ at, code: 'trigger-lacks', says, fix: `Add \`${line}\` to \`retraining\`` }]),
      ...(retraining?.delivery ? [] : [{ at, code: 'trigger-lacks', says: nobody, fix: DELIVERY }]),
    ]
  })
}
const DELIVERY = 'Add `delivery: { workflow: train-model.yml }` to `retraining`, or another way'

function idle({ retraining }: Model): Complaint[] {
  return byItself.flatMap((trigger): Complaint[] => {
    const { key } = COUNTED[trigger]
    if (!retraining?.[key] || retraining.triggers?.includes(trigger)) return []
    const says = `\`${trigger}\` is not among the \`triggers\`, so \`${key}\` asks for nothing.`
    return [
      { at: ['retraining', key], code: 'trigger-missing', says, fix: `Add \`${trigger}\` to \`retraining.triggers\`` },
    ]
  })
}

function unknownQuery({ retraining, queries, kpis }: Model): Complaint[] {
  const query = retraining?.newData?.query
  // Rows are those of readings, and a query without a KPI brings none.
  const asked = new Set(Object.values(kpis ?? {}).map(kpi => kpi.query))
  const known = Object.keys(queries ?? {}).filter(id => asked.has(id))
  if (query === undefined || known.includes(query)) return []
  const at = ['retraining', 'newData', 'query']
  return [unknownName(at, 'unknown-query', query, 'a query of this model that a KPI names', known)]
}

/** It is asked for when it is due all the same, where what runs is observed. */
function undated({ retraining, serving, versions = {} }: Model): Complaint[] {
  if (!byItself.some(trigger => retraining?.triggers?.includes(trigger)) || serving.observe !== undefined) return []
  const { version } = serving
  if (!Object.hasOwn(versions, version) || versions[version]?.trained || versions[version]?.gates) return []
  const says = `Nothing says how old ${version} is, so that nobody knows when it is to be trained anew.`
  const fix = `Say \`trained\` or \`gates\` of ${version}`
  return [{ at: ['versions', version], level: 'warning', code: 'undated-version', says, fix }]
}
