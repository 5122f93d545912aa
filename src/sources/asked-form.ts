/** Which form each type of connection is asked in. */
import { type Problem, problem } from '../core/problem.ts'
import { type Asked, type Form, formOf } from '../core/query-forms.ts'
import { says } from '../words/says.ts'

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
    return form === undefined ? undefined : problem('unfit-query', ...says.askedForm.pushed(name, form))
  }
  const wanted = FORM_OF[type]
  return form === wanted ? undefined : problem('unfit-query', ...says.askedForm.other(name, wanted, form))
}
