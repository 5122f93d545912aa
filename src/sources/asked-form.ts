/** Which form each type of connection is asked in. */
import { type Problem, problem } from '../core/problem.ts'
import { type Asked, type Form, formOf } from '../core/query-forms.ts'

const FORM_OF = {
  duckdb: 'sql',
  postgres: 'sql',
  prometheus: 'promql',
  'http-json': 'get',
  mlflow: 'mlflow',
} as const satisfies Readonly<Record<string, Form>>

/** Why a connection of this type cannot be asked so, before anybody is called; a source that pushes is asked for nothing. */
export function formFault(name: string, type: keyof typeof FORM_OF | 'push', asked: Asked): Problem | undefined {
  const form = formOf(asked)
  if (type === 'push') {
    if (form === undefined) return undefined
    const says = `${name} is pushed to, and the query holds \`${form}\``
    return unfit(says, `Take \`${form}\` out, or name a connection to ask.`)
  }
  const wanted = FORM_OF[type]
  return form === wanted ? undefined : unasked(name, wanted, form)
}

function unasked(name: string, wanted: Form, form: Form | undefined): Problem {
  const says = `${name} is asked by \`${wanted}\`, and the query holds ${form === undefined ? 'none' : `\`${form}\``}`
  const write = wanted === 'sql' ? 'Write the SELECT as `sql`' : `Write what is asked as \`${wanted}\``
  const other = form === undefined ? 'of type push' : `that is asked by \`${form}\``
  return unfit(says, `${write}, or name a connection ${other}.`)
}

function unfit(says: string, fix: string): Problem {
  return problem('unfit-query', `connection ${says}`, fix)
}
