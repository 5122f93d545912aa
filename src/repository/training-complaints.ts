import type { Model } from '../core/model.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import type { WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { unknownName } from './names.ts'

/** What a model says of its trainings and does not say whole: a trigger that could never ask, or one that nobody gets to. */
export function trainingComplaints(model: Model): Complaint[] {
  return [...lacking(model), ...idle(model), ...unknownQuery(model), ...undated(model)]
}

/** Where it stands what a trigger counts. */
const KEYS = { schedule: 'schedule', 'new-data': 'newData' } as const
const byItself = ['schedule', 'new-data'] as const

function lacking({ retraining }: Model): Complaint[] {
  const triggers = retraining?.triggers ?? []
  return byItself.flatMap((trigger): Complaint[] => {
    const at = ['retraining', 'triggers', triggers.indexOf(trigger)]
    const lacks = (words: WrongAndFix) => complaint(at, 'trigger-lacks', words)
    if (!triggers.includes(trigger)) return []
    return [
      ...(retraining?.[KEYS[trigger]] ? [] : [lacks(says.trainingComplaints.lacks[trigger])]),
      ...(retraining?.delivery ? [] : [lacks(says.trainingComplaints.undelivered(trigger))]),
    ]
  })
}

function idle({ retraining }: Model): Complaint[] {
  return byItself.flatMap((trigger): Complaint[] => {
    const key = KEYS[trigger]
    if (!retraining?.[key] || retraining.triggers?.includes(trigger)) return []
    return [complaint(['retraining', key], 'trigger-missing', says.trainingComplaints.idle(trigger, key))]
  })
}

function unknownQuery({ retraining, queries, kpis }: Model): Complaint[] {
  const query = retraining?.newData?.query
  // Rows are those of readings, and a query without a KPI brings none.
  const asked = new Set(Object.values(kpis ?? {}).map(kpi => kpi.query))
  const known = Object.keys(queries ?? {}).filter(id => asked.has(id))
  if (query === undefined || known.includes(query)) return []
  const at = ['retraining', 'newData', 'query']
  return [unknownName(at, 'unknown-query', says.trainingComplaints.query, query, known)]
}

/** It is asked for when it is due all the same, where what runs is observed. */
function undated({ retraining, serving, versions = {} }: Model): Complaint[] {
  if (!byItself.some(trigger => retraining?.triggers?.includes(trigger)) || serving.observe !== undefined) return []
  const { version } = serving
  if (!Object.hasOwn(versions, version) || versions[version]?.trained || versions[version]?.gates) return []
  return [complaint(['versions', version], 'undated-version', says.trainingComplaints.undated(version), 'warning')]
}
