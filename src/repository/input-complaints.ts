import { CHUNKS_LEAST } from '../core/input-drift.ts'
import type { Kpi, Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import type { WrongAndFix } from '../core/problem.ts'
import { type Profile, profileId } from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { unknownName, unread } from './names.ts'

/** Queries that return inputs, the KPIs of their drift, and the profile both need. */
export function inputComplaints(model: Model, repository: Repository): Complaint[] {
  const { queries = {}, kpis = {} } = model
  return [
    ...Object.entries(queries).flatMap(([id, query]) => unaskable(id, query, model)),
    ...Object.entries(kpis).flatMap(([id, kpi]) => unfitKpi(id, kpi, queries[kpi.query])),
    ...Object.entries(kpis).flatMap(([id, kpi]) => uncompared(id, kpi, model, repository)),
  ]
}

function unaskable(id: string, { returns, sql, every }: Query, { serving }: Model): Complaint[] {
  if (returns === undefined) return []
  const unfit = (words: WrongAndFix, at = ['queries', id]) => [complaint(at, 'unfit-inputs', words)]
  if (sql === undefined) return unfit(says.inputComplaints.noSql(id))
  if (every === undefined) return unfit(says.inputComplaints.noWindow(id))
  if (!isBounded(sql)) return unfit(says.inputComplaints.unbounded(id))
  return serving.observe === id ? unfit(says.inputComplaints.observed, ['serving', 'observe']) : []
}

/** Whether a statement names both ends of the time it is asked for. */
export const isBounded = (sql: string): boolean => /\$start\b/.test(sql) && /\$end\b/.test(sql)

function unfitKpi(id: string, { drift, query }: Kpi, asked: Query | undefined): Complaint[] {
  const inputs = asked?.returns === 'inputs'
  if (asked === undefined || inputs === (drift !== undefined)) return []
  const words = inputs ? says.inputComplaints.noReadings(query) : says.inputComplaints.noInputs(query)
  return [complaint(['kpis', id, 'query'], 'unfit-query', words)]
}

function uncompared(id: string, { drift, query }: Kpi, model: Model, repository: Repository): Complaint[] {
  if (drift === undefined || model.queries?.[query]?.returns !== 'inputs') return []
  const name = profileId(model.id)
  const profile = Object.hasOwn(repository.profiles, name) ? repository.profiles[name] : undefined
  if (profile?.query === query) return unknownColumns(id, drift, profile)
  if (profile === undefined && unread(name, repository)) return []
  const words = says.inputComplaints.noProfile({ model: model.id, query, profile: name })
  return [complaint(['kpis', id, 'drift'], 'no-profile', words)]
}

function unknownColumns(id: string, drift: NonNullable<Kpi['drift']>, { columns }: Profile): Complaint[] {
  const names = columns.map(({ name }) => name)
  const unknown = (drift.columns ?? []).flatMap((name, i) =>
    names.includes(name)
      ? []
      : [unknownName(['kpis', id, 'drift', 'columns', i], 'unknown-column', says.inputComplaints.column, name, names)],
  )
  const chunks = columns[0]?.chunks.length ?? 0
  if (drift.threshold !== 'calibrated' || chunks >= CHUNKS_LEAST) return unknown
  const words = says.inputComplaints.fewChunks(chunks, CHUNKS_LEAST)
  return [...unknown, complaint(['kpis', id, 'drift', 'threshold'], 'few-chunks', words)]
}
