import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Get } from '../core/query-forms.ts'
import { says } from '../words/says.ts'
import { fieldOf, good, HTTP_ADDRESS, type HttpAsking, listOf, refused } from './http-exchange.ts'
import { limits, type Row } from './query-rows.ts'

/** One entry of the deployment’s connections: an API that answers JSON. Of its paths, a query may name those below `paths`. */
export const HttpJsonSettings = Type.Object(
  {
    type: Type.Literal('http-json'),
    ...HTTP_ADDRESS,
    paths: Type.Array(Type.String({ pattern: '^/[!-~]*$', maxLength: 1000 }), {
      minItems: 1,
      uniqueItems: true,
      description: says.httpJson.fields.paths,
    }),
  },
  closed,
)
export type HttpJsonSettings = Static<typeof HttpJsonSettings>

/** One GET, and its rows by the names Kedge has for them. */
export function* askHttpJson(
  get: Get,
  window: { readonly start: Date; readonly end: Date },
  paths: readonly string[],
): HttpAsking {
  const path = get.path.replaceAll('{start}', iso(window.start)).replaceAll('{end}', iso(window.end))
  const fault = pathFault(path, paths)
  if (fault) throw refused(fault.says, fault.fix)
  const body = good(yield { path }, says.httpJson.correctPath)
  const rows = listOf(at(body, get.rows ?? ''), says.httpJson.rowsAt(get.rows ?? ''), limits.rows)
  return rows.map((row, i) => rowOf(row, i, get.columns ?? {}))
}

/** Why a path may not be asked for. What a server might read as another path than we do is none. */
export function pathFault(path: string, allowed: readonly string[]): Problem | undefined {
  const [plain = ''] = path.split('?')
  const odd =
    !/^\/(?!\/)[!-~]*$/.test(path) || /[\\#]|%(?:2e|2f|5c|00|25)/i.test(plain) || /\/\.{1,2}(\/|$|;)|\/\//.test(plain)
  if (odd) return problem('bad-path', ...says.httpJson.faults.twoWays(path.slice(0, 80)))
  const isBelow = (prefix: string) => plain === prefix || plain.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)
  if (allowed.some(isBelow)) return undefined
  return problem('bad-path', ...says.httpJson.faults.notAllowed(plain.slice(0, 80), allowed))
}

/** What a JSON pointer (RFC 6901) leads to; undefined where it leads nowhere. */
function at(value: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<unknown>((it, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(it)) return /^(0|[1-9]\d{0,6})$/.test(key) ? it[Number(key)] : undefined
    return fieldOf(it, key)
  }, value)
}

function rowOf(row: unknown, i: number, columns: Readonly<Record<string, string>>): Row {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw refused(...says.httpJson.faults.noMapping(i + 1))
  const renamed = Object.entries(columns).filter(([, theirs]) => Object.hasOwn(row, theirs))
  const ours = renamed.map(([name, theirs]) => [name, (row as Row)[theirs]])
  const others = Object.entries(row).filter(([name]) => !Object.hasOwn(columns, name))
  return Object.fromEntries([...others, ...ours])
}

const iso = (moment: Date) => encodeURIComponent(moment.toISOString())
