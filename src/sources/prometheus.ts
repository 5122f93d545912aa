import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { type Every, periodLengthMs } from '../core/period.ts'
import type { Promql } from '../core/query-forms.ts'
import { says } from '../words/says.ts'
import {
  fieldOf,
  good,
  HTTP_ADDRESS,
  type HttpAsking,
  type HttpReply,
  listOf,
  refused,
  textIn,
} from './http-exchange.ts'
import type { Row } from './query-rows.ts'

/** One entry of the deployment’s connections: a Prometheus, or what speaks its language (Mimir, Thanos, VictoriaMetrics). */
export const PrometheusSettings = Type.Object({ type: Type.Literal('prometheus'), ...HTTP_ADDRESS }, closed)
export type PrometheusSettings = Static<typeof PrometheusSettings>

/** More versions and segments than this are none: a label that changes with each request was taken for one. */
const SERIES_MOST = 1000
const TIMEOUT_S = 15
const { faults } = says.prometheus

/**
 * The value of an expression at the end of a period is the value of the period. Where one expression has a value and
 * another has none, the row holds what is missing, and no reading is made of it.
 */
export function* askPrometheus(
  { promql, every }: { readonly promql: Promql; readonly every: Every },
  window: { readonly start: Date; readonly end: Date },
): HttpAsking {
  const { version, ...columns } = promql
  if (version !== undefined) return yield* askRunning(version, columns, window.end)
  if (!('n' in columns)) throw refused(...faults.noCount)
  const lengthMs = periodLengthMs(every)
  const [from, until] = [window.start.getTime() + lengthMs, window.end.getTime()]
  const rows = new Map<string, Record<string, unknown>>()
  for (const [column, query] of Object.entries(columns)) {
    const asked = {
      query,
      start: seconds(from),
      end: seconds(until),
      step: seconds(lengthMs),
      timeout: `${TIMEOUT_S}s`,
    }
    for (const { version, segment, atMs, value } of samples(yield { path: pathOf('query_range', asked) }, column)) {
      if (atMs < from || atMs > until || (atMs - from) % lengthMs !== 0)
        throw refused(...faults.notAskedFor(column, atMs))
      const period = new Date(atMs - lengthMs).toISOString()
      const key = JSON.stringify([period, version, segment])
      const row = rows.get(key) ?? { period, version, ...(segment !== '' && { segment }), ...blank(columns) }
      rows.set(key, { ...row, [column]: value })
    }
  }
  return [...rows.values()]
}

/** One row for each series there is now; its label says the version. */
function* askRunning(query: string, others: object, now: Date): HttpAsking {
  if (Object.keys(others).length > 0) throw refused(...faults.versionBeside)
  const reply = yield { path: pathOf('query', { query, time: seconds(now.getTime()), timeout: `${TIMEOUT_S}s` }) }
  return resultOf(reply, 'vector').map(series => {
    const [, value] = pairOf(fieldOf(series, 'value'), 'version')
    if (!Number.isFinite(value)) throw refused(...faults.versionValue(value))
    return { version: versionOf(series, 'version') }
  })
}

interface Sample {
  readonly version: string
  /** Empty: the whole. */
  readonly segment: string
  readonly atMs: number
  readonly value: number
}

function samples(reply: HttpReply, column: string): readonly Sample[] {
  const seen = new Set<string>()
  return resultOf(reply, 'matrix').flatMap(series => {
    const version = versionOf(series, column)
    const segment = textIn(fieldOf(series, 'metric'), 'segment') ?? ''
    const key = JSON.stringify([version, segment])
    if (seen.has(key)) throw refused(...faults.twoSeries({ column, version, segment: segment.slice(0, 40) }))
    seen.add(key)
    const values = listOf(fieldOf(series, 'values'), says.prometheus.valuesOf(column), 11_000)
    return values.map(pair => {
      const [atMs, value] = pairOf(pair, column)
      return { version, segment, atMs, value }
    })
  })
}

/** All there is, or a problem: what was left out for a warning would make a sum too small. */
function resultOf(reply: HttpReply, type: 'matrix' | 'vector'): readonly unknown[] {
  const body = good(reply, says.prometheus.tryExpression)
  if (textIn(body, 'status') !== 'success') throw refused(...faults.otherAnswer)
  const [warning] = listOf(fieldOf(body, 'warnings') ?? [], says.prometheus.warnings, 1000)
  if (warning !== undefined) throw refused(...faults.warns(String(warning).slice(0, 200)))
  // VictoriaMetrics says it so.
  if (fieldOf(body, 'isPartial') === true) throw refused(...faults.partial)
  const data = fieldOf(body, 'data')
  const is = textIn(data, 'resultType')
  if (is !== type) throw refused(...faults.otherType(is?.slice(0, 20), type))
  return listOf(fieldOf(data, 'result'), says.prometheus.series, SERIES_MOST)
}

function versionOf(series: unknown, column: string): string {
  const version = textIn(fieldOf(series, 'metric'), 'version')
  if (version !== undefined && version !== '') return version
  throw refused(...faults.noVersion(column))
}

/** A moment in seconds, and a number as text: "NaN" and "+Inf" are what they say. */
function pairOf(pair: unknown, column: string): readonly [atMs: number, value: number] {
  const [at, text] = Array.isArray(pair) ? pair : []
  const known = typeof text === 'string' && /^([+-]?Inf|NaN|[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i.test(text)
  if (typeof at !== 'number' || !known) throw refused(...faults.noNumber(column))
  return [Math.round(at * 1000), Number(text.replace(/^([+-]?)Inf$/i, '$1Infinity'))]
}

function pathOf(what: 'query' | 'query_range', asked: Readonly<Record<string, string>>): string {
  return `/api/v1/${what}?${new URLSearchParams(asked)}`
}

const seconds = (ms: number) => String(ms / 1000)

const blank = (columns: object): Row => Object.fromEntries(Object.keys(columns).map(column => [column, undefined]))
