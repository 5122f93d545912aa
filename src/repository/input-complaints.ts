import { CHUNKS_LEAST } from '../core/input-drift.ts'
import type { Kpi, Query } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { type Profile, profileId } from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import { quoted } from '../words/quoted.ts'
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
  const complain = (at: Complaint['at'], says: string, fix: string) => [{ at, code: 'unfit-inputs', says, fix }]
  const at = ['queries', id]
  if (sql === undefined) return complain(at, `Query \`${id}\` returns inputs and has no \`sql\`.`, 'Write a SELECT')
  if (every === undefined)
    return complain(
      at,
      `Nobody knows how long the windows of query \`${id}\` are.`,
      'Add `every: hour`, `every: day` or `every: week`',
    )
  if (!isBounded(sql))
    return complain(
      at,
      `Query \`${id}\` does not ask for a time, so that every window is the whole table.`,
      'Bound its rows by both: where date >= $start and date < $end',
    )
  const observed = 'Ask what runs in a query of its own'
  return serving.observe === id ? complain(['serving', 'observe'], 'It returns inputs, not what runs.', observed) : []
}

/** Whether a statement names both ends of the time it is asked for. */
export const isBounded = (sql: string): boolean => /\$start\b/.test(sql) && /\$end\b/.test(sql)

function unfitKpi(id: string, { drift, query }: Kpi, asked: Query | undefined): Complaint[] {
  const inputs = asked?.returns === 'inputs'
  if (asked === undefined || inputs === (drift !== undefined)) return []
  const says = inputs
    ? `Query \`${query}\` returns inputs and no readings.`
    : `Query \`${query}\` returns readings and no inputs.`
  const fix = inputs
    ? 'Add `drift: { method: psi }`, or name a query that returns the KPI'
    : `Name a query with \`returns: inputs\`, or take \`drift\` out`
  return [{ at: ['kpis', id, 'query'], code: 'unfit-query', says, fix }]
}

function uncompared(id: string, { drift, query }: Kpi, model: Model, repository: Repository): Complaint[] {
  if (drift === undefined || model.queries?.[query]?.returns !== 'inputs') return []
  const name = profileId(model.id)
  const profile = Object.hasOwn(repository.profiles, name) ? repository.profiles[name] : undefined
  if (profile?.query === query) return unknownColumns(id, drift, profile)
  if (profile === undefined && unread(name, repository)) return []
  const says = `There is no profile of query \`${query}\` to compare with.`
  const fix = `Count it and add models/${name}.yaml: kedge profile ${model.id} --query ${query} --write`
  return [{ at: ['kpis', id, 'drift'], code: 'no-profile', says, fix }]
}

function unknownColumns(id: string, drift: NonNullable<Kpi['drift']>, { columns }: Profile): Complaint[] {
  const names = columns.map(({ name }) => name)
  const unknown = (drift.columns ?? []).flatMap((name, i) =>
    names.includes(name)
      ? []
      : [unknownName(['kpis', id, 'drift', 'columns', i], 'unknown-column', name, 'a column of the profile', names)],
  )
  const chunks = columns[0]?.chunks.length ?? 0
  if (drift.threshold !== 'calibrated' || chunks >= CHUNKS_LEAST) return unknown
  const says = `The profile has ${chunks} chunks, and a ${quoted('calibrated')} threshold takes ${CHUNKS_LEAST}.`
  const fix = 'Count it over six whole periods at the least, or write a number'
  return [...unknown, { at: ['kpis', id, 'drift', 'threshold'], code: 'few-chunks', says, fix }]
}
