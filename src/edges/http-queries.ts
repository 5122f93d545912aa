import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import type { HttpAsked } from '../core/query-forms.ts'
import { failureOf } from '../core/trouble.ts'
import { type HttpAsking, refused } from '../sources/http-exchange.ts'
import { askHttpJson, type HttpJsonSettings } from '../sources/http-json.ts'
import { lookOver } from '../sources/http-look.ts'
import { askMlflow, type MlflowSettings } from '../sources/mlflow.ts'
import { askPrometheus, type PrometheusSettings } from '../sources/prometheus.ts'
import { limits, type Row } from '../sources/query-rows.ts'
import { basicOf, type GuardedFetch, openFetch } from './fetch-guarded.ts'

export type Api = PrometheusSettings | HttpJsonSettings | MlflowSettings
/** What is asked over HTTP, by name. */
export type Apis = Readonly<Record<string, Api>>

export interface HttpQueries extends Pick<GuardedFetch, 'interrupt' | 'close'> {
  /** The rows of one query. Throws `ProblemError` and `OutsideError`, both with the name of the connection. */
  query(name: string, asked: HttpAsked, window: Window): Promise<readonly Row[]>
  /** Whether it answers as what it is said to be. Throws as `query` does. */
  look(name: string): Promise<void>
}

interface Window {
  readonly start: Date
  readonly end: Date
}

export function openHttp(apis: Apis, guarded: GuardedFetch = openFetch()): HttpQueries {
  return {
    async query(name, asked, window) {
      const api = apis[name] as Api
      try {
        const rows = await played(askingOf(api, asked, window), guarded.session(api))
        if (rows.length <= limits.rows) return rows
        throw refused(`it gives more than ${limits.rows} rows`, 'Ask for fewer periods or versions.')
      } catch (error) {
        throw named(error, name, api)
      }
    },
    async look(name) {
      const api = apis[name] as Api
      await played(lookOver(api), guarded.session(api)).catch(error => {
        throw named(error, name, api)
      })
    },
    interrupt: guarded.interrupt,
    close: guarded.close,
  }
}

/** Its requests one after the other, until it has its rows. */
async function played(asking: HttpAsking, ask: ReturnType<GuardedFetch['session']>): Promise<readonly Row[]> {
  let step = asking.next()
  while (!step.done) step = asking.next(await ask(step.value))
  return step.value
}

function askingOf(api: Api, { every, promql = {}, get, mlflow }: HttpAsked, window: Window): HttpAsking {
  switch (api.type) {
    case 'prometheus':
      return askPrometheus({ promql, every }, window)
    case 'http-json':
      return askHttpJson(get as NonNullable<typeof get>, window, api.paths)
    case 'mlflow':
      return askMlflow({ mlflow: mlflow as NonNullable<typeof mlflow>, every }, window)
  }
}

/**
 * Says over which connection it was, in the fix as well: what one fix mends is one trouble. What the other side says may
 * be shown to people, so a credential that it repeats is taken out.
 */
function named(error: unknown, name: string, api: Api): unknown {
  const secrets = [api.token, api.password, basicOf(api)].flatMap(it => it || [])
  const clean = (text: string) => secrets.reduce((said, secret) => said.replaceAll(secret, '[redacted]'), text)
  const of = (says: string, fix: string) => ({
    says: clean(`connection ${name}: ${says}`),
    fix: clean(`${fix} (connection ${name})`),
  })
  if (error instanceof ProblemError)
    return new ProblemError(error.problems.map(it => ({ ...it, ...of(it.says, it.fix) })))
  if (!(error instanceof OutsideError)) return error
  const { is, retryAfterS, cause } = error
  const told = failureOf(error, name)
  const { says, fix } = of(told.says, told.fix)
  return new OutsideError(is, `${says}\n  fix: ${fix}`, { ...(retryAfterS !== undefined && { retryAfterS }), cause })
}
