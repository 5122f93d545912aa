import { ProblemError, problem } from '../core/problem.ts'
import { type FORMS, formOf } from '../core/query-forms.ts'
import type { Eyes } from '../flows/world.ts'
import type { Pushes } from '../sources/push.ts'
import type { Connections } from './connections.ts'
import type { Databases } from './databases.ts'
import { unknownConnection } from './duckdb.ts'
import type { Apis, HttpQueries } from './http-queries.ts'

type Form = (typeof FORMS)[number]

/** How each type of connection is asked. */
const FORM_OF: Readonly<Record<(Connections[string] | Apis[string])['type'], Form>> = {
  duckdb: 'sql',
  postgres: 'sql',
  prometheus: 'promql',
  'http-json': 'get',
  mlflow: 'mlflow',
}

/**
 * Asks over the connections that are asked, in the form that fits; what does not fit is told before anybody is called. A
 * source that pushes is asked for nothing, and so answers no rows.
 */
export function queryOver(
  databases: Pick<Databases, 'query'>,
  connections: Connections,
  pushes: Pushes,
  { apis, http }: { readonly apis: Apis; readonly http: Pick<HttpQueries, 'query'> },
): Eyes['query'] {
  const all = { ...connections, ...apis }
  return async (name, asked, window) => {
    const form = formOf(asked)
    if (Object.hasOwn(pushes, name)) {
      if (form === undefined) return []
      throw unfit(
        `${name} is pushed to, and the query holds \`${form}\``,
        `Take \`${form}\` out, or name a connection to ask.`,
      )
    }
    const to = Object.hasOwn(all, name) ? all[name] : undefined
    if (to === undefined)
      throw new ProblemError([unknownConnection(name, [...Object.keys(all), ...Object.keys(pushes)])])
    const wanted = FORM_OF[to.type]
    if (form !== wanted) throw unasked(name, wanted, form)
    return typeof asked === 'object' ? http.query(name, asked, window) : databases.query(name, asked ?? '', window)
  }
}

function unasked(name: string, wanted: Form, form: ReturnType<typeof formOf>): ProblemError {
  const says = `${name} is asked by \`${wanted}\`, and the query holds ${form === undefined ? 'none' : `\`${form}\``}`
  const write = wanted === 'sql' ? 'Write the SELECT as `sql`' : `Write what is asked as \`${wanted}\``
  const other = form === undefined ? 'of type push' : `that is asked by \`${form}\``
  return unfit(says, `${write}, or name a connection ${other}.`)
}

function unfit(says: string, fix: string): ProblemError {
  return new ProblemError([problem('unfit-query', `connection ${says}`, fix)])
}
